/** The routes of review, as OpenAPI describes them, and their answers. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ServerBindings } from "./guard.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import {
  judgementRequestSchema,
  judgementSchema,
  judgementsQuery,
  judgementsSchema,
  nextPairsSchema,
  nextRequestSchema,
  pairClustersSchema,
  pairRequestSchema,
  reviewerPairSchema,
  reviewReportSchema,
  sampleSchema,
  shareAnswerSchema,
  sharesSchema,
} from "./review-answers.ts";
import { answer, entryNumber, jsonBody, ofLedger, readsOnly, refusal } from "./route-parts.ts";

const reportRoute = createRoute({
  method: "get",
  path: "/api/review",
  ...ofLedger,
  responses: { 200: answer(reviewReportSchema, "what waits, agreement of reviewers, accuracy") },
});

const judgementsRoute = createRoute({
  method: "get",
  path: "/api/review/judgements",
  ...ofLedger,
  request: { query: judgementsQuery },
  responses: {
    200: answer(judgementsSchema, "judgements with what contradicts them, the newest first"),
    400: refusal("the request is not as it should be"),
    404: noSuchPage,
  },
});

/** By POST, because the name of a person may stand in no address, history or log: here the reviewer's. */
const nextRoute = createRoute({
  method: "post",
  path: "/api/review/next",
  ...readsOnly,
  request: { body: jsonBody(nextRequestSchema) },
  responses: {
    200: answer(nextPairsSchema, "pairs of the queue; of the first one those whose answer would teach most"),
    400: refusal("the request is not as it should be"),
  },
});

const pairRoute = createRoute({
  method: "post",
  path: "/api/review/pair",
  ...readsOnly,
  request: { body: jsonBody(pairRequestSchema) },
  responses: {
    200: answer(reviewerPairSchema, "one pair, with all that the reviewer may know of it by now"),
    404: refusal("one of the records is not in the register"),
  },
});

const clustersRoute = createRoute({
  method: "post",
  path: "/api/review/clusters",
  ...readsOnly,
  request: { body: jsonBody(pairRequestSchema) },
  responses: {
    200: answer(pairClustersSchema, "the other records of the entities in which the two stand"),
    404: refusal("one of the records is not in the register"),
    409: refusal("the reviewer has yet to judge the pair without knowing"),
  },
});

const sampleRoute = createRoute({
  method: "post",
  path: "/api/review/sample",
  request: { body: jsonBody(z.strictObject({ count: z.int().min(2).max(10_000) })) },
  responses: {
    200: answer(sampleSchema, "pairs drawn at random from the latest linkage run"),
    404: refusal("nothing was linked yet"),
  },
});

const sharesRoute = createRoute({
  method: "get",
  path: "/api/review/shares",
  request: { query: pageQuery },
  responses: {
    200: answer(sharesSchema, "matches that wait for the holder's word"),
    400: refusal("the request is not as it should be"),
    404: noSuchPage,
  },
});

const answerShareRoute = createRoute({
  method: "post",
  path: "/api/review/shares",
  request: { body: jsonBody(shareAnswerSchema) },
  responses: {
    200: answer(z.object({ answer: shareAnswerSchema.shape.answer }), "the answer as it was entered"),
    404: refusal("no such match waits"),
  },
});

const judgeRoute = createRoute({
  method: "post",
  path: "/api/review/judgements",
  request: { body: jsonBody(judgementRequestSchema) },
  responses: {
    200: answer(judgementSchema, "the judgement as it was entered"),
    400: refusal("no name, or no reason"),
    422: refusal("not two records of one kind"),
    404: refusal("one of the records is not in the register"),
  },
});

const undoRoute = createRoute({
  method: "post",
  path: "/api/review/judgements/{id}/undo",
  request: {
    params: z.object({ id: entryNumber }),
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
  app.openapi(nextRoute, async (c) => c.json(await c.var.service.review.next(c.req.valid("json")), 200));
  app.openapi(pairRoute, async (c) => c.json(await c.var.service.review.pair(c.req.valid("json")), 200));
  app.openapi(clustersRoute, async (c) =>
    c.json(await c.var.service.review.clusters(c.req.valid("json")), 200),
  );
  app.openapi(sampleRoute, async (c) =>
    c.json({ pairs: await c.var.service.review.draw(c.req.valid("json").count) }, 200),
  );
  app.openapi(judgementsRoute, async (c) =>
    c.json(await c.var.service.review.judgements(c.req.valid("query")), 200),
  );
  app.openapi(sharesRoute, async (c) => c.json(await c.var.service.review.shares(c.req.valid("query")), 200));
  app.openapi(answerShareRoute, async (c) => {
    const request = c.req.valid("json");
    await c.var.service.review.answerShare(request);
    return c.json({ answer: request.answer }, 200);
  });
  app.openapi(judgeRoute, async (c) => c.json(await c.var.service.review.judge(c.req.valid("json")), 200));
  app.openapi(undoRoute, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await c.var.service.review.undo({ id, ...c.req.valid("json") }), 200);
  });
}
