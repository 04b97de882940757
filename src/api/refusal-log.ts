/** What was refused and what went wrong, a line of JSON each: for a system of its own that looks for attempts. */
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { ServerBindings } from "./guard.ts";

/** No name of a person, no id and nothing that was sent: who asked is told as far as which organisation and role. */
export type RefusalLine = {
  readonly at: string; // ISO 8601, UTC
  readonly status: number;
  readonly code: string; // of the problem
  readonly method: string;
  readonly route: string; // as the OpenAPI document has it
  readonly by: string;
};

export type RefusalLog = {
  readonly write: (line: RefusalLine) => void;
  readonly now: () => Date;
};

/** Of what was asked wrongly (400, 404, 422) it is the way in which somebody feels along the walls. */
const TOLD = new Set([400, 401, 403, 404, 409, 413, 415, 421, 422, 429]);

/** Tells of each answer that is a refusal or a failure of the server. */
export function tellRefusals(log: RefusalLog | undefined): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    await next();
    const { status } = c.res;
    if (log === undefined || !(TOLD.has(status) || status >= 500)) return;
    log.write({
      at: log.now().toISOString(),
      status,
      code: await codeOf(c.res),
      method: c.req.method,
      route: routeOf(c),
      by: whoAsked(c),
    });
  };
}

async function codeOf(response: Response): Promise<string> {
  if (response.headers.get("content-type") !== "application/problem+json") return "";
  const body: unknown = await response.clone().json();
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : "";
  return typeof code === "string" ? code : "";
}

const routeOf = (c: Context): string =>
  matchedRoutes(c).findLast(({ path }) => !path.endsWith("*"))?.path ?? "none";

function whoAsked(c: Context<ServerBindings>): string {
  const viewer = c.var.asker?.viewer ?? { as: "public" };
  return viewer.as === "person" ? `${viewer.role} of ${viewer.organisation}` : viewer.as;
}
