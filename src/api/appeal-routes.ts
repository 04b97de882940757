/** The routes of appeals from their signatures on, as OpenAPI describes them, and their answers. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  appealName,
  appealSchema,
  appealsSchema,
  collectedSchema,
  invitedSchema,
  letterRequestSchema,
  replyRequestSchema,
  responseRequestSchema,
} from "./appeal-answers.ts";
import { addAppealDrafts } from "./appeal-draft-routes.ts";
import type { ServerBindings } from "./guard.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import { answer, entryNumber, jsonBody, refusal } from "./route-parts.ts";

const params = z.object({ appeal: appealName });
const wrong = refusal("the request is not as it should be; `issues` say what, and where");
const missing = refusal("there is no such appeal");
const notForRole = refusal("not for this role, or not as things stand");

const listRoute = createRoute({
  method: "get",
  path: "/api/appeals",
  request: { query: pageQuery },
  responses: {
    200: answer(appealsSchema, "all appeals by short name, those that are only being written too"),
    400: wrong,
    404: noSuchPage,
  },
});

const findRoute = createRoute({
  method: "get",
  path: "/api/appeals/{appeal}",
  request: { params },
  responses: {
    200: answer(appealSchema, "who signed, who was asked, what is disputed, what is published"),
    400: wrong,
    404: missing,
  },
});

const inviteRoute = createRoute({
  method: "post",
  path: "/api/appeals/{appeal}/invite",
  request: {
    params,
    body: jsonBody(z.strictObject({ anew: z.boolean().default(false).describe("count the figures anew") })),
  },
  responses: {
    200: answer(invitedSchema, "its newest version is up for signature, in all its languages"),
    400: wrong,
    404: missing,
    409: notForRole,
  },
});

const collectRoute = createRoute({
  method: "post",
  path: "/api/appeal-letters",
  request: { body: jsonBody(letterRequestSchema) },
  responses: {
    200: answer(collectedSchema, "it is entered, taken or refused with the reason"),
    400: refusal("the request is not as it should be"),
    422: refusal("it is neither a signature nor a letter"),
    409: notForRole,
  },
});

const respondRoute = createRoute({
  method: "post",
  path: "/api/appeals/{appeal}/responses",
  request: { params, body: jsonBody(responseRequestSchema) },
  responses: {
    200: answer(z.object({ version: z.int().min(1) }), "it is entered"),
    400: wrong,
    404: missing,
    409: notForRole,
  },
});

const replyRoute = createRoute({
  method: "post",
  path: "/api/appeal-letters/{id}/answer",
  request: { params: z.object({ id: entryNumber }), body: jsonBody(replyRequestSchema) },
  responses: {
    200: answer(z.object({ answered: z.int().min(0) }), "the answer stands beside the dispute"),
    400: wrong,
    404: refusal("there is no such dispute"),
    409: notForRole,
  },
});

/** Adds the routes of appeals to the application. */
export function addAppeals(app: OpenAPIHono<ServerBindings>): void {
  addAppealDrafts(app);
  app.openapi(listRoute, async (c) => c.json(await c.var.service.appeals.list(c.req.valid("query")), 200));
  app.openapi(findRoute, async (c) =>
    c.json(await c.var.service.appeals.find(c.req.valid("param").appeal), 200),
  );
  app.openapi(inviteRoute, async (c) => {
    const { appeal } = c.req.valid("param");
    return c.json(await c.var.service.appeals.invite(appeal, c.req.valid("json").anew), 200);
  });
  app.openapi(collectRoute, async (c) =>
    c.json(await c.var.service.appeals.collect(c.req.valid("json")), 200),
  );
  app.openapi(respondRoute, async (c) => {
    const { appeal } = c.req.valid("param");
    return c.json({ version: await c.var.service.appeals.respond(appeal, c.req.valid("json")) }, 200);
  });
  app.openapi(replyRoute, async (c) => {
    const { id } = c.req.valid("param");
    await c.var.service.appeals.reply(id, c.req.valid("json").text);
    return c.json({ answered: id }, 200);
  });
}
