/** The routes of records entered by hand and of their drafts, as OpenAPI describes them. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { changedMeanwhile, ifMatch } from "./entity-tags.ts";
import {
  addedRecordSchema,
  draftRequestSchema,
  draftSchema,
  recordRequestSchema,
  savedDraftSchema,
} from "./entry-answers.ts";
import type { ServerBindings } from "./guard.ts";
import { noSuchPage, pageOf, pageQuery } from "./paging.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";

const draftId = z.object({ id: z.uuid() });
const notYours = refusal("not for this role, or it is in the register already");

const addRoute = createRoute({
  method: "post",
  path: "/api/records",
  request: { body: jsonBody(recordRequestSchema) },
  responses: {
    200: answer(addedRecordSchema, "the record as it was entered; the next linking takes it in"),
    400: refusal("the request is not as it should be"),
    422: refusal("what is said is not as it should be; `issues` say what, and where"),
    404: refusal("there is no such record to correct"),
    409: notYours,
  },
});

const undoRoute = createRoute({
  method: "post",
  path: "/api/versions/{id}/undo",
  request: { params: draftId, body: jsonBody(z.strictObject({})) },
  responses: {
    200: answer(z.object({ undone: z.string() }), "the version is out of the register again"),
    400: refusal("no id"),
    404: refusal("there is no such version of the asker's"),
    409: refusal("not for this role, or newer versions stand on it"),
  },
});

const draftsRoute = createRoute({
  method: "get",
  path: "/api/drafts",
  request: { query: pageQuery },
  responses: {
    200: answer(pageOf(draftSchema), "forms that the asker has begun, the newest first"),
    400: refusal("the request is not as it should be"),
    404: noSuchPage,
    409: notYours,
  },
});

const saveRoute = createRoute({
  method: "put",
  path: "/api/drafts/{id}",
  request: { params: draftId, headers: ifMatch, body: jsonBody(draftRequestSchema) },
  responses: {
    ...changedMeanwhile,
    200: answer(savedDraftSchema, "when it was saved"),
    400: refusal("the request is not as it should be"),
    409: notYours,
  },
});

const dropRoute = createRoute({
  method: "delete",
  path: "/api/drafts/{id}",
  request: { params: draftId },
  responses: {
    200: answer(z.object({ dropped: z.string() }), "it is gone"),
    400: refusal("no id"),
    409: notYours,
  },
});

/** Adds the routes of entering by hand to the application. */
export function addEntry(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(addRoute, async (c) => c.json(await c.var.service.entry.add(c.req.valid("json")), 200));
  app.openapi(undoRoute, async (c) => {
    const { id } = c.req.valid("param");
    await c.var.service.entry.undo(id);
    return c.json({ undone: id }, 200);
  });
  app.openapi(draftsRoute, async (c) => c.json(await c.var.service.entry.drafts(c.req.valid("query")), 200));
  app.openapi(saveRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { "if-match": tag } = c.req.valid("header");
    return c.json(await c.var.service.entry.save(id, c.req.valid("json"), tag), 200);
  });
  app.openapi(dropRoute, async (c) => {
    const { id } = c.req.valid("param");
    await c.var.service.entry.drop(id);
    return c.json({ dropped: id }, 200);
  });
}
