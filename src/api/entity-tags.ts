/** Entity tags: of answers that follow from the ledger alone, and what is to be sent with an edit that could overwrite. */
import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { RecountError } from "../base/errors.ts";
import type { ServerBindings } from "./guard.ts";
import { refusal } from "./route-parts.ts";

/**
 * Tags an answer with the ledger's size and who asks, before it is made: whoever has the one of this size already is
 * told so, and nothing is read. `isOfLedger` says which addresses follow from the ledger alone.
 */
export function tagBySize(isOfLedger: (path: string) => boolean): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    if (c.req.method !== "GET" || !isOfLedger(c.req.path)) return next();
    const { asker, size } = c.var.service.requests;
    const tag = tagOf(`${await size()} ${asker}`);
    if (hasTag(c.req.header("if-none-match"), tag))
      return new Response(null, { status: 304, headers: { etag: tag } });
    await next();
    if (c.res.status === 200) c.res.headers.set("etag", tag);
  };
}

/** The tag of one state of something. */
export const tagOf = (state: string): string =>
  `"${createHash("sha256").update(state).digest("base64url").slice(0, 22)}"`;

/**
 * Throws `changed-meanwhile` unless an edit was made from the state that there is now, `tag-missing` where it does not
 * say from which.
 */
export function requireTag(ifMatch: string | undefined, current: string): void {
  if (ifMatch === undefined)
    throw new RecountError("tag-missing", "got an edit of no state, wanted If-Match");
  if (hasTag(ifMatch, current)) return;
  throw new RecountError("changed-meanwhile", `got an edit of ${ifMatch}, wanted one of ${current}`);
}

/** The same of an edit that may say nothing: then it is made of whatever there is. */
export function checkTag(ifMatch: string | undefined, current: string): void {
  if (ifMatch !== undefined) requireTag(ifMatch, current);
}

/** The header by which an edit says what it was made from, as routes describe it. */
export const ifMatch = z.object({
  "if-match": z.string().max(200).optional().describe("the tag of what it is made from"),
});

/** What an edit is answered that was made from what is no more. */
export const changedMeanwhile = { 412: refusal("somebody else changed it meanwhile") };

const hasTag = (header: string | undefined, tag: string): boolean =>
  (header ?? "").split(",").some((each) => each.trim().replace(/^W\//, "") === tag);
