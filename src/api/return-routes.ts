/** The routes of returns. Places by POST: where somebody's family comes from stands in no address of a log. */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { ServerBindings } from "./guard.ts";
import {
  householdsRequestSchema,
  householdsSchema,
  returnsRequestSchema,
  returnsSchema,
} from "./return-answers.ts";
import { answer, jsonBody, readsOnly, refusal } from "./route-parts.ts";

const returnsRoute = createRoute({
  method: "post",
  path: "/api/returns",
  ...readsOnly,
  request: { body: jsonBody(returnsRequestSchema) },
  responses: {
    200: answer(returnsSchema, "households by the places one step below the one asked for"),
    404: refusal("there is no such place"),
  },
});

const householdsRoute = createRoute({
  method: "post",
  path: "/api/returns/households",
  ...readsOnly,
  request: { body: jsonBody(householdsRequestSchema) },
  responses: {
    200: answer(householdsSchema, "households from the place, in the order of the ledger"),
    404: refusal("there is no such place, or no such page"),
  },
});

/** Adds the routes of returns to the application. */
export function addReturns(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(returnsRoute, async (c) =>
    c.json(await c.var.service.returns.returns(c.req.valid("json")), 200),
  );
  app.openapi(householdsRoute, async (c) =>
    c.json(await c.var.service.returns.households(c.req.valid("json")), 200),
  );
}
