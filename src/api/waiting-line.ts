/** Requests answered so many at a time, whoever asks in turn, and of one asker in the order in which they came. */
import type { Context, Env, MiddlewareHandler } from "hono";

/** Whether a request stands in the line, and whose it is; undefined for another line's. */
export type InLine<Of extends Env> = (c: Context<Of>) => string | undefined;

/**
 * Lets `most` of the requests of a line be worked on at once; the others of them wait. Taken all at once, each would
 * wait for a connection to the database as often as it asks it something, behind all others, and all would be answered
 * at the end together. Askers take turns: one who asks a thousand things at once is in nobody's way but their own.
 */
export function waitInLine<Of extends Env>(most: number, whoseOf: InLine<Of>): MiddlewareHandler<Of> {
  const waiting = new Map<string, (() => void)[]>(); // whose turn is next comes first
  const state = { running: 0 };
  const enter = async (whose: string) => {
    if (state.running < most) state.running++;
    else await new Promise<void>((admit) => stand(waiting, whose, admit));
  };
  const leave = () => {
    const next = takeTurn(waiting);
    if (next === undefined) state.running--;
    else next(); // takes the place that is left
  };
  return async (c, next) => {
    const whose = whoseOf(c);
    if (whose === undefined) return next();
    await enter(whose);
    try {
      await next();
    } finally {
      leave();
    }
  };
}

type Lines = Map<string, (() => void)[]>;

function stand(waiting: Lines, whose: string, admit: () => void): void {
  const own = waiting.get(whose);
  if (own === undefined) waiting.set(whose, [admit]);
  else own.push(admit);
}

/** Takes the next of whoever's turn it is, who then stands behind all others. */
function takeTurn(waiting: Lines): (() => void) | undefined {
  for (const [whose, own] of waiting) {
    const next = own.shift();
    waiting.delete(whose);
    if (own.length > 0) waiting.set(whose, own);
    return next;
  }
  return undefined;
}
