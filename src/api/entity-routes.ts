/** The routes of entities, as OpenAPI describes them, and their answers. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { entityListSchema, entitySchema, evidenceSchema, listedKinds } from "./entity-answers.ts";
import type { ServerBindings } from "./guard.ts";
import { answer, refusal } from "./route-parts.ts";

const params = z.object({ id: z.string().min(1).max(500) });

const entityRoute = createRoute({
  method: "get",
  path: "/api/entities/{id}",
  request: { params },
  responses: {
    200: answer(entitySchema, "all that the records of an entity say, side by side"),
    404: refusal("there is no such entity or record, or it is not for this viewer"),
  },
});

const evidenceRoute = createRoute({
  method: "get",
  path: "/api/entities/{id}/evidence",
  request: { params },
  responses: {
    200: answer(evidenceSchema, "files of evidence with their custody"),
    404: refusal("there is no such entity or record, or it is not for this viewer"),
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/entities",
  request: {
    query: z.object({
      kind: z.enum(listedKinds),
      limit: z
        .string()
        .regex(/^(?:[1-9]\d?|100)$/)
        .default("50")
        .openapi({ type: "integer", minimum: 1, maximum: 100 }),
      cursor: z.string().max(40).optional(),
    }),
  },
  responses: {
    200: answer(
      entityListSchema,
      "a page of the entities of one kind, in the ledger's order: rows of one list are shuffled in it by keys that are drawn, so that two registers of the same lists have two orders",
    ),
    400: refusal("no such kind, or no such cursor"),
  },
});

/** Adds the routes of entities to the application. */
export function addEntities(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(listRoute, async (c) => {
    const { kind, limit, cursor } = c.req.valid("query");
    return c.json(await c.var.service.entities.list(kind, { limit: Number(limit), cursor }), 200);
  });
  app.openapi(entityRoute, async (c) =>
    c.json(await c.var.service.entities.entity(c.req.valid("param").id), 200),
  );
  app.openapi(evidenceRoute, async (c) =>
    c.json(await c.var.service.entities.evidence(c.req.valid("param").id), 200),
  );
}
