/** The routes of appeals while they are written, as OpenAPI describes them, and their answers. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { appealName, checkedSchema, draftFigureSchema, takenSchema } from "./appeal-answers.ts";
import {
  beginRequestSchema,
  figuresRequestSchema,
  revisionId,
  revisionsSchema,
  textRequestSchema,
  writtenSchema,
} from "./appeal-draft-answers.ts";
import { changedMeanwhile, ifMatch } from "./entity-tags.ts";
import type { ServerBindings } from "./guard.ts";
import { pageQuery } from "./paging.ts";
import { problem } from "./problem.ts";
import { answer, jsonBody, readsOnly, refusal } from "./route-parts.ts";

const params = z.object({ appeal: appealName });
const wrong = refusal("the request is not as it should be");
const missing = refusal("there is no such appeal");
const notForRole = refusal("not for this role");
const meanwhile = {
  412: refusal("somebody else saved meanwhile"),
  428: refusal("it does not say from what it was made"),
};

const beginRoute = createRoute({
  method: "post",
  path: "/api/appeals",
  request: { body: jsonBody(beginRequestSchema) },
  responses: {
    200: answer(z.object({ appeal: z.string() }), "its short name"),
    400: wrong,
    404: refusal("there is no such appeal to be another language of"),
    409: notForRole,
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/api/appeals/{appeal}/text",
  request: { params },
  responses: {
    200: answer(writtenSchema, "the text as it is now"),
    400: wrong,
    404: missing,
    409: notForRole,
  },
});

const writeRoute = createRoute({
  method: "put",
  path: "/api/appeals/{appeal}/text",
  request: { params, headers: ifMatch, body: jsonBody(textRequestSchema) },
  responses: {
    200: answer(writtenSchema, "it is saved; what it was before is kept"),
    400: wrong,
    404: missing,
    409: notForRole,
    ...meanwhile,
  },
});

const dropRoute = createRoute({
  method: "delete",
  path: "/api/appeals/{appeal}/text",
  request: { params, headers: ifMatch },
  responses: {
    ...changedMeanwhile,
    200: answer(z.object({ dropped: z.string() }), "what was written since it was taken in is gone"),
    400: wrong,
    404: missing,
    409: notForRole,
  },
});

const takeRoute = createRoute({
  method: "post",
  path: "/api/appeals/{appeal}/take",
  request: { params, headers: ifMatch, body: jsonBody(z.strictObject({})) },
  responses: {
    200: answer(takenSchema, "the text is a version of the ledger, its figures bound"),
    400: wrong,
    404: missing,
    409: refusal("not for this role, or something stops it; `issues` say what, and where"),
    ...meanwhile,
  },
});

const revisionsRoute = createRoute({
  method: "get",
  path: "/api/appeals/{appeal}/revisions",
  request: { params, query: pageQuery },
  responses: {
    200: answer(revisionsSchema, "what the text was, the newest first"),
    400: wrong,
    404: missing,
    409: notForRole,
  },
});

const revisionRoute = createRoute({
  method: "get",
  path: "/api/appeals/{appeal}/revisions/{id}",
  request: { params: params.extend({ id: revisionId }) },
  responses: {
    200: answer(z.object({ text: z.string() }), "the text as it was"),
    400: wrong,
    404: missing,
    409: notForRole,
  },
});

const checkRoute = createRoute({
  method: "post",
  path: "/api/appeals/check",
  ...readsOnly,
  request: { body: jsonBody(textRequestSchema) },
  responses: { 200: answer(checkedSchema, "what stops the text, and advice"), 400: wrong },
});

const figuresRoute = createRoute({
  method: "post",
  path: "/api/appeals/figures",
  ...readsOnly,
  request: { body: jsonBody(figuresRequestSchema) },
  responses: {
    200: answer(
      z.object({ items: z.array(draftFigureSchema).readonly() }),
      "each figure counted now, in the order of the request",
    ),
    400: wrong,
  },
});

const previewRoute = createRoute({
  method: "get",
  path: "/api/appeals/{appeal}/preview/{file}",
  request: { params: params.extend({ file: z.enum(["index.html", "style.css"]) }) },
  responses: {
    200: {
      description: "the page as it would be published now",
      content: { "text/html": { schema: z.string() }, "text/css": { schema: z.string() } },
    },
    400: wrong,
    404: missing,
    409: refusal("not for this role, or the text is no appeal yet; `issues` say why"),
  },
});

const fontRoute = createRoute({
  method: "get",
  path: "/api/appeals/{appeal}/preview/fonts/{file}",
  request: { params: params.extend({ file: z.string().regex(/^[\w.-]{1,100}$/) }) },
  responses: {
    200: { description: "a font of the page", content: { "font/woff2": { schema: z.string() } } },
    400: wrong,
    404: missing,
    409: notForRole,
  },
});

/** Adds the routes of writing to the application; fixed words stand before short names. */
export function addAppealDrafts(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(checkRoute, (c) => c.json(c.var.service.appeals.check(c.req.valid("json").text), 200));
  app.openapi(figuresRoute, async (c) =>
    c.json({ items: await c.var.service.appeals.countAll(c.req.valid("json").figures) }, 200),
  );
  app.openapi(beginRoute, async (c) =>
    c.json({ appeal: await c.var.service.appeals.begin(c.req.valid("json")) }, 200),
  );
  app.openapi(readRoute, async (c) => {
    const written = await c.var.service.appeals.read(c.req.valid("param").appeal);
    c.header("etag", written.tag);
    return c.json(written, 200);
  });
  app.openapi(writeRoute, async (c) => {
    const { appeal } = c.req.valid("param");
    const { "if-match": tag } = c.req.valid("header");
    return c.json(await c.var.service.appeals.write(appeal, c.req.valid("json").text, tag), 200);
  });
  app.openapi(dropRoute, async (c) => {
    const { appeal } = c.req.valid("param");
    await c.var.service.appeals.drop(appeal, c.req.valid("header")["if-match"]);
    return c.json({ dropped: appeal }, 200);
  });
  app.openapi(takeRoute, async (c) => {
    const { appeal } = c.req.valid("param");
    return c.json(await c.var.service.appeals.take(appeal, c.req.valid("header")["if-match"]), 200);
  });
  app.openapi(revisionsRoute, async (c) =>
    c.json(await c.var.service.appeals.revisions(c.req.valid("param").appeal, c.req.valid("query")), 200),
  );
  app.openapi(revisionRoute, async (c) => {
    const { appeal, id } = c.req.valid("param");
    return c.json({ text: await c.var.service.appeals.revision(appeal, id) }, 200);
  });
  app.openapi(previewRoute, async (c) => {
    const { appeal, file } = c.req.valid("param");
    const found = await c.var.service.appeals.preview(appeal, file);
    return found === undefined
      ? problem(404, "no-such-file")
      : c.body(found.bytes, 200, { "content-type": found.type });
  });
  app.openapi(fontRoute, async (c) => {
    const { appeal, file } = c.req.valid("param");
    const found = await c.var.service.appeals.preview(appeal, `fonts/${file}`);
    return found === undefined
      ? problem(404, "no-such-file")
      : c.body(found.bytes, 200, { "content-type": found.type });
  });
}
