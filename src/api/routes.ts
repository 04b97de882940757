/** The API's routes as OpenAPI describes them. */
import { createRoute, z } from "@hono/zod-openapi";
import { overviewSchema, publicationSchema, searchAnswerSchema } from "./answers.ts";
import { noSuchPage, pageBody, pageOf, pageQuery } from "./paging.ts";
import { answer, jsonBody, ofLedger, readsOnly, refusal } from "./route-parts.ts";

/** `waiting`: the database went, and is asked for again and again. */
export const jobRunnerStates = ["working", "waiting"] as const;

const MAX_NAME = 200; // characters; the longest name on a list with all its titles is far shorter

export const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  responses: {
    200: answer(
      z.object({
        status: z.literal("ready"),
        jobs: z.enum(jobRunnerStates).optional().describe("absent where another process does them"),
      }),
      "the server and its database answer",
    ),
    503: refusal("the database is away; it is asked for again and again"),
  },
});

export const overviewRoute = createRoute({
  method: "get",
  path: "/api/overview",
  ...ofLedger,
  request: { query: pageQuery },
  responses: {
    200: answer(overviewSchema, "the register at a glance, with a page of its sources"),
    400: refusal("the request is not as it should be"),
    404: noSuchPage,
  },
});

/** By POST, because the name of a person may stand in no address, history or log. */
export const searchRoute = createRoute({
  method: "post",
  path: "/api/search",
  ...readsOnly,
  request: {
    body: jsonBody(
      z.strictObject({
        text: z.string().trim().min(1).max(MAX_NAME),
        limit: z.int().min(1).max(100).default(20),
        cursor: pageBody.cursor,
      }),
    ),
  },
  responses: {
    200: answer(searchAnswerSchema, "people whose name is near the text, in any script"),
    400: refusal("the text is empty or too long"),
    404: noSuchPage,
  },
});

/** What anybody may search: people whose names their families, by their list's consent, let everybody read. */
export const publicSearchRoute = createRoute({
  method: "post",
  path: "/api/public/search",
  ...readsOnly,
  request: {
    body: jsonBody(
      z.strictObject({
        text: z.string().trim().min(1).max(MAX_NAME),
        limit: z.int().min(1).max(20).default(20),
        cursor: pageBody.cursor,
      }),
    ),
  },
  responses: {
    200: answer(
      searchAnswerSchema.omit({ places: true }).openapi("PublicSearchAnswer"),
      "people whose name is near the text, as far as it is open to all; the same for whoever asks",
    ),
    400: refusal("the text is empty or too long"),
    404: noSuchPage,
  },
});

export const publicationsRoute = createRoute({
  method: "get",
  path: "/api/publications",
  request: { query: pageQuery },
  responses: {
    200: answer(pageOf(publicationSchema), "published appeals by short name"),
    400: refusal("the request is not as it should be"),
    404: noSuchPage,
  },
});

/** Every file of a published folder, so that a verifier in the browser sees those too that should not be there. */
export const publishedFilesRoute = createRoute({
  method: "get",
  path: "/api/publications/{path}/files",
  request: { params: z.object({ path: z.string().min(1) }), query: pageQuery },
  responses: {
    200: answer(pageOf(z.string()), "paths inside the folder"),
    400: refusal("the request is not as it should be"),
    404: refusal("there is no such folder, or no such page"),
  },
});

/** What the OpenAPI document says of the whole. */
export const apiInfo = {
  openapi: "3.1.0",
  info: {
    title: "Recount",
    version: "0.1.0",
    description: "A register on this computer: counts, search, and published appeals.",
  },
};
