/** Who asks, as they are told; and what every way of signing in answers. */
import type { Context } from "hono";
import type { Begun } from "../steps/sign-in/sessions.ts";
import type { Service } from "./answers.ts";
import { type Asker, askerOf, type Doors, setSession } from "./asker.ts";
import type { ServerBindings } from "./guard.ts";
import { problem } from "./problem.ts";
import type { Me } from "./sign-in-answers.ts";

/** Who asks, in words. */
export async function meOf({ signIn }: Doors, { isFresh, signedIn }: Asker, service: Service): Promise<Me> {
  const hasAccounts = (await signIn?.register.store.accounts.hasAccounts()) ?? false;
  const viewer = await service.viewer();
  return { ...viewer, isFresh, signIn: hasAccounts, ...(signedIn !== undefined && { way: signedIn.way }) };
}

/** From here on the request is another's: who that is. */
export async function enter(c: Context<ServerBindings>, doors: Doors, asker: Asker): Promise<Me> {
  c.set("asker", asker);
  const service = c.var.services(asker.viewer);
  c.set("service", service);
  return meOf(doors, asker, service);
}

/** Gives the browser its session, and says who it is now. */
export async function begin(c: Context<ServerBindings>, doors: Doors, begun: Begun): Promise<Me> {
  setSession(c, doors, begun);
  return enter(c, doors, askerOf(begun));
}

// A problem of its own type: these responses stand beside typed ones, which the router tells apart by status alone.
export const noAccounts = () => problem(404, "no-accounts") as never;

/** The refusal of one attempt too many. */
export function waiting(seconds: number) {
  const response = problem(429, "too-many-attempts");
  response.headers.set("retry-after", String(seconds));
  return response as never;
}
