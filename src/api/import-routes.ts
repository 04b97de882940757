/** The routes of lists before they are brought in, as OpenAPI describes them; bringing in is a job. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { changedMeanwhile, ifMatch } from "./entity-tags.ts";
import type { ServerBindings } from "./guard.ts";
import { keepMappingSchema, previewRequestSchema, previewSchema } from "./import-answers.ts";
import { answer, jsonBody, readsOnly, refusal } from "./route-parts.ts";

const previewRoute = createRoute({
  method: "post",
  path: "/api/imports/preview",
  ...readsOnly,
  request: { body: jsonBody(previewRequestSchema) },
  responses: {
    200: answer(previewSchema, "how the list would be read, and what would change"),
    400: refusal("the request is not as it should be"),
    422: refusal("the file is not taken in, or the mapping is not as it should be; `issues` say why"),
    404: refusal("there is no such file of the asker's"),
    409: refusal("not for this role, or the list of another organisation"),
  },
});

const mappingRoute = createRoute({
  method: "post",
  path: "/api/imports/mapping",
  request: { headers: ifMatch, body: jsonBody(keepMappingSchema) },
  responses: {
    ...changedMeanwhile,
    200: answer(z.object({ kept: z.literal(true) }), "the source's next version is read by it"),
    400: refusal("the request is not as it should be"),
    422: refusal("the mapping is not as it should be; `issues` say why"),
    409: refusal("not for this role, or the list of another organisation"),
  },
});

/** Adds the routes of bringing lists in to the application. */
export function addImports(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(previewRoute, async (c) =>
    c.json(await c.var.service.imports.preview(c.req.valid("json")), 200),
  );
  app.openapi(mappingRoute, async (c) => {
    await c.var.service.imports.keepMapping(c.req.valid("json"), c.req.valid("header")["if-match"]);
    return c.json({ kept: true as const }, 200);
  });
}
