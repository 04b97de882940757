/** The places that an appeal names: found in a gazetteer by the longest match, others told as not known. */
import { GAP, overlaps, type Span, spanOf } from "./span.ts";

/** What the reader needs of a gazetteer: the names of one place under any of its names, whatever the case. */
export type PlaceNames = {
  /** Names of the places that bear this name; empty where nobody knows it. */
  readonly lookUp: (name: string) => readonly { readonly id: string; readonly names: readonly string[] }[];
};

/** `known` places that bear the name, with all their names; empty where the name only stands where places stand. */
export type PlaceRead = Span & {
  readonly mentions: number;
  readonly known: readonly { readonly id: string; readonly names: readonly string[] }[];
};

const CAPITALISED = new RegExp(
  `\\p{Lu}[\\p{L}\\p{M}’'-]*(?:${GAP}(?:\\p{Lu}[\\p{L}\\p{M}’'-]*|of|the)){0,3}`,
  "gu",
);
const MOST_WORDS = 4;
// After these a capitalised word is a place, a month or a person's office: the first, where no list says otherwise.
const BEFORE_PLACE =
  /\b(?:in|from|near|at|into|towards?|outside|around|throughout|across|(?:fled|moved|went|walked|returned?|came|expelled|deported|driven|displaced|taken|sent) to|(?:village|town|city|district|region|republic|province|territory|settlement|cemetery|camp|prison|monastery|church|mosque|shrine|gorge|outskirts)s? of)\s+(?:the\s+)?$/iu;
const LISTED =
  /^(?:\s*,\s*(?:and\s+)?|\s+and\s+)(\p{Lu}[\p{L}\p{M}’'-]*(?:\s\p{Lu}[\p{L}\p{M}’'-]*)?)(?=[\s,.;:)”"]|$)/u;
// They begin names and are none by themselves.
const FIRST_HALVES =
  "Eastern|Western|Northern|Southern|North|South|East|West|Central|Upper|Lower|Great|Old|New";
const FIRST_HALF = new RegExp(`^(?:${FIRST_HALVES})$`, "u");
const NOT_PLACES = new RegExp(
  `^(?:${FIRST_HALVES}|January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|God|I|We|They|He|She|It|A|An|The|This|That|These|Those|On|In|At|Of|To|For|From|As|By|If|Is|Or|So|No|Not|Our|My|All|Such|What|When|Where|Who|Many|Most|Some|Only|Yet|And|But|With|Since|After|Before|More|Less|Few|Over|Under|About|Around|Nearly|Almost|Among|Between|During|Until|Through|Within|Without|Against|Despite|Because|Due|However|Therefore|Thus|Still|Even|Ever|Never|Now|Today|Then|There|Here|How|Why|While|Whose|Which|Whom|Each|Every|Both|Either|Other|Others|Another|Same|Several|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Human|Rights|Right|Defender|Court|Law|War|Peace|Return|Mission|President|Minister|Council|Parliament|Union|Home|Men|Women|Children|Mothers|Mother|Father|Sister|Brother|People|Let|Please|Dear|You|Your|Their|His|Her|Its|Us|Will|Can|May|Must|Should|According|Appeal|Letter|Statement|Petition|Signed)$`,
  "iu",
);

/**
 * Each place once, by the first place in the text that names it, outside of `taken` (dates, organisations, the list of
 * signatories).
 */
export function readPlaces(text: string, taken: readonly Span[], places: PlaceNames): readonly PlaceRead[] {
  const isFree = (span: Span) => !taken.some((each) => overlaps(each, span));
  const positions = placesByPosition(text);
  const known = knownPlaces(text, places).filter(
    ({ span }) => isFree(span) && !positions.some((other) => isLongerName(other, span)),
  );
  const others = positions
    .filter(
      (span) =>
        isFree(span) &&
        !/^\p{Lu}{3,}$/u.test(span.text) &&
        !known.some((each) => overlaps(each.span, span)) &&
        !NOT_PLACES.test(span.text),
    )
    .map((span) => ({ span, found: [] as const }));
  const byName = new Map<string, PlaceRead>();
  for (const { span, found } of [...known, ...others].sort((a, b) => a.span.start - b.span.start)) {
    const key = span.text.toLowerCase();
    const before = byName.get(key);
    byName.set(
      key,
      before ? { ...before, mentions: before.mentions + 1 } : { ...span, mentions: 1, known: found },
    );
  }
  return [...byName.values()];
}

// After a place's name these say what it is, and are no second half of another name.
const KINDS =
  /\s(?:City|Town|Village|District|Region|Province|Canton|County|Republic|Oblast|Valley|Airport|University|Street|Square|Prison|Camp|Hospital|Forces|Army|Government|Authorities)$/u;

/** "Tula Toli" is not Tula. */
const isLongerName = (whole: Span, known: Span) =>
  whole.start === known.start &&
  whole.end > known.end &&
  !/\sof\s/u.test(whole.text) &&
  !KINDS.test(whole.text);

type Known = { readonly span: Span; readonly found: ReturnType<PlaceNames["lookUp"]> };

function knownPlaces(text: string, places: PlaceNames): readonly Known[] {
  return [...text.matchAll(CAPITALISED)]
    .map(spanOf)
    .filter((run) => !isInCapitals(text, run) && !isCounted(text, run))
    .flatMap((run) => longestNames(run, places));
}

/** "8 Orvani": a people, whatever place bears the name as well. */
const isCounted = (text: string, { start }: Span) =>
  /(?<![\p{Nd}.,]\s?\p{Nd}{1,2}\s|(?:in|of|since)\s)\b\p{Nd}{1,3}(?:,\p{Nd}{3})*\s$/iu.test(
    text.slice(Math.max(0, start - 12), start),
  );

/** In a heading that is all in capitals, any word looks like a name. */
function isInCapitals(text: string, { start, end }: Span): boolean {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, end + text.slice(end).search(/\n|$/u));
  return !/\p{Ll}/u.test(line) && /\p{L}+\W+\p{L}+/u.test(line);
}

