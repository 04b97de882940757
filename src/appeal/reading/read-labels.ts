/** Legal and contested labels: whom the text lays them on, and who says so. */
import { onOneLine, overlaps, type SentenceAt, type Span, sentencesOf, spanOf } from "./span.ts";

/**
 * `attributedTo`: whom the sentence lays the deed on, in its own words. `saidBy`: whose finding it is, where the text
 * names one; without it the label is the author's own and wants a citation. `within`: it stands inside a name.
 */
export type LabelRead = Span & {
  readonly label: string; // of `labels`
  readonly attributedTo?: string;
  readonly saidBy?: string;
  readonly within?: string;
};

/** Words with a meaning in law, or that each side uses of the other: the same list for everybody. */
export const labels: { readonly [label: string]: RegExp } = {
  genocide: /\bgenocid(?:e|es|al)\b/iu,
  "war crime": /\bwar crimes?\b/iu,
  "crime against humanity": /\bcrimes? against humanity\b/iu,
  "ethnic cleansing": /\bethnic(?:ally)? cleans(?:ing|ed)\b/iu,
  "racial discrimination": /\bracial discrimination\b/iu,
  apartheid: /\bapartheid\b/iu,
  persecution: /\bpersecut(?:ion|ions|ed)\b/iu,
  deportation: /\bdeport(?:ation|ations|ed)\b/iu,
  "forcible transfer": /\bforc(?:ible|ibly|ed) (?:transfer(?:red)?|displacement|expulsion)\b/iu,
  expulsion: /(?<!forced |forcible )\b(?:expulsions?|expelled)\b/iu,
  occupation: /\b(?:occupation|occupied|occupying|occupiers?)\b/iu,
  liberation: /\bliberat(?:ion|ed|ing|ors?)\b/iu,
  annexation: /\bannex(?:ation|ed)\b/iu,
  aggression: /\b(?:aggression|aggressors?)\b/iu,
  terrorism: /\bterroris(?:t|ts|m)\b/iu,
  separatism: /\bseparatis(?:t|ts|m)\b/iu,
  massacre: /\b(?:massacre[sd]?|mass (?:killings?|murders?))\b/iu,
  "desecration of sites": /\bdesecrat(?:ion|ed|es|ing)\b/iu,
  torture: /\btortur(?:e|ed|es)\b/iu,
  "hostage-taking": /\bhostages?\b/iu,
  "collective punishment": /\bcollective punishment\b/iu,
  extermination: /\b(?:exterminat(?:e|ed|ion)|eradicat(?:e|ed|ing) (?:them|us|our people))\b/iu,
  "violation of international law":
    /\b(?:violat(?:ions?|ed|es|ing)|def(?:ied|ies|ying)|breach(?:ed|es|ing)?|flout(?:ed|s|ing)?|attack(?:ed|s|ing)?)\s+(?:(?:of|the|very|core|essence|norms|principles|all)\s+)*international\s+(?:humanitarian\s+|human\s+rights\s+)?law\b/iu,
  "hatred of a people": /\b\p{L}{3,}o(?:phobia|phobic)\b/iu,
  "racial superiority": /\b(?:racial superiority|fascis(?:t|ts|m)|nazi(?:s|sm)?)\b/iu,
};

/**
 * Every label in order of the text. `names` are spans of organisations: a label inside one is theirs.
 *
 * @example
 * readLabels("It excuses Kelmara's war crimes.", [])[0].attributedTo; //=> "Kelmara"
 */
export function readLabels(text: string, names: readonly Span[]): readonly LabelRead[] {
  const sentenceAt = sentencesOf(text);
  return Object.entries(labels)
    .flatMap(([label, words]) =>
      [...text.matchAll(new RegExp(words, "giu"))].map((match) =>
        readLabel({ ...spanOf(match), label }, names, sentenceAt),
      ),
    )
    .sort((a, b) => a.start - b.start);
}

