/** The organisations that an appeal names: those that sign, and whose names show what they are. */
import type { SignatoryRead } from "./read-signatories.ts";
import { isOrganisation } from "./read-signatory.ts";
import { GAP, onOneLine, overlaps, type Span, spanOf } from "./span.ts";

/** `signs`: it stands among the signatories. `mentions`: how often the text names it outside their list. */
export type OrganisationRead = Span & { readonly signs: boolean; readonly mentions: number };

// A run of capitalised words, with the small words that names have inside them.
const NAME_WORD = "\\p{Lu}[\\p{L}\\p{M}'’-]*";
const NAME = new RegExp(
  `${NAME_WORD}(?:${GAP}(?:(?:of|the|for|and|in|against|on|to|with|de|für|des)${GAP}){0,2}["“«]?${NAME_WORD}["”»]?)+`,
  "gu",
);

/**
 * Each organisation once, by the first place that names it. Requires `signatories` and the span of their list.
 *
 * @example
 * readOrganisations("The River Union of Sarmel wrote.", { signatories: [] })[0].text; //=> "River Union of Sarmel"
 */
export function readOrganisations(
  text: string,
  { signatories, block }: { readonly signatories: readonly SignatoryRead[]; readonly block?: Span },
): readonly OrganisationRead[] {
  const signing = signatories.map(({ organisation }) => organisation).filter((name) => name !== "");
  const byName = new Map<string, OrganisationRead>();
  for (const name of signing) {
    const span = findName(text, name);
    if (span !== undefined) byName.set(keyOf(name), { ...span, text: name, signs: true, mentions: 0 });
  }
  for (const span of organisationNames(text)) {
    if (block !== undefined && overlaps(span, block)) continue;
    const known = byName.get(keyOf(span.text));
    if (known === undefined) byName.set(keyOf(span.text), { ...span, signs: false, mentions: 1 });
    else byName.set(keyOf(span.text), { ...known, mentions: known.mentions + 1 });
  }
  return [...byName.values()].sort((a, b) => a.start - b.start);
}

/** Every run of words that is an organisation's name by its form. */
export function organisationNames(text: string): readonly Span[] {
  return [...text.matchAll(NAME)]
    .flatMap((match) => namesIn(spanOf(match)))
    .flatMap((span) => {
      const article =
        /^(?:According to (?:the\s+)?|(?:The|In|On|At|For|With|By|This|These|Of)\s+)/u.exec(span.text)?.[0]
          .length ?? 0;
      const trimmed = {
        text: onOneLine(span.text.slice(article)),
        start: span.start + article,
        end: span.end,
      };
      return isOrganisation(trimmed.text) && /\s/u.test(trimmed.text) ? [trimmed] : [];
    });
}

/** "The Secretary of the Nations and the Council of Europe" are two; a heading in capitals is no part of a name. */
function namesIn({ text, start }: Span): readonly Span[] {
  const cuts = [...text.matchAll(/\s+and\s+the\s+|(?<=\p{Lu}{3})\s*\n\s*/gu)].map(spanOf);
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map((cut) => cut.start), text.length];
  return starts.map((from, at) => {
    const until = ends[at] ?? text.length;
    return { text: text.slice(from, until), start: start + from, end: start + until };
  });
}

/** The name where the text has it, whatever its line breaks. */
function findName(text: string, name: string): Span | undefined {
  const pattern = onOneLine(name)
    .split(" ")
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\s+");
  const match = new RegExp(pattern, "u").exec(text);
  return match === null ? undefined : spanOf(match);
}

const keyOf = (name: string) => onOneLine(name).toLowerCase().replace(/^the /, "");
