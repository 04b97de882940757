/** The error map: which failure is which HTTP status, as problem details (RFC 9457) that give nothing away. */
import { z } from "@hono/zod-openapi";
import type { Issue } from "../base/errors.ts";
import { InputRefused, RecountError } from "../base/errors.ts";
import { isAway, isUnstorable } from "../store/connection.ts";

export const problemSchema = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    code: z.string().describe("stable; to be quoted"),
    issues: z.array(
      z.object({ path: z.string(), expected: z.string(), received: z.string(), message: z.string() }),
    ),
  })
  .openapi("Problem");
export type Problem = z.infer<typeof problemSchema>;

const titles = {
  400: "the request is not as it should be",
  401: "this needs signing in, or the address that the terminal printed",
  403: "this is not for whoever asks as they do",
  404: "there is nothing here",
  409: "it cannot be done as things stand, or not by whoever asks",
  405: "this address does not take the method",
  412: "it was changed meanwhile",
  413: "the request is too long",
  415: "the request is not JSON",
  421: "this server does not answer to that name",
  422: "the request is well formed, and what it says cannot be taken",
  428: "an edit has to say what it was made from",
  429: "that is more than may be asked for now",
  500: "the server made a mistake",
  503: "the register, or what it asks, cannot be reached now",
} as const;
export type ProblemStatus = keyof typeof titles;

// Codes of RecountError whose status is not 500, or 422 for the caller's, which begin with `input-`. What a schema
// refuses never comes this far: it is 400.
const statusByCode: { readonly [code: string]: ProblemStatus } = {
  "database-unreachable": 503,
  "scanner-away": 503,
  "no-such-folder": 404,
  "not-found": 404,
  refused: 409,
  busy: 409, // another process writes, and nothing was done: to be asked again
  limit: 429,
  "input-cursor": 404, // a page that is not there
  "too-long": 413,
  "changed-meanwhile": 412,
  "tag-missing": 428,
};

/** A response that says what is wrong in our words; `issues` only of what the caller sent. */
export function problem(status: ProblemStatus, code: string, issues: readonly Issue[] = []): Response {
  const body: Problem = { type: "about:blank", title: titles[status], status, code, issues: [...issues] };
  return Response.json(body, { status, headers: { "content-type": "application/problem+json" } });
}

/** The response to something thrown: its code, never its message, cause or stack. */
export function problemOfError(error: unknown): Response {
  if (isAway(error)) return problem(503, "database-unreachable");
  if (isUnstorable(error)) return problem(422, "input-letters");
  if (!(error instanceof RecountError)) return problem(500, "bug");
  const status = statusByCode[error.code] ?? (error.code.startsWith("input-") ? 422 : 500);
  return problem(status, error.code, error instanceof InputRefused ? error.issues : []);
}
