/** Requests answered so many at a time, in the order in which they came. */
import type { MiddlewareHandler } from "hono";

/**
 * Lets `most` requests be worked on at once; the others wait in line. Taken all at once, each would wait for a connection
 * to the database as often as it asks it something, behind all others, and all would be answered at the end together.
 * Whoever sends a file is not counted, since that takes as long as the sender's line.
 */
export function inTurn(most: number): MiddlewareHandler {
  const waiting: (() => void)[] = [];
  const state = { running: 0 };
  const enter = async () => {
    if (state.running < most) state.running++;
    else await new Promise<void>((admit) => waiting.push(admit));
  };
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) state.running--;
    else next(); // takes the place that is left
  };
  return async (c, next) => {
    if (c.req.header("content-type")?.startsWith("application/octet-stream") === true) return next();
    await enter();
    try {
      await next();
    } finally {
      leave();
    }
  };
}
