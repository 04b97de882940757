/** What a verification found: gathered check by check. */

export type Refusal = { readonly path: string; readonly reason: string };

/** What one check says: what it made sure of, what it could not, and what is wrong. */
export type Findings = {
  readonly checked: readonly string[];
  readonly notChecked: readonly string[];
  readonly refusals: readonly Refusal[];
};

/** Something was made sure of. */
export const checked = (...what: readonly string[]): Findings => ({
  checked: what,
  notChecked: [],
  refusals: [],
});

/** Something cannot be made sure of here. */
export const notChecked = (...what: readonly string[]): Findings => ({
  checked: [],
  notChecked: what,
  refusals: [],
});

/** Something is wrong with the file at `path`. */
export const refused = (path: string, reason: string): Findings => ({
  checked: [],
  notChecked: [],
  refusals: [{ path, reason }],
});

/** All findings, in order. */
export function joinFindings(all: readonly Findings[]): Findings {
  return {
    checked: all.flatMap((each) => each.checked),
    notChecked: all.flatMap((each) => each.notChecked),
    refusals: all.flatMap((each) => each.refusals),
  };
}
