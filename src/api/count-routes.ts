/** The routes of counts, as OpenAPI describes them, and their answers. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  countRequestSchema,
  describedCountSchema,
  exportRequestSchema,
  savedFiguresSchema,
  savingSchema,
} from "./count-answers.ts";
import type { ServerBindings } from "./guard.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import { answer, entryNumber, jsonBody, refusal, savedAs } from "./route-parts.ts";

const uncountable = refusal("no such place or period, or more than one figure");

/** By POST: what a figure asks for may be a place that somebody's family comes from. */
const describeRoute = createRoute({
  method: "post",
  path: "/api/counts",
  request: { body: jsonBody(countRequestSchema) },
  responses: {
    200: answer(describedCountSchema, "the figure as it would be published"),
    400: refusal("the request is not as it should be"),
    422: uncountable,
    404: refusal("records wait that were not linked yet"),
    409: refusal("an estimate is for whoever may publish"),
  },
});

const fileRoute = createRoute({
  method: "post",
  path: "/api/counts/file",
  request: { body: jsonBody(exportRequestSchema) },
  responses: {
    200: {
      description: "the figure with its tables, as a file",
      content: {
        "text/csv": { schema: z.string() },
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { schema: z.string() },
      },
    },
    400: refusal("the request is not as it should be"),
    422: uncountable,
  },
});

const savedRoute = createRoute({
  method: "get",
  path: "/api/counts/saved",
  request: { query: pageQuery },
  responses: {
    200: answer(savedFiguresSchema, "the figures of one's organisation, by name"),
    400: refusal("the request is not as it should be"),
    404: noSuchPage,
  },
});

const saveRoute = createRoute({
  method: "post",
  path: "/api/counts/saved",
  request: { body: jsonBody(savingSchema) },
  responses: {
    200: answer(z.object({ id: z.int().min(0) }), "the entry that keeps it"),
    400: refusal("the request is not as it should be"),
    422: uncountable,
  },
});

const removeRoute = createRoute({
  method: "post",
  path: "/api/counts/saved/{id}/remove",
  request: {
    params: z.object({ id: entryNumber }),
    body: jsonBody(z.strictObject({})),
  },
  responses: {
    200: answer(z.object({ id: z.int().min(0) }), "it is off the list"),
    404: refusal("there is no such figure"),
  },
});

/** Adds the routes of counts to the application. */
export function addCounts(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(describeRoute, async (c) =>
    c.json(await c.var.service.counts.describe(c.req.valid("json")), 200),
  );
  app.openapi(fileRoute, async (c) => {
    const request = c.req.valid("json");
    const { bytes, type } = await c.var.service.counts.file(request);
    return c.body(bytes, 200, { "content-type": type, ...savedAs(`count.${request.format}`) });
  });
  app.openapi(savedRoute, async (c) => c.json(await c.var.service.counts.saved(c.req.valid("query")), 200));
  app.openapi(saveRoute, async (c) =>
    c.json({ id: await c.var.service.counts.save(c.req.valid("json")) }, 200),
  );
  app.openapi(removeRoute, async (c) => {
    const { id } = c.req.valid("param");
    await c.var.service.counts.remove(id);
    return c.json({ id }, 200);
  });
}
