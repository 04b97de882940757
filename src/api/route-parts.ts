/** What the descriptions of all routes are made of. */
import type { z } from "@hono/zod-openapi";
import { problemSchema } from "./problem.ts";

/** An answer in JSON. */
export const answer = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

/** A refusal, as a problem (RFC 9457). */
export const refusal = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

/** A body of JSON that has to be there. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});
