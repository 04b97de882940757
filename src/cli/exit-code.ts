/** From an error to an exit code: 0 done, 1 the answer is no, 2 usage or unreadable input, 3 a bug. */
import { RecountError } from "../base/errors.ts";

const answers = new Set(["busy", "not-found", "aborted", "refused", "limit"]);

/** The exit code that an error ends the command with. Codes that begin with `input-` are the caller's to mend. */
export function exitCodeOf(error: unknown): 1 | 2 | 3 {
  if (!(error instanceof RecountError)) return 3;
  if (answers.has(error.code)) return 1;
  return error.code.startsWith("input-") ? 2 : 3;
}

/** What a person reads of an error: its message, and for a bug all that a report of it needs. */
export function formatError(error: unknown): string {
  if (exitCodeOf(error) !== 3 && error instanceof RecountError) return `recount: ${error.message}`;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause =
    error instanceof Error && error.cause instanceof Error ? `\ncaused by: ${error.cause.stack}` : "";
  return `recount: this should not have happened, please report it without any names\n${detail}${cause}`;
}
