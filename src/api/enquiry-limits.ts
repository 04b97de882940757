/** How often one network may speak of enquiries: kept in memory only, by a digest that nobody can undo. */
import { createHmac, randomBytes } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { networkOf } from "../steps/sign-in/attempts.ts";
import type { ServerBindings } from "./guard.ts";
import { problem } from "./problem.ts";
import { addressOf, type Site } from "./site.ts";

const HOUR_MS = 3_600_000;
const MOST_ADDRESSES = 50_000; // remembered; a flood from more of them falls under the limit of all

export type Limit = { readonly each: number; readonly all: number }; // requests in an hour

/**
 * Refuses what goes beyond the limit of one address, or of all together. The addresses are forgotten every hour, with
 * the key of their digests.
 */
export function limitEnquiries(
  { each, all }: Limit,
  { clock, site }: { readonly clock: () => number; readonly site: Site | undefined },
): MiddlewareHandler<ServerBindings> {
  const seen = { since: clock(), key: randomBytes(32), total: 0, by: new Map<string, number>() };
  return async (c, next) => {
    if (clock() - seen.since >= HOUR_MS) {
      seen.since = clock();
      seen.key = randomBytes(32);
      seen.total = 0;
      seen.by.clear();
    }
    const address = networkOf(addressOf(c, site)); // one subscriber has all of an IPv6 network's addresses
    const who = createHmac("sha256", seen.key).update(address).digest("base64");
    const spent = (seen.by.get(who) ?? 0) + 1;
    seen.total += 1;
    if (seen.by.size < MOST_ADDRESSES || seen.by.has(who)) seen.by.set(who, spent);
    return spent > each || seen.total > all ? problem(429, "too-many") : next();
  };
}
