/** Numbers that count nothing: of articles and houses, ages, hours, telephones, the numbering of a list. */
import { type Span, spanOf } from "./span.ts";

const MORE = "(?:\\s*(?:,|-|–|&|/|\\band\\b|\\bor\\b|\\bto\\b)\\s*(?:and\\s+)?\\p{Nd}[\\p{Nd}.\\-–/]*)*";
const SURE =
  "articles?|arts?\\.|resolutions?|laws?|annex(?:es)?|chapters?|sections?|pages?|pp?\\.|paragraphs?|paras?\\.?|protocols?|versions?|volumes?|vol\\.|clauses?|aged?|ages|tel(?:ephone)?\\.?|phones?|fax|nos?\\.|№|#|(?:house|flat|apartment|room|school|case|bus|the)\\s+number";
const UNSURE =
  "routes?|highways?|rules?|decisions?|orders?|decrees?|directives?|rooms?|blocks?|points?|items?|tables?";

const patterns: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}])(?:${SURE})\\s*(?:no\\.?|number|№|#)?\\s*:?\\s*\\+?\\p{Nd}[\\p{Nd}.\\-–/]*${MORE}`,
    "giu",
  ),
  new RegExp(
    `\\b(?:${UNSURE})\\s+(?:no\\.?\\s*|№\\s*)?\\p{Nd}[\\p{Nd}.\\-/]*(?!\\p{Nd})${MORE}(?!\\s+\\p{Ll}{3,}s\\b)`,
    "giu",
  ),
  /(?<!\p{L})\p{Nd}{1,3}(?:\s*[-–]\s*\p{Nd}{1,3})?[\s-](?:year|month|week|day)s?[\s-]old\b/giu,
  /\b\p{L}+(?:-\p{L}+)?-(?:year|month|week|day)s?-old\b/giu,
  /\b(?:age|ages|aged)\s+(?:of\s+)?(?:between\s+)?(?:\p{Nd}+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty)\b/giu,
  /\b(?:children|minors|boys|girls|youths|men|women|persons|people|those)\s+(?:under|over|below|above)\s+(?:the age of\s+)?\p{Nd}{1,2}\b(?![.,]?\p{Nd})/giu,
  /\ban?\s+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s+(?:of|and|to|or)\b)/giu,
  /\bby\s+(?:\p{Nd}+|\p{L}+)\s+votes?\s+to\s+(?:\p{Nd}+|\p{L}+)/giu,
  // What bears a number and is not counted by it: "Camp 13", "Hill 401".
  /\b(?:Camp|Sector|Zone|Area|Unit|Site|Pit|Ward|Checkpoint|Hill|Height|School|Lot|Plot|Grade|Channel|Operation|Covid|Group|Phase|Day)[\s-]\p{Nd}+\b(?![.,]\p{Nd})/gu,
  /,\s\p{Nd}{1,2},(?=\s)/gu, // "her grandfather, 81, was"
  /(?<!\p{Nd})\p{Nd}{1,2}:\p{Nd}{2}(?!\p{Nd})|\b\p{Nd}{1,2}(?:\.\p{Nd}{2})?\s*(?:a\.m\.|p\.m\.|am|pm|o['’]clock)(?!\p{L})/giu,
  /\+\p{Nd}[\p{Nd}\s()-]{6,}\p{Nd}/gu,
  /(?<![\p{Nd}.,]|\p{Nd}[\s'’٬])0\p{Nd}+(?![.,\p{Nd}])/gu,
  /\p{Nd}+\s+(?:the\s+)?(?:\p{Lu}\p{L}+\s+){0,3}(?:Street|St|Road|Avenue|Ave|Boulevard|Square|Lane|Base|Brigade|Regiment|Division|Battalion)\b/gu,
  /\p{Nd}+(?:[.,]\p{Nd}+)?\s?(?:mm|cm|kg|kHz|MHz)\b/gu,
];

/** The spans of a text that no quantity overlaps, besides its dates. */
export function notQuantities(text: string): readonly Span[] {
  return [...patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(spanOf)), ...numbering(text)];
}

const MARKER = /(?<![\p{L}\p{Nd}.,])\(?(\p{Nd}{1,2})[.)]\s+(?=[\p{L}\p{Nd}"“(])/gu;

/** 1, 2, 3 at the heads of items, whether or not these begin lines; a lone one counts at a line's head only. */
function numbering(text: string): readonly Span[] {
  const markers = [...text.matchAll(MARKER)].map((match) => ({
    span: spanOf(match),
    number: Number(match[1]),
  }));
  const found = [...text.matchAll(/^[ \t]*\(?\p{Nd}{1,3}[.)][ \t]/gmu)].map(spanOf);
  for (const [at, { number }] of markers.entries()) {
    if (number !== 1) continue;
    const run: Span[] = [];
    for (const marker of markers.slice(at)) if (marker.number === run.length + 1) run.push(marker.span);
    if (run.length > 1) found.push(...run);
  }
  return found;
}