function readLabel(
  found: Span & { readonly label: string },
  names: readonly Span[],
  sentenceAt: SentenceAt,
): LabelRead {
  const within = names.find((name) => overlaps(name, found));
  if (within !== undefined) return { ...found, within: within.text };
  const sentence = sentenceAt(found.start);
  const at = found.start - sentence.start;
  const laid =
    laidOn(sentence.text, at, found.text.length) ?? meantBy(sentence, at, sentenceAt(sentence.start - 1));
  const further = FURTHER_OFF.exec(sentence.text.slice(0, at))?.[1];
  const saidBy = namedSayer(sentence.text) ?? further ?? cited(sentence.text);
  const attributedTo = laid !== undefined && further?.includes(laid) ? undefined : laid;
  return { ...found, ...(attributedTo && { attributedTo }), ...(saidBy && { saidBy }) };
}

/** Words that begin sentences and are nobody's name. */
const NO_PARTY =
  "(?:The|Such|This|That|These|Those|It|They|We|He|She|Our|Their|In|On|At|By|Of|From|For|As|If|Only|To|And|But|With|Despite|Since|After|Before|During|When|While|There|Then|Some|More|Many|Most|All)";

/** A name that can do something: capitalised words, with the forces or authorities of an adjective of a people. */
const PARTY =
  `(?:the\\s+)?((?!${NO_PARTY}\\b)` +
  "\\p{Lu}[\\p{L}\\p{M}-]*(?:\\s+(?:of\\s+)?\\p{Lu}[\\p{L}\\p{M}-]*){0,3}" +
  "(?:\\s+(?:armed\\s+)?(?:forces|troops|army|authorities|militants|government|military|police|units|soldiers|regime|side))?)";

/** Whom: a possessor before the label, "by X" after it, an adjective of a people at its side, or the clause's subject. */
function laidOn(sentence: string, at: number, length: number): string | undefined {
  const label = sentence.slice(at, at + length);
  const own = DOERS_OWN.test(label);
  const [before, after] = [folded(sentence.slice(0, at)), folded(sentence.slice(at + length))];
  const possessor = last(
    before,
    new RegExp(`${PARTY}['’]s?\\s+(?:[\\p{L}-]+,?\\s+(?:and\\s+)?){0,8}$`, "gu"),
  );
  const doer = new RegExp(`^[^.;]{0,80}?\\bby\\s+${PARTY}`, "u").exec(after)?.[1];
  const adjective = OF_PEOPLE.exec(before)?.[1];
  const subject = last(
    before,
    new RegExp(`(?:^["“‘]?|[,;]\\s|\\b(?:when|where|while|as|that)\\s)${PARTY}\\s+(?=\\p{Ll})`, "gu"),
  );
  const verb = label.endsWith("ed") && /^\s+(?:its|the|our|their|his|her|\p{Lu})/u.test(after);
  const actor = verb ? last(before, new RegExp(`${PARTY}\\s+$`, "gu")) : undefined;
  const told = new RegExp(`\\b(?:where|when|in which)\\s+${PARTY}\\s+\\p{Ll}`, "u").exec(after)?.[1];
  const of = own ? new RegExp(`^\\s+of\\s+${PARTY}`, "u").exec(after)?.[1] : undefined;
  const isSuffered = SUFFERED.test(before.slice(before.lastIndexOf(subject ?? "")));
  return actor ?? possessor ?? doer ?? of ?? adjective ?? told ?? (isSuffered ? undefined : subject);
}

