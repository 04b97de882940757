/** Who signed an appeal, as it lists them at its end: by numbers, or a line each. */
import { onOneLine, type Span, spanOf } from "./span.ts";

export type SignatoryRead = {
  readonly number?: number;
  readonly name: string;
  readonly role: string; // "" where none is said
  readonly organisation: string; // "" where none is said
};

export type SignatoryList = { readonly signatories: readonly SignatoryRead[]; readonly block?: Span };

const HEADING =
  /(?:(?:the\s+)?(?:appeal|statement|letter|declaration|petition)\s+(?:was|is|has been)\s+signed\s+by|signed(?:\s+by)?|signatories|signatures|undersigned(?:\s+organi[sz]ations)?|on behalf of)\s*:?\s*$/iu;
const HEADING_LINE = new RegExp(`^[#*\\s]*${HEADING.source}`, "imu");
const MARKER = /(?<![\p{L}\p{Nd}.,])(\p{Nd}{1,4})[.)]\s+(?=[\p{Lu}"“«„(])/gu;
const FEWEST = 2; // a single number is no list

/**
 * The signatories and the span of their list: the numbers that run from 1 to the end of the text, or the lines under
 * a heading that says that they sign. None where neither is found.
 *
 * @example
 * readSignatories("Signed by: 1. Ana Rusak - Chair of the River Union 2. Old Mill Society").signatories[1].organisation; //=> "Old Mill Society"
 */
export function readSignatories(text: string): SignatoryList {
  return numbered(text) ?? underHeading(text) ?? { signatories: [] };
}

type Marker = Span & { readonly number: number };

function numbered(text: string): SignatoryList | undefined {
  const markers = [...text.matchAll(MARKER)].map((match) => ({ ...spanOf(match), number: Number(match[1]) }));
  const runs = markers.flatMap((marker, at) => (marker.number === 1 ? [runFrom(markers, at)] : []));
  const signed = runs.filter((run) => run.length >= FEWEST && isSigned(text, run[0]?.start ?? 0));
  const run = signed.at(-1);
  if (run === undefined) return undefined;
  const signatories = run.map((marker, at) => {
    const item = text.slice(marker.end, run[at + 1]?.start ?? endOfItem(text, marker.end));
    return { number: marker.number, ...readItem(item) };
  });
  return { signatories, block: blockOf(text, headingBefore(text, run[0]?.start ?? 0)) };
}

/** 1, 2, 3...: each the next number after the one before, whatever other numbers stand between. */
function runFrom(markers: readonly Marker[], first: number): readonly Marker[] {
  const run: Marker[] = [];
  for (const marker of markers.slice(first)) if (marker.number === run.length + 1) run.push(marker);
  return run;
}

/** A numbered list signs when its heading says so. */
function isSigned(text: string, start: number): boolean {
  return headingBefore(text, start) < start;
}

const headingBefore = (text: string, start: number) => {
  const from = Math.max(0, start - 200);
  const heading = HEADING.exec(text.slice(from, start).replace(/[\s*_]+$/u, ""));
  return heading === null ? start : from + heading.index;
};

const endOfItem = (text: string, start: number) => {
  const paragraph = text.slice(start).search(/\n\s*\n/);
  return paragraph < 0 ? text.length : start + paragraph;
};

function underHeading(text: string): SignatoryList | undefined {
  const heading = HEADING_LINE.exec(text);
  if (heading === null) return undefined;
  const start = heading.index + heading[0].length;
  const lines = text
    .slice(start)
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*•–—]|\p{Nd}+[.)])\s*/u, "").trim())
    .filter((line) => line !== "" && line.length < 300);
  const signatories = lines
    .map(readItem)
    .filter(({ name, organisation }) => name !== "" || organisation !== "");
  return signatories.length < FEWEST ? undefined : { signatories, block: blockOf(text, heading.index) };
}

function blockOf(text: string, start: number): Span {
  return { text: text.slice(start), start, end: text.length };
}

// Longest first; what follows the role and "of" is whom it is a role in.
const ROLES =
  "vice[- ]chair(?:man|woman|person)?|co-chair(?:man|woman|person)?|chair(?:man|woman|person)?|honorary president|vice[- ]president|president|executive director|managing director|deputy director|director(?:[- ]general)?|secretary[- ]general|general secretary|secretary|head|deputy head|leader|founder(?: and \\p{L}+)?|co-founder|coordinator|co-ordinator|representative|spokes(?:man|woman|person)|member(?: of the (?:board|council))?|board member|chief executive|ceo|treasurer|bishop|archbishop|imam|rabbi|mufti|priest|elder|keeper(?: of the [\\p{L} ]+?)?|editor(?:[- ]in[- ]chief)?|professor|lawyer|advocate|rector|dean|mayor|delegate";
const ROLE = new RegExp(`^(${ROLES})(?:\\s*(?:,|-|of|at|for|in)\\s+(?:the\\s+)?|\\s*$)`, "iu");
const DASH = /\s+[-–—]\s+|\s*[–—]\s*|\s*;\s*/u;

function readItem(item: string): Omit<SignatoryRead, "number"> {
  const line = onOneLine(item).replace(/[,;.]$/u, "");
  const [name = "", ...rest] = DASH.test(line) ? line.split(DASH) : splitCommas(line);
  const after = rest.join(" - ").trim();
  if (after === "")
    return isOrganisation(name)
      ? { name: "", role: "", organisation: name }
      : { name, role: "", organisation: "" };
  const role = ROLE.exec(after);
  if (role === null) return swapped(name, after) ?? { name, role: "", organisation: after };
  return { name, role: role[1] ?? "", organisation: after.slice(role[0].length).trim() };
}

/** "Name, organisation, role". */
function swapped(name: string, said: string): Omit<SignatoryRead, "number"> | undefined {
  const [organisation, last] = splitLast(said);
  return new RegExp(`^(?:${ROLES})$`, "iu").test(last) ? { name, role: last, organisation } : undefined;
}

function splitCommas(line: string): readonly string[] {
  const at = line.search(/,\s/u);
  return at < 0 ? [line] : [line.slice(0, at), line.slice(at + 1).trim()];
}

function splitLast(text: string): readonly [string, string] {
  const at = text.lastIndexOf(",");
  return at < 0 ? [text, ""] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

const ORGANISATION =
  /\b(?:community|union|association|organi[sz]ation|fund|forum|committee|council|cent(?:re|er)|society|foundation|institute|commission|assembly|alliance|coalition|federation|network|movement|initiative|league|agency|mission|archive|museum|party)\b/iu;

/** Whether a name is an organisation's by one of its words. */
export function isOrganisation(name: string): boolean {
  return ORGANISATION.test(name);
}
