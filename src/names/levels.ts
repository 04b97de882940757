/** What comparing two names can find, from best to worst. */

/** Labels of the levels; a level is an index into them. */
export const nameLevels = [
  "same as written",
  "same in another order or script",
  "same consonants or a variant",
  "close in every part",
  "one contains the other",
  "most parts agree",
  "one part agrees",
  "different",
] as const;

/** Index into `nameLevels`, 0 the best. */
export type NameLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** By which view of the names the level was found. */
export const nameViews = [
  "written",
  "order",
  "romanised",
  "consonants",
  "variant",
  "typing",
  "joined",
  "initials",
  "parts",
  "none",
] as const;
export type NameView = (typeof nameViews)[number];

export type NameComparison = { readonly level: NameLevel; readonly view: NameView };
