/** Three kinds of failure, never mixed: issues of an input, a refusal as an answer, and a broken world. */

/** What is wrong with an input, where, what was got and what was wanted. */
export type Issue = {
  readonly path: string; // where: `row 17, column "doğum"`, `--port`, `figures[2].place`
  readonly expected: string;
  readonly received: string;
  readonly message: string; // got, then wanted, in lower case
};

/** What parsing gives back: the value, or every issue and not only the first. */
export type Parsed<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

/**
 * An issue whose message says what was got, then what was wanted.
 *
 * @example
 * issueAt("--port", "a port from 1 to 65535", "x").message; //=> 'got "x", wanted a port from 1 to 65535'
 */
export function issueAt(path: string, expected: string, received: string): Issue {
  return { path, expected, received, message: `got ${JSON.stringify(received)}, wanted ${expected}` };
}

/** An answer that may be no, with its reason. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * A bug or a broken world, thrown; `code` is stable and decides the exit code and the HTTP status.
 * Codes that start with `input-` are a caller's mistake (exit 2).
 */
export class RecountError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "RecountError";
    this.code = code;
  }
}

/** What somebody sent is not as it should be, with all that is wrong with it. */
export class InputRefused extends RecountError {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], code = "input-refused") {
    super(code, issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
    this.name = "InputRefused";
    this.issues = issues;
  }
}
