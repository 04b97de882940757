/**
 * `recount/names`: names of people and places in any script.
 *
 * @example
 * const [russian, azerbaijani] = [prepareName("Гасанов Али"), prepareName("Həsənov Əli")];
 * compareNames(russian, azerbaijani); //=> { level: 2, view: "consonants" }
 * likenessOfNames(russian, prepareName("Петров Али")) < 0.5; //=> true
 * nameKeys(russian); //=> ["ksnp", "l", "ksnp l"]
 */
export { compareNames, evidenceOfNames, likenessOfNames, type NameEvidence } from "./compare.ts";
export { compareWords, type WordAgreement, wordAgreements } from "./compare-words.ts";
export { nameKeys, nearKeys } from "./keys.ts";
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
