/** The routes of custody and of restrictions, as OpenAPI describes them. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { changedMeanwhile, ifMatch } from "./entity-tags.ts";
import type { ServerBindings } from "./guard.ts";
import { custodyRequestSchema, filesSchema, restrictionRequestSchema } from "./keeping-answers.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";

const notForRole = refusal("not for this role");
const wrong = refusal("the request is not as it should be");

const filesRoute = createRoute({
  method: "get",
  path: "/api/custody",
  request: { query: pageQuery },
  responses: {
    200: answer(filesSchema, "files of the asker's own sources, with their custody"),
    400: wrong,
    404: noSuchPage,
    409: notForRole,
  },
});

const custodyRoute = createRoute({
  method: "post",
  path: "/api/custody",
  request: { body: jsonBody(custodyRequestSchema) },
  responses: {
    200: answer(z.object({ recorded: z.string() }), "the digest of the file whose custody was recorded"),
    400: wrong,
    404: refusal("no source of the asker's rests on such a file"),
    409: notForRole,
    422: refusal("there is no such day"),
  },
});

const restrictionRoute = createRoute({
  method: "post",
  path: "/api/restrictions",
  request: { headers: ifMatch, body: jsonBody(restrictionRequestSchema) },
  responses: {
    ...changedMeanwhile,
    200: answer(z.object({ restricted: z.string() }), "the record, shown by it from now on"),
    400: wrong,
    404: refusal("there is no such record of the asker's"),
    409: notForRole,
    422: refusal("records have no such field"),
  },
});

/** Adds the routes of custody and restrictions. */
export function addKeeping(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(filesRoute, async (c) => c.json(await c.var.service.keeping.files(c.req.valid("query")), 200));
  app.openapi(custodyRoute, async (c) => {
    const custody = c.req.valid("json");
    await c.var.service.keeping.record(custody);
    return c.json({ recorded: custody.digest }, 200);
  });
  app.openapi(restrictionRoute, async (c) => {
    const restriction = c.req.valid("json");
    await c.var.service.keeping.restrict(restriction, c.req.valid("header")["if-match"]);
    return c.json({ restricted: restriction.record }, 200);
  });
}