/** The longest names at each word of a capitalised run. */
function longestNames(run: Span, places: PlaceNames): readonly Known[] {
  const words = [...run.text.matchAll(/\S+/gu)].map(spanOf);
  const found: Known[] = [];
  let at = 0;
  while (at < words.length) {
    const longest = longestAt(run, words, at, places);
    if (longest !== undefined) found.push(longest.known);
    at += longest?.words ?? 1;
  }
  return found;
}

function longestAt(run: Span, words: readonly Span[], at: number, places: PlaceNames) {
  for (let count = Math.min(MOST_WORDS, words.length - at); count > 0; count--) {
    const [first, final] = [words[at], words[at + count - 1]];
    if (first === undefined || final === undefined) continue;
    const name = run.text.slice(first.start, final.end).replace(/['’]s$/u, "");
    const found = NOT_PLACES.test(name) ? [] : placesNamed(name.replace(/\s+/g, " "), places);
    if (found.length === 0) continue;
    const start = run.start + first.start;
    return { words: count, known: { span: { text: name, start, end: start + name.length }, found } };
  }
  return undefined;
}

const OF_A_PEOPLE = ["i", "n", "an", "ian", "ese", "ish"];

/** Of a word that another language has for a place, and English for its people, it is the people that is meant. */
function placesNamed(name: string, places: PlaceNames): ReturnType<PlaceNames["lookUp"]> {
  const found = places.lookUp(name);
  if (found.length === 0) return found;
  const ids = new Set(found.map(({ id }) => id));
  const isPeople = OF_A_PEOPLE.some(
    (ending) =>
      name.endsWith(ending) && places.lookUp(name.slice(0, -ending.length)).some(({ id }) => ids.has(id)),
  );
  return isPeople ? [] : found;
}

/** Capitalised words where places stand, and those that follow them in a list. */
function placesByPosition(text: string): readonly Span[] {
  return [...text.matchAll(/\p{Lu}[\p{L}\p{M}’'-]*(?:\s(?:of\s)?\p{Lu}[\p{L}\p{M}’'-]*)?/gu)].flatMap(
    (match) => {
      const span = withoutOpening(spanOf(match));
      const before = text.slice(Math.max(0, span.start - 30), span.start);
      if (!BEFORE_PLACE.test(before) || (/\bthe\s+$/u.test(before) && isAdjective(text, span))) return [];
      const spans = [withoutPossessive(span)];
      for (let end = span.end; ; ) {
        const next = LISTED.exec(text.slice(end));
        if (next === null) return spans;
        const start = end + next[0].length - (next[1]?.length ?? 0);
        end += next[0].length;
        spans.push({ text: next[1] ?? "", start, end });
      }
    },
  );
}

/** "In the Orvan cemetery": what a noun follows after an article is no name. */
const isAdjective = (text: string, { end }: Span) =>
  /^\s+(?!(?:of|and|or|in|on|they|we|were|was|is|are|has|have|had|to|from|by|at|for|with|when|where|who|which|that|there|until|since|after|before|during|as)\b)\p{Ll}+/u.test(
    text.slice(end, end + 40),
  );

/** "At Old Mill": a sentence's first word is no part of the name. */
function withoutOpening(span: Span): Span {
  const [first = "", rest = ""] = span.text.split(/\s(.*)/su);
  if (rest === "" || !NOT_PLACES.test(first) || FIRST_HALF.test(first)) return span;
  return { ...span, text: rest, start: span.end - rest.length };
}

function withoutPossessive(span: Span): Span {
  const text = span.text.replace(/['’]s$/u, "");
  return { ...span, text, end: span.start + text.length };
}
