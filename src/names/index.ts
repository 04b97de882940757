/**
 * `recount/names`: names of people and places in any script.
 *
 * @example
 * const [russian, azerbaijani] = [prepareName("Гасанов Али"), prepareName("Həsənov Əli")];
 * compareNames(russian, azerbaijani); //=> { level: 2, view: "consonants" }
 * likenessOfNames(russian, prepareName("Петров Али")) < 0.5; //=> true
 * nameKeys(russian); //=> ["ksnp", "l", "ksnp l"]
 *
 * @example
 * const change = changeNames(emptyNameIndex(), new Set());
 * change.add(7, "Həsənov Əli");
 * change.add(9, "მარა თორნი");
 * const index = change.finish();
 * searchNames(index, "Али Гасанов", 10).map(({ owner }) => owner); //=> [7]
 * searchNames(index, "Mara To", 10).map(({ owner }) => owner); //=> [9]
 */
export {
  areSameWords,
  compareNames,
  evidenceOfNames,
  likenessOfNames,
  type NameEvidence,
} from "./compare.ts";
export { compareWords, type WordAgreement, wordAgreements } from "./compare-words.ts";
export { inSmallBlocks, nameKeys, nearKeys } from "./keys.ts";
export {
  explainView,
  type NameComparison,
  type NameLevel,
  type NameView,
  nameLevels,
  nameViews,
} from "./levels.ts";
export { type NamePart, type NamePartRole, namePartRoles, namePartsOf } from "./name-parts.ts";
export { type PreparedName, type PreparedToken, prepareName } from "./prepare.ts";
export { foldName, romaniseName } from "./romanise.ts";
export { isAbjad, type Script, scriptOf, scripts } from "./script.ts";
export { changeNames, emptyNameIndex, type NameChange, type NameIndex } from "./search/name-index.ts";
export { type NameHit, searchNames } from "./search/search-names.ts";
