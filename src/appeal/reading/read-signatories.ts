/** Who signed an appeal, as it lists them at its end: by numbers, or a line each, under a heading or without one. */
import { isOrganisation, readSignatory, type Signatory } from "./read-signatory.ts";
import { type Span, spanOf } from "./span.ts";

export type SignatoryRead = Signatory & { readonly number?: number };

export type SignatoryList = { readonly signatories: readonly SignatoryRead[]; readonly block?: Span };

const HEADING =
  /(?:(?:the\s+)?(?:appeal|statement|letter|declaration|petition)\s+(?:was|is|has been)\s+signed\s+by|signed(?:\s+by)?|signatories|signatures|undersigned(?:\s+organi[sz]ations)?|(?:signing|signatory|endorsing)\s+organi[sz]ations|(?:co-?signed|endorsed)\s+by|on behalf of|(?:yours\s+)?(?:sincerely|respectfully|faithfully)(?:\s+yours)?)\s*[:,]?\s*$/iu;
const HEADING_LINE = new RegExp(`^[#*\\s]*${HEADING.source}`, "gimu");
const HEADING_IN_LINE = new RegExp(`${HEADING.source.replace("\\s*[:,]?\\s*$", ":\\s+")}`, "giu");
const MARKER = /(?<![\p{L}\p{Nd}.,])(\p{Nd}{1,4})[.)]\s+(?=[\p{Lu}"“«„(])/gu;
const FEWEST = 2; // a single number is no list

/**
 * The signatories and the span of their list: the numbers that run from 1 to the end of the text, or the lines under
 * a heading that says that they sign, or lines at the end that name organisations. None where nothing of these is found.
 *
 * @example
 * readSignatories("Signed by: 1. Ana Rusak - Chair of the River Union 2. Old Mill Society").signatories[1].organisation; //=> "Old Mill Society"
 */
export function readSignatories(text: string): SignatoryList {
  return numbered(text) ?? underHeading(text) ?? inOneLine(text) ?? atTheEnd(text) ?? { signatories: [] };
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
    return { number: marker.number, ...readSignatory(item) };
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
  const heading = [...text.matchAll(HEADING_LINE)].at(-1);
  if (heading === undefined) return undefined;
  const lines = linesAfter(text, heading.index + heading[0].length);
  const prose = lines.findIndex((line) => isProse(line));
  const signatories = joinLines(prose < 0 ? lines : lines.slice(0, prose));
  return signatories.length === 0 ? undefined : { signatories, block: blockOf(text, heading.index) };
}

/** "Signed by: one; two; three" within a paragraph. */
function inOneLine(text: string): SignatoryList | undefined {
  const heading = [...text.matchAll(HEADING_IN_LINE)].at(-1);
  if (heading === undefined) return undefined;
  const start = heading.index + heading[0].length;
  const paragraph = /^[^\n]*(?:\n(?!\s*\n)[^\n]*)*/u.exec(text.slice(start))?.[0] ?? "";
  const items = paragraph.split(/;\s+/u).map((item) => item.trim());
  const signatories = items.filter((item) => item !== "").map(readSignatory);
  const isList = items.length >= FEWEST && !items.some(isProse);
  return isList ? { signatories, block: blockOf(text, heading.index) } : undefined;
}

/** Lines at the end of the text that each name an organisation or a role, where no heading says what they are. */
function atTheEnd(text: string): SignatoryList | undefined {
  const lines = [...text.matchAll(/[^\n]+/gu)].map(spanOf).filter((line) => line.text.trim() !== "");
  const from = lines.findLastIndex(({ text: line }) => !isContact(line) && !isSigning(line)) + 1;
  const signing = lines.slice(from);
  const signatories = joinLines(signing.map(({ text: line }) => line));
  const [first] = signing;
  const areNamed = signatories.filter(({ organisation }) => organisation !== "").length >= FEWEST;
  return first === undefined || !areNamed ? undefined : { signatories, block: blockOf(text, first.start) };
}

const BULLET = /^\s*(?:[-*•–—]|\(?\p{Nd}{1,4}[.)])\s*/u;
const VERB = /\b(?:must|should|shall|will|can|is|are|was|were|has|have|had|be|been|we|our|they)\b/iu;
const ADDRESSED = /^(?:to|cc|copy|copies|re|subject|contact|source|annex|appendix)\b/iu;

function isSigning(line: string): boolean {
  const item = line.replace(BULLET, "").trim();
  if (isProse(item) || VERB.test(item) || ADDRESSED.test(item) || /[;:?!…]$/u.test(item)) return false;
  if (/\p{L}{3,}\.$/u.test(item) || /^\p{Ll}/u.test(item)) return false;
  const { name, role, organisation } = readSignatory(item);
  return isOrganisation(organisation) || role !== "" || (name !== "" && organisation !== "");
}

const isContact = (line: string) =>
  /@|https?:|www\.|^\W*(?:tel|phone|fax|e-?mail)\b/iu.test(line) || !/\p{L}{2}/u.test(line);

const LONGEST = 200; // UTF-16 units of a line that signs
const isProse = (line: string) =>
  line.length > LONGEST || (/[.!?]["”’)]*$/u.test(line) && line.split(/\s+/u).length > 12);

const linesAfter = (text: string, start: number) => text.slice(start).split("\n");

/** A signatory a line; where a person stands alone in one, the role and organisation in the lines below are theirs. */
function joinLines(lines: readonly string[]): readonly SignatoryRead[] {
  const signatories: SignatoryRead[] = [];
  let isOpen = false;
  for (const line of lines.flatMap(alone)) {
    const item = line.replace(BULLET, "").trim();
    const isNew = item === "" || item !== line.trim();
    const last = signatories.at(-1);
    const read = readSignatory(item);
    const isOfLast: boolean = isOpen && !isNew && read.name === "" && !isContact(item);
    if (isOfLast && last !== undefined) signatories[signatories.length - 1] = fill(last, read);
    else if (item !== "" && !isContact(item)) signatories.push(read);
    const now = signatories.at(-1);
    isOpen =
      item !== "" &&
      now !== undefined &&
      now.name !== "" &&
      (now.organisation === "" || now.role === "") &&
      (isOfLast || (read.role === "" && read.organisation === ""));
  }
  return signatories.filter(({ name, organisation }) => name !== "" || organisation !== "");
}

/** Organisations that a bar parts in one line are as many. */
function alone(line: string): readonly string[] {
  const parts = line.split(/\s+\|\s+/u);
  return parts.filter(isOrganisation).length > 1 ? parts : [line];
}

const fill = (person: SignatoryRead, { role, organisation }: Signatory): SignatoryRead => ({
  ...person,
  role: person.role || role,
  organisation: person.organisation || organisation,
});

function blockOf(text: string, start: number): Span {
  return { text: text.slice(start), start, end: text.length };
}