const PRONOUN = /^["“‘(\s]*(?:It|He|She)\s+\p{Ll}/u; // "they" are as often those who suffered
const NAMED = /(?<!^|[“"‘(]\s*)\b\p{Lu}[\p{L}\p{M}-]+/gu;

/** Whom a pronoun that begins the sentence means: the one name of the sentence before it, where it has no other. */
function meantBy(sentence: Span, at: number, before: Span): string | undefined {
  if (at === 0 || before.start >= sentence.start || !PRONOUN.test(sentence.text)) return undefined;
  const names = new Set(Array.from(before.text.matchAll(NAMED), ([name]) => name.replace(/['’]s$/u, "")));
  const [name = "", ...others] = names;
  return others.length > 0 || name === "" || /(?:n|ish|ese|i|ic)$/u.test(name) ? undefined : name;
}

const OF_PEOPLE = new RegExp(
  `\\b((?!${NO_PARTY}\\b)\\p{Lu}\\p{L}+(?:n|ish|ese|i|ic))\\s+(?:[\\p{Ll}-]+\\s+){0,1}$`,
  "u",
);
// "X were expelled", "X were burnt, desecrating": they are no doers.
const SUFFERED = /\b(?:were|was|been|being)\s+(?:\p{L}+ly\s+)?(?:\p{L}+(?:ed|en|nt)\b|$)/u;
// "Crimes of X" are X's doing, "the persecution of X" is what was done to them.
const DOERS_OWN = /crime|aggress|terror|separat/iu;

const folded = (text: string) => text.replace(/\s+/g, " ");

function last(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[1];
}

const SAYING =
  /\b[Aa]ccording to (?:the\s+)?([^,.;()]{3,80})|\b((?:\p{Lu}[\p{L}-]*|of|the|for|and|on)(?:\s+(?:\p{Lu}[\p{L}-]*|of|the|for|and|on)){0,7})\s+(?:found|ruled|held|concluded|determined|recogni[sz]ed|described|called|condemned|declared|qualified|documented|reported|recorded|registered|confirmed|verified|estimated|estimates|counted|identified)\b/u;
/** "The summits in Tesmar recognised the cleansing": who says so stands further off, and did not do it. */
const FURTHER_OFF =
  /^["“‘(\s]*((?:The\s+)?\p{Lu}[\p{L}-]+(?:\s+(?:(?:of|the|for|and|on)\s+){0,2}\p{Lu}[\p{L}-]+){0,6})\s(?:[^.;:]{0,90}\s)?(?:stated|noted|affirmed|recogni[sz]ed|condemned|described|qualified|declared|ruled|concluded|determined|acknowledged)\s/u;
const NOBODY = /^(?:We|They|It|He|She|I|You|This|That|These|Those|There|Many|Some|Who)$/u;
const CITATION =
  /\[(\d{1,3})\]|\((?!\s*(?:\d{1,2}\s+)?(?:\p{Lu}\p{Ll}+\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d\s*\))(?:[^()]*\b(?:19|20)\d\d[^()]*)\)|https?:\/\/\S+/u;

/** Whose word it is: "according to X", "the Court found", or a citation in the sentence; `at` is what is said by them. */
export function sayer(sentence: string, at?: number): string | undefined {
  return namedSayer(sentence, at) ?? cited(sentence);
}

const cited = (sentence: string) => CITATION.exec(sentence)?.[0];

function namedSayer(sentence: string, at?: number): string | undefined {
  const said = SAYING.exec(sentence);
  if (said === null) return undefined;
  const end = said.index + said[0].length;
  // "12 died, and the Court found that 9 were shot": whoever finds says what comes after, or all where it ends with them.
  if (said[2] !== undefined && at !== undefined && at < end && /\p{L}/u.test(sentence.slice(end)))
    return undefined;
  if (at !== undefined && isInOtherBrackets(sentence, said.index, at)) return undefined;
  const who = onOneLine(said[1] ?? said[2] ?? "").replace(/^(?:(?:and|of|for|on)\s+)+/u, "");
  return who === "" || NOBODY.test(who) ? undefined : who;
}

/** "1,100 (229 according to the Commission)": what stands in brackets speaks of nothing outside them. */
function isInOtherBrackets(sentence: string, said: number, at: number): boolean {
  const open = sentence.lastIndexOf("(", said);
  const close = sentence.indexOf(")", said);
  if (open < 0 || close < 0 || sentence.slice(open, said).includes(")")) return false;
  return at < open || at > close;
}
