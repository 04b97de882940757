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
  "former",
  "initials",
  "parts",
  "none",
] as const;
export type NameView = (typeof nameViews)[number];

export type NameComparison = { readonly level: NameLevel; readonly view: NameView };

const VIEW_WORDS: Readonly<Record<NameView, string>> = {
  written: "the names are written alike, once letters that readers of the script exchange are taken for one",
  order: "the same words stand in another order",
  romanised: "read aloud letter by letter, the names sound the same",
  consonants:
    "the consonants agree; the vowels, which scripts and spellings leave out or change, were set aside",
  variant: "a part is another form of the same name: a short form, another language's, another gender's",
  typing: "a part differs by what typing or hearing explains",
  joined: "the names agree when the spaces between their parts are ignored",
  former: "the names agree by a former family name, as before marriage, that one of them gives or leaves out",
  initials: "a part agrees with an initial",
  parts: "some parts agree and others have no counterpart",
  none: "no part of one agrees with a part of the other",
};

/**
 * In words for a reviewer, which view of the names decided, and a key for translations of it.
 *
 * @example
 * explainView("order"); //=> { key: "names.view.order", text: "the same words stand in another order" }
 */
export function explainView(view: NameView): { readonly key: string; readonly text: string } {
  return { key: `names.view.${view}`, text: VIEW_WORDS[view] };
}
