/** Words for what happened, as status columns, titles and file names use them, and for sexes. */
import type { HarmKind } from "../model/harm.ts";
import { harmKinds } from "../model/harm.ts";
import { foldHeader } from "./fold-header.ts";
import { conceptsOf } from "./header-concepts.ts";

/**
 * The kind of harm that words speak of, or undefined when they speak of none or of several.
 *
 * @example
 * harmOf("Список пропавших без вести"); //=> "missing"
 * harmOf("killed or missing"); //=> undefined
 */
export function harmOf(text: string): HarmKind | undefined {
  const concepts = conceptsOf(text);
  const found = harmKinds.filter((kind) => concepts.has(kind));
  if (found.length === 0 && concepts.has("death")) return "killed";
  return found.length === 1 ? found[0] : undefined;
}

const females = new Set(
  "f female w woman girl ж жен женский женщина qadın qız kadın kız իգական կին მდედრობითი ქალი أنثى انثى امرأة زن مونث femme féminin mujer femenino жіноча жінка дівчина q"
    .split(" ")
    .map(foldHeader),
);
const males = new Set(
  "m male man boy м муж мужской мужчина kişi oğlan erkek արական տղամարդ მამრობითი კაცი ذكر رجل مرد مذکر homme masculin hombre masculino чоловік чоловіча ч e h hombre"
    .split(" ")
    .map(foldHeader),
);

/**
 * The sex that a cell names. A lone "k" is a man in one language (kişi) and a woman in another (kadın): `hasQ` says
 * whether its column also has a "q" (qadın), which settles it.
 *
 * @example
 * [readSex("Ж"), readSex("k", true), readSex("k"), readSex("?")]; //=> ["female", "male", "female", undefined]
 */
export function readSex(text: string, hasQ = false): "female" | "male" | undefined {
  const word = foldHeader(text);
  if (word === "k") return hasQ ? "male" : "female";
  if (females.has(word)) return "female";
  return males.has(word) ? "male" : undefined;
}
