/** Words for how somebody stands to the head of a household, as survey forms offer them. Curated by hand. */
import { findStems, indexStems } from "./stems.ts";

const words = {
  head: "head= head_of_household head_of_family householder= self= respondent= reference_person глава= глава_семьи глава_домохоз ailə_başçısı başçı başçısı hane_reisi reis= aile_reisi գլուխ ընտանիքի_գլուխ տնային_տնտեսության_գլուխ უფროსი= ოჯახის_უფროსი ოჯახის_თავი رب_الاسرة رب_الأسرة رب_اسرة رب_أسرة رئيس_الاسرة سرپرست chef= chef_de_famille chef_de_menage cabeza_de_familia jefe= jefe_de_hogar jefa= jefa_de_hogar голова= голова_родини haushaltsvorstand",
  relative:
    "spouse wife= husband= child= children son= daughter mother= father= parent brother= sister= sibling grand uncle= aunt= niece= nephew= cousin= in_law relative= other_relative жена муж= супруг сын дочь ребен мать отец брат сестра внук внучка бабушка дед= родствен həyat_yoldaşı arvad ər= oğul oğlu qız= qızı uşaq ana= ata= qardaş bacı nəvə nənə baba= qohum eş= çocuk oğlu kız= anne baba kardeş torun կին= ամուսին որդի դուստր զավակ երեխա մայր հայր եղբայր քույր թոռ տատ պապ ազգական მეუღლე ცოლი ქმარი შვილი ვაჟი ქალიშვილი დედა მამა ძმა და= შვილიშვილი ბებია ბაბუა ნათესავი زوجة زوج ابن ابنة بنت ولد طفل ام= أم= والدة اب= أب= والد اخ= أخ= اخت= أخت= حفيد حفيدة جد= جدة همسر فرزند پسر دختر مادر پدر برادر خواهر نوه epouse époux conjoint enfant fils= fille mère père frère soeur sœur petit_fils conyuge cónyuge esposa esposo hijo hija madre padre hermano hermana nieto nieta дружина чоловік дитина син= дочка мати батько онук",
} as const;

const index = indexStems(words);

/**
 * Whether words say that somebody is the head of the household.
 *
 * @example
 * ["head", "Глава семьи", "wife of the head"].map(isHead); //=> [true, true, false]
 */
export function isHead(text: string): boolean {
  const { meanings } = findStems(index, text);
  return meanings.has("head") && !meanings.has("relative");
}

/**
 * Whether the values of a column tell how people stand to the head of their household: heads and their relatives, and
 * hardly anything else.
 *
 * @example
 * [isRelationToHead(["head", "spouse", "child"]), isRelationToHead(["head", "arm"])]; //=> [true, false]
 */
export function isRelationToHead(values: readonly string[]): boolean {
  const found = values.map((text) => findStems(index, text).meanings);
  const known = found.filter((meanings) => meanings.size > 0).length;
  const has = (word: keyof typeof words) => found.some((meanings) => meanings.has(word));
  return has("head") && has("relative") && known >= KNOWN * values.length;
}

const KNOWN = 0.8; // of the values; others are of nobody's kin: a tenant, a foster child
