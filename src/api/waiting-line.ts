/** Requests answered so many at a time, in the order in which they came. */
import type { Context, MiddlewareHandler } from "hono";

/**
 * Lets `most` of the requests that `isOfLine` tells be worked on at once; the others of them wait in line. Taken all at
 * once, each would wait for a connection to the database as often as it asks it something, behind all others, and all
 * would be answered at the end together.
 */
export function waitInLine(most: number, isOfLine: (c: Context) => boolean): MiddlewareHandler {
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
    if (!isOfLine(c)) return next();
    await enter();
    try {
      await next();
    } finally {
      leave();
    }
  };
}
