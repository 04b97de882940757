/** The check of a draft appeal: what stops it from being put up for signature, and what its writers may want to hear. */
import { parseAppeal } from "../appeal-text.ts";
import { type FigureDirective, parseDirective } from "../figure-directive.ts";
import { readDates } from "./read-dates.ts";
import { readLabels } from "./read-labels.ts";
import { countsSomething, readQuantities } from "./read-quantities.ts";
import { overlaps, type Span } from "./span.ts";
import { unitOfNoun } from "./units.ts";
import { wordsToWeigh } from "./words-to-weigh.ts";

export const draftRules = ["form", "binding", "agreement", "estimate", "label", "wording"] as const;

/**
 * One finding. `form`: the file is not as docs/spec/appeal-text.md says. `binding`: a quantity without a figure.
 * `agreement`: the words around a figure say something else than it counts. `estimate`: one without its range.
 * `label`: a word of law without a source. `wording`: advice alone.
 */
export type DraftFinding = {
  readonly rule: (typeof draftRules)[number];
  readonly line: number; // from 1; 0 where the head is meant
  readonly text: string; // as written
  readonly message: string; // got, then wanted
};

/** `issues` must be mended before anybody signs; `advice` never stops anything and judges nobody. */
export type DraftCheck = {
  readonly issues: readonly DraftFinding[];
  readonly advice: readonly DraftFinding[];
};

/**
 * Checks a draft. The same words are asked of every side. Quotations are another's words: no advice is given on them.
 *
 * @example
 * checkDraft("no head").issues[0].rule; //=> "form"
 */
export function checkDraft(markdown: string): DraftCheck {
  const body = bodyOf(markdown);
  const lineAt = (offset: number) => markdown.slice(0, body.start + offset).split("\n").length;
  const figures = directivesIn(body.text);
  const plain = blank(body.text, figures);
  const quantities = looseQuantities(plain).map(({ start, text }) => ({
    isSmallWord: /^\p{L}/u.test(text) && text.length < 8,
    finding: finding(
      "binding",
      lineAt(start),
      text,
      "a figure that it is bound to, or the mark {{not a figure: ...}}",
    ),
  }));
  return {
    issues: [
      ...formIssues(markdown),
      ...quantities.filter(({ isSmallWord }) => !isSmallWord).map((each) => each.finding),
      ...figures.flatMap((figure) => agreementIssues(body.text, figure, lineAt(figure.start))),
      ...labelIssues(plain, lineAt),
    ].sort((a, b) => a.line - b.line),
    advice: [
      ...quantities.filter(({ isSmallWord }) => isSmallWord).map((each) => each.finding),
      ...wordingAdvice(plain, lineAt),
    ].sort((a, b) => a.line - b.line),
  };
}

function finding(rule: DraftFinding["rule"], line: number, text: string, wanted: string): DraftFinding {
  return { rule, line, text, message: `got ${JSON.stringify(text)}, wanted ${wanted}` };
}

/** What lies below the head; the whole text where there is none. */
function bodyOf(markdown: string): { readonly text: string; readonly start: number } {
  const head = /^---\r?\n[\s\S]*?\n---\r?\n/.exec(markdown)?.[0].length ?? 0;
  return { text: markdown.slice(head), start: head };
}

/** Issues of the parser, without the plain numbers: those are read here with what they count. */
function formIssues(markdown: string): readonly DraftFinding[] {
  const parsed = parseAppeal(markdown);
  if ("value" in parsed) return [];
  return parsed.issues
    .filter(({ expected }) => expected !== "a number bound to a figure or marked as none")
    .map(({ path, received, message }) => ({
      rule: message.includes("bound to") ? "binding" : "form",
      line: Number(/^line (\d+)/.exec(path)?.[1] ?? 0),
      text: received,
      message: path.startsWith("line ") ? message : `${path}: ${message}`,
    }));
}

type Directive = Span & { readonly figure: FigureDirective | undefined };

function directivesIn(text: string): readonly Directive[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => {
    const parsed = parseDirective(match[1] ?? "", "");
    const figure = "value" in parsed ? parsed.value : undefined;
    return { text: match[0], start: match.index, end: match.index + match[0].length, figure };
  });
}

