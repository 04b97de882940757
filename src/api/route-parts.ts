/** What the descriptions of all routes are made of. */
import { z } from "@hono/zod-openapi";
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

/** The header by which an answer is a file to be kept, never a page. Requires a name of ours. */
export const savedAs = (name: string) => ({ "content-disposition": `attachment; filename="${name}"` });

/** Marks a POST that only reads: no answer to it is kept for an idempotency key. */
export const readsOnly = { "x-reads-only": true } as const;

/** Marks what follows from the ledger alone: it gets an entity tag by the ledger's size. */
export const ofLedger = { "x-of-ledger": true } as const;

/** The number of an entry in a path. Digits alone: a coerced number would take "1e3", and call itself optional. */
export const entryNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .openapi({ type: "integer", minimum: 0, maximum: 999_999_999_999_999 });
