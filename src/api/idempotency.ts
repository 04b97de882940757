/** An act that is asked for again with the same `Idempotency-Key` is not done again: its answer is given again. */
import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { ServerBindings } from "./guard.ts";
import { problem } from "./problem.ts";
import { UPLOADS } from "./upload-answers.ts";

// Their answers are secrets, kept nowhere: codes, sessions, whom the public looks for. Files are told by their digests.
const UNKEPT = /^\/(?!api\/)|^\/api\/(session|joining|account|people|public)(\/|$)/;

/** Whether an act takes a key: what is told of it in the OpenAPI document, and what is done. */
export const takesKey = (method: string, path: string): boolean =>
  !["GET", "HEAD"].includes(method) && path !== UPLOADS && !UNKEPT.test(path);

const KEY = "[\\x21-\\x7e]{1,200}";

/** The header as the OpenAPI document has it. */
export const keyParameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", pattern: `^${KEY}$` },
  description:
    "the asker's own name for this act: asked again with it within a day, it is not done again, and its answer is given " +
    "again with Idempotency-Replayed; 409 with another request, or while the first is under way",
} as const;

const isKey = new RegExp(keyParameter.schema.pattern);

/**
 * Of requests that only read, by POST since a name may stand in no address, neither key nor answer is kept: what
 * somebody was shown is nobody's to find in a table.
 */
export function answerOnce(isRead: (path: string) => boolean): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    const { method, path } = c.req;
    const key = c.req.header("idempotency-key");
    if (key === undefined || !takesKey(method, path) || isRead(path)) return next();
    if (!isKey.test(key)) return problem(400, "input-idempotency-key");
    const { requests } = c.var.service;
    const url = new URL(c.req.url);
    const body = await c.req.text();
    const digest = createHash("sha256")
      .update(JSON.stringify([method, path, url.search, body]))
      .digest();
    const request = { asker: requests.asker, key, digest };
    const before = await requests.begin(request);
    if (before.standing === "other") return problem(409, "key-of-another-request");
    if (before.standing === "under-way") return problem(409, "request-under-way");
    if (before.standing === "answered") {
      const { status, type, body: bytes } = before.answer;
      const headers = { "content-type": type, "idempotency-replayed": "true" };
      return new Response(Buffer.from(bytes), { status, headers });
    }
    await next();
    const { status } = c.res;
    // Whether something was done before the server failed is not known: the key stays taken.
    if (status >= 500) return;
    if (status >= 400) return requests.forget(request);
    const answer = new Uint8Array(await c.res.clone().arrayBuffer());
    return requests.answer(request, { status, type: c.res.headers.get("content-type") ?? "", body: answer });
  };
}
