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
  occupation: /\b(?:occupation|occupied|occupying|occupiers?)\b/iu,
  annexation: /\bannex(?:ation|ed)\b/iu,
  aggression: /\b(?:aggression|aggressors?)\b/iu,
  terrorism: /\bterroris(?:t|ts|m)\b/iu,
  separatism: /\bseparatis(?:t|ts|m)\b/iu,
  massacre: /\bmassacre[sd]?\b/iu,
  torture: /\btortur(?:e|ed|es)\b/iu,
  "hostage-taking": /\bhostages?\b/iu,
  "collective punishment": /\bcollective punishment\b/iu,
  extermination: /\bexterminat(?:e|ed|ion)\b/iu,
  "violation of international law":
    /\b(?:violat(?:ion|ions|ed|es|ing) (?:of )?|defied |defies |breach(?:ed|es)? (?:of )?)international (?:humanitarian )?law\b/iu,
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
  const attributedTo = laidOn(sentence.text, at, found.text.length);
  const saidBy = sayer(sentence.text);
  return { ...found, ...(attributedTo && { attributedTo }), ...(saidBy && { saidBy }) };
}

/** A name that can do something: capitalised words, with the forces or authorities of an adjective of a people. */
const PARTY =
  "(?:the\\s+)?((?!(?:The|Such|This|That|These|Those|It|They|We|He|She|In|On|For|As|If|Only|To|And|But|With|Despite)\\b)" +
  "\\p{Lu}[\\p{L}\\p{M}-]*(?:\\s+(?:of\\s+)?\\p{Lu}[\\p{L}\\p{M}-]*){0,3}" +
  "(?:\\s+(?:armed\\s+)?(?:forces|troops|army|authorities|militants|government|military|police|units|soldiers|regime|side))?)";

/** Whom: a possessor before the label, "by X" after it, an adjective of a people at its side, or the clause's subject. */
function laidOn(sentence: string, at: number, length: number): string | undefined {
  const [before, after] = [folded(sentence.slice(0, at)), folded(sentence.slice(at + length))];
  const possessor = last(
    before,
    new RegExp(`${PARTY}['’]s?\\s+(?:[\\p{L}-]+,?\\s+(?:and\\s+)?){0,8}$`, "gu"),
  );
  const doer = new RegExp(`^[^.;]{0,80}?\\bby\\s+${PARTY}`, "u").exec(after)?.[1];
  const adjective = /\b(\p{Lu}\p{L}+(?:n|ish|ese|i|ic))\s+(?:[\p{Ll}-]+\s+){0,1}$/u.exec(before)?.[1];
  const subject = last(
    before,
    new RegExp(`(?:^["“‘]?|[,;]\\s|\\b(?:when|where|while|as|that)\\s)${PARTY}\\s+(?=\\p{Ll})`, "gu"),
  );
  const told = new RegExp(`\\b(?:where|when|in which)\\s+${PARTY}\\s+\\p{Ll}`, "u").exec(after)?.[1];
  return possessor ?? doer ?? adjective ?? told ?? subject;
}

const folded = (text: string) => text.replace(/\s+/g, " ");

function last(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[1];
}

const SAYING =
  /\b[Aa]ccording to (?:the\s+)?([^,.;]{3,80})|\b((?:\p{Lu}[\p{L}-]*|of|the|for|and|on)(?:\s+(?:\p{Lu}[\p{L}-]*|of|the|for|and|on)){0,7})\s+(?:found|ruled|held|concluded|determined|recogni[sz]ed|described|called|condemned|declared|qualified)\b/u;
const CITATION = /\[(\d{1,3})\]|\((?:[^()]*\b(?:19|20)\d\d[^()]*)\)|https?:\/\/\S+/u;

/** Whose word it is: "according to X", "the Court found", or a citation in the sentence. */
export function sayer(sentence: string): string | undefined {
  const said = SAYING.exec(onOneLine(sentence));
  const who = said?.[1] ?? said?.[2];
  return who?.trim() ?? CITATION.exec(sentence)?.[0];
}
