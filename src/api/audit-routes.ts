/** The routes of audits by random sample, as OpenAPI describes them, and their answers. */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import {
  auditFileSchema,
  drawRequestSchema,
  findingRequestSchema,
  openedTokenSchema,
  openTokenSchema,
  takeAuditSchema,
  takenAuditsSchema,
} from "./audit-answers.ts";
import type { ServerBindings } from "./guard.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import { answer, jsonBody, readsOnly, refusal } from "./route-parts.ts";

const wrong = refusal("the request is not as it should be");
const noAudit = refusal("it is no audit, or the token was not drawn");

const listRoute = createRoute({
  method: "get",
  path: "/api/audits",
  request: { query: pageQuery },
  responses: {
    200: answer(takenAuditsSchema, "signed audits that were taken in, the newest first"),
    400: wrong,
    404: noSuchPage,
  },
});

const drawRoute = createRoute({
  method: "post",
  path: "/api/audits/draw",
  ...readsOnly,
  request: { body: jsonBody(drawRequestSchema) },
  responses: {
    200: answer(auditFileSchema, "the audit with its sample: whoever has folder and seed draws the same"),
    400: wrong,
    404: refusal("there is no such publication"),
    409: refusal("not for this role, the figure shows no tokens, or the seed is of the wrong time"),
    422: refusal("there is no such time"),
  },
});

const openRoute = createRoute({
  method: "post",
  path: "/api/audits/open",
  ...readsOnly,
  request: { body: jsonBody(openTokenSchema) },
  responses: {
    200: answer(
      openedTokenSchema,
      "whom one token stands for, and who is nearest: to be read, not to be kept",
    ),
    400: wrong,
    404: refusal("no token is left, or no record of the asker's gives it"),
    409: refusal("not for this role"),
    422: noAudit,
    429: refusal("that is more than may be looked at in a day"),
  },
});

const noteRoute = createRoute({
  method: "post",
  path: "/api/audits/findings",
  ...readsOnly,
  request: { body: jsonBody(findingRequestSchema) },
  responses: {
    200: answer(auditFileSchema, "the audit with the finding in it; nothing of it is kept here"),
    400: wrong,
    409: refusal("not for this role"),
    422: noAudit,
  },
});

const takeRoute = createRoute({
  method: "post",
  path: "/api/audits",
  request: { body: jsonBody(takeAuditSchema) },
  responses: {
    200: answer(auditFileSchema, "it is published with the appeal's next publication"),
    400: wrong,
    409: refusal("not for this role; or it is unsound, unsigned, too early, or names somebody"),
  },
});

/** Adds the routes of audits to the application. */
export function addAudits(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(listRoute, async (c) => c.json(await c.var.service.audits.list(c.req.valid("query")), 200));
  app.openapi(drawRoute, async (c) => c.json(await c.var.service.audits.draw(c.req.valid("json")), 200));
  app.openapi(openRoute, async (c) => c.json(await c.var.service.audits.open(c.req.valid("json")), 200));
  app.openapi(noteRoute, (c) => c.json(c.var.service.audits.note(c.req.valid("json")), 200));
  app.openapi(takeRoute, async (c) => c.json(await c.var.service.audits.take(c.req.valid("json")), 200));
}