/** The text with its directives as spaces, so that offsets stay. */
function blank(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { start, end }) =>
      left.slice(0, start) + left.slice(start, end).replace(/[^\n]/g, " ") + left.slice(end),
    text,
  );
}

function looseQuantities(text: string): readonly Span[] {
  const dates = readDates(text, (span) => countsSomething(text, span));
  const links = [...text.matchAll(/\]\([^)]*\)|\[\^?\p{Nd}+\]|https?:\/\/\S+/gmu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return readQuantities(text, [...dates, ...links]);
}

const OVERSAID =
  /\b(?:over|more than|above|nearly|almost|about|around|approximately|some|roughly|up to|exactly|only)\s*$/iu;
const ESTIMATED = /\b(?:estimated?|estimates?|about|between|approximately|some)\b[^.;]{0,40}$/iu;

/** A documented count is "at least"; an estimate is called one; the noun after a figure is of its unit. */
function agreementIssues(
  text: string,
  { start, end, figure, text: written }: Directive,
  line: number,
): readonly DraftFinding[] {
  if (figure === undefined) return [];
  const [before, after] = [text.slice(Math.max(0, start - 80), start), text.slice(end, end + 60)];
  const issues: DraftFinding[] = [];
  const said = OVERSAID.exec(before)?.[0].trim();
  if (figure.show === "documented" && said !== undefined)
    issues.push(
      finding("agreement", line, `${said} ${written}`, 'a documented count said as it is, or as "at least"'),
    );
  if (figure.show === "estimate" && !ESTIMATED.test(before))
    issues.push(
      finding("estimate", line, written, 'an estimate called one: "an estimated", before its range'),
    );
  const noun = /^\s+((?:\p{L}+\s+){0,2}?\p{L}+)/u
    .exec(after)?.[1]
    ?.split(/\s+/u)
    .map((word) => [word, unitOfNoun(word)] as const);
  const [word, unit] = noun?.find(([, each]) => each !== undefined) ?? [];
  if (word !== undefined && unit !== undefined && !unitsOf[figure.unit].includes(unit))
    issues.push(
      finding("agreement", line, `${written} ${word}`, `a word for what ${figure.unit} figures count`),
    );
  return issues;
}

/** Units of words that figures of a unit may be said to count. */
const unitsOf: { readonly [unit in FigureDirective["unit"]]: readonly string[] } = {
  person: ["person"],
  site: ["site", "house"],
  hazard: ["hazard", "district", "settlement", "mine"],
  event: ["event"],
};

function labelIssues(text: string, lineAt: (offset: number) => number): readonly DraftFinding[] {
  return readLabels(text, [])
    .filter(({ saidBy, start }) => saidBy === undefined && !isQuoted(text, start))
    .map(({ text: written, start }) =>
      finding(
        "label",
        lineAt(start),
        written,
        "a citation, or whose finding it is: according to whom, found by which court",
      ),
    );
}

function wordingAdvice(text: string, lineAt: (offset: number) => number): readonly DraftFinding[] {
  const found = wordsToWeigh.flatMap(({ words, advice }) =>
    [...text.matchAll(words)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      advice,
    })),
  );
  const seen: Span[] = [];
  return found.flatMap(({ advice, ...span }) => {
    if (isQuoted(text, span.start) || seen.some((each) => overlaps(each, span))) return [];
    seen.push(span);
    return [{ rule: "wording" as const, line: lineAt(span.start), text: span.text, message: advice }];
  });
}

/** Whether an offset lies between quotation marks of its paragraph. */
function isQuoted(text: string, offset: number): boolean {
  const start = text.lastIndexOf("\n\n", offset) + 1;
  const before = text.slice(Math.max(0, start), offset);
  const straight = (before.match(/"/g) ?? []).length % 2 === 1;
  return (
    straight ||
    before.lastIndexOf("“") > before.lastIndexOf("”") ||
    before.lastIndexOf("«") > before.lastIndexOf("»")
  );
}
