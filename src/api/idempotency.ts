/** An act that is asked for again with the same `Idempotency-Key` is not done again: its answer is given again. */
import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { ServerBindings } from "./guard.ts";
import { problem } from "./problem.ts";
import { UPLOADS } from "./upload-answers.ts";

/**
 * Of requests that only read, by POST since a name may stand in no address, neither key nor answer is kept: what
 * somebody was shown is nobody's to find in a table.
 */
export function answerOnce(isRead: (path: string) => boolean): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    const { method, path } = c.req;
    const key = c.req.header("idempotency-key");
    if (key === undefined || method === "GET" || method === "HEAD" || path === UPLOADS || isRead(path))
      return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) return problem(400, "input-idempotency-key");
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
