/** `recount/names`: names of people and places in any script. */
export { compareNames, likenessOfNames } from "./compare.ts";
export { nameKeys } from "./keys.ts";
export { type NameComparison, type NameLevel, type NameView, nameLevels, nameViews } from "./levels.ts";
export { type PreparedName, type PreparedToken, prepareName } from "./prepare.ts";
export { foldName, romaniseName } from "./romanise.ts";
export { isAbjad, type Script, scriptOf, scripts } from "./script.ts";
