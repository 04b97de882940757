/** Why a file as a whole is not taken in. */
import { type Issue, issueAt, RecountError } from "../base/errors.ts";

export type Refusal = { readonly issues: readonly Issue[] };

/** A refusal with one issue, whose path is the file's name. */
export function refuse(name: string, expected: string, received: string): Refusal {
  return { issues: [issueAt(name, expected, received)] };
}

/**
 * The same refusal for rows that are already flowing, where there is no result left to return:
 * an error whose code starts with `input-`, so that the caller takes back what it has staged.
 */
export function refusalError(issue: Issue, cause?: unknown): RecountError {
  return new RecountError("input-refused", `${issue.path}: ${issue.message}`, { cause });
}

/** What was thrown, in words, for the `received` of an issue. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
