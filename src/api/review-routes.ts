/** The routes of review, as OpenAPI describes them, and their answers. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ServerBindings } from "./guard.ts";
import {
  judgementRequestSchema,
  judgementSchema,
  nextPairsSchema,
  reviewReportSchema,
} from "./review-answers.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";

const reportRoute = createRoute({
  method: "get",
  path: "/api/review",
  responses: { 200: answer(reviewReportSchema, "judgements, contradictions, agreement, accuracy") },
});

/** By POST, because the name of a person may stand in no address, history or log: here the reviewer's. */
const nextRoute = createRoute({
  method: "post",
  path: "/api/review/next",
  request: {
    body: jsonBody(
      z.strictObject({
        limit: z.int().min(1).max(50).default(5),
        by: z.string().trim().min(1).max(200).optional(),
      }),
    ),
  },
  responses: {
    200: answer(nextPairsSchema, "pairs whose answer would teach most, first"),
    400: refusal("the request is not as it should be"),
  },
});

const judgeRoute = createRoute({
  method: "post",
  path: "/api/review/judgements",
  request: { body: jsonBody(judgementRequestSchema) },
  responses: {
    200: answer(judgementSchema, "the judgement as it was entered"),
    400: refusal("no name, no reason, or not two records of one kind"),
    404: refusal("one of the records is not in the register"),
  },
});

const undoRoute = createRoute({
  method: "post",
  path: "/api/review/judgements/{id}/undo",
  request: {
    params: z.object({ id: z.coerce.number<string>().int().min(0) }),
    body: jsonBody(
      z.strictObject({ by: z.string().trim().min(1).max(200), why: z.string().trim().max(2000).default("") }),
    ),
  },
  responses: {
    200: answer(judgementSchema, "the judgement, taken back"),
    404: refusal("there is no such judgement"),
    409: refusal("it was taken back before"),
  },
});

/** Adds the routes of review to the application. */
export function addReview(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(reportRoute, async (c) => c.json(await c.var.service.review.report(), 200));
  app.openapi(nextRoute, async (c) => {
    const { limit, by } = c.req.valid("json");
    return c.json(await c.var.service.review.next(limit, by), 200);
  });
  app.openapi(judgeRoute, async (c) => c.json(await c.var.service.review.judge(c.req.valid("json")), 200));
  app.openapi(undoRoute, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await c.var.service.review.undo({ id, ...c.req.valid("json") }), 200);
  });
}
