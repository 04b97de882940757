/** How two words of names agree, for who aligns the words of names in another way than `compareNames`. */
import {
  agreesAsInitial,
  CLOSE,
  gradeOf,
  LOOSE,
  rankWords,
  SAME,
  SAME_CONSONANTS,
  SAME_SOUNDS,
  VARIANT,
} from "./compare-tokens.ts";
import type { PreparedToken } from "./prepare.ts";

/** Agreements of two words, the best first. */
export const wordAgreements = [
  "spelling",
  "sounds",
  "consonants",
  "variant",
  "close",
  "loose",
  "initial",
  "apart",
] as const;
export type WordAgreement = (typeof wordAgreements)[number];

const labels: ReadonlyMap<number, WordAgreement> = new Map<number, WordAgreement>([
  [SAME, "spelling"],
  [SAME_SOUNDS, "sounds"],
  [SAME_CONSONANTS, "consonants"],
  [VARIANT, "variant"],
  [CLOSE, "close"],
  [LOOSE, "loose"],
]);

/** How two prepared words agree; symmetric. An initial agrees with a word that it may begin. */
export function compareWords(a: PreparedToken, b: PreparedToken): WordAgreement {
  const rank = rankWords(a.packed, 0, b.packed, 0);
  const agreement = labels.get(gradeOf(rank)) ?? "apart";
  if (agreement === "spelling") return agreement;
  return agreesAsInitial(a.packed, 0, b.packed, 0) ? "initial" : agreement;
}
