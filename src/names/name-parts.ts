/** What each part of a name is: given, father's, family... as far as its form and its place tell. */
import { joinCompounds, type Part } from "./compounds.ts";
import { FILIATION, PARTICLES, TITLES } from "./parts.ts";
import { readingsOf } from "./readings.ts";
import { wordsOf } from "./words.ts";

export const namePartRoles = [
  "given",
  "father",
  "family",
  "title",
  "child-of", // oğlu, bin: a mark beside the father's name
  "particle",
  "kunya", // father of, mother of
  "nisba", // of a place, tribe or trade
  "initial",
  "unknown",
] as const;
export type NamePartRole = (typeof namePartRoles)[number];
export type NamePart = { readonly role: NamePartRole; readonly text: string };

/** Marks that stand before the father's name; the others stand after it. */
const BEFORE_FATHER = /^(?:bin|ibn|ben|bint|binti|bte|بن|ابن|بنت|ولد|בנ|בת)$/u;
const KUNYA = /^(?:abu|abou|abo|umm|ابو|ابي|ام|абу|умм)./u;

// On sounds, so that one list serves every script: East Slavic, Bulgarian and Serbian patronymics and families,
// Azerbaijani, Armenian, Georgian, Greek, Turkish and Persian families.
const FATHER_ENDING = /(?:[oe]v|i)(?:i[C&+]|na)$|(?:uk|uG|u%|o%|og)l[iu]$/;
const FAMILY_ENDING =
  /(?:[oe]va?|[eo]vi|ya?n[ct]?|ian|dze|Svili|iani|ava|enko|u[kC]|sk(?:i|a|aya)|zad[e@a]|bek|i[C&+]|idis|akis|p[ou]*los|poor|pur|nZad)$/;

/**
 * The parts of a name in the order written, each with its role; the text is the part's native fold. Roles come from
 * marks and endings first; of the parts that are left the first is the given name, and the last the family name where
 * no other part is one. A guess for the eye: comparison does not need it.
 *
 * @example
 * namePartsOf("Həsənov Əli Məmməd oğlu").map(({ role }) => role); //=> ["family", "given", "father", "child-of"]
 * namePartsOf("Гасанов Али Мамедович").map(({ role }) => role); //=> ["family", "given", "father"]
 */
export function namePartsOf(text: string): readonly NamePart[] {
  const parts = joinCompounds(wordsOf(text));
  const roles = rolesOf(parts);
  return parts.map((part, at) => ({ role: roles[at] ?? "unknown", text: part.fold }));
}

/** Index of the family name among parts, of the last one where none is told by its form or place. */
export function familyAt(parts: readonly Part[]): number {
  const at = rolesOf(parts).indexOf("family");
  return at < 0 ? parts.length - 1 : at;
}

/** Whether a part has the form of a family name. */
export function isFamilyByForm(part: Part): boolean {
  return markedRole(part, undefined, undefined) === "family";
}

function rolesOf(parts: readonly Part[]): readonly NamePartRole[] {
  const roles = parts.map((part, at) => markedRole(part, parts[at - 1], parts[at + 1]));
  const open = roles.flatMap((role, at) => (role === "unknown" ? [at] : []));
  const [first] = open;
  if (first !== undefined && !roles.includes("given")) roles[first] = "given";
  const last = open.at(-1);
  if (last !== undefined && last !== first && !roles.includes("family") && !roles.includes("nisba"))
    roles[last] = "family";
  return roles;
}

function markedRole(part: Part, before: Part | undefined, after: Part | undefined): NamePartRole {
  const { fold } = part;
  if (TITLES.has(fold)) return "title";
  if (FILIATION.has(fold)) return "child-of";
  if (PARTICLES.has(fold)) return "particle";
  if (Array.from(fold).length === 1) return "initial";
  if (KUNYA.test(fold)) return "kunya";
  const isFathers = (mark: Part | undefined, isBefore: boolean) =>
    mark !== undefined && FILIATION.has(mark.fold) && BEFORE_FATHER.test(mark.fold) === isBefore;
  if (isFathers(before, true) || isFathers(after, false)) return "father";
  const sounds = readingsOf(fold, part.script)[0]?.sounds ?? "";
  if (sounds.length > 5 && FATHER_ENDING.test(sounds)) return "father";
  if (part.glued !== undefined && /[iYy]$/.test(sounds)) return "nisba";
  return sounds.length > 4 && FAMILY_ENDING.test(sounds) ? "family" : "unknown";
}
