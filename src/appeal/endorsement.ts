/** What organisations sign together: one version of an appeal in all its languages, with the same figures in each. */
import { formatCanonicalJson, type Json } from "../base/canonical-json.ts";
import { issueAt, type Parsed, type Verdict } from "../base/errors.ts";
import { type Digest, digest } from "../model/ids.ts";
import type { StatementFigure, Statements } from "./statements.ts";

/** The namespace of SSH signatures over the manifest of an appeal's text. */
export const APPEAL_NAMESPACE = "recount-appeal";

/** One language of the version: the short name that it is published under, and its manifest's digest. */
export type EndorsedText = { readonly language: string; readonly appeal: string; readonly manifest: Digest };

/** One exact version of an appeal. Its text is what the signed note of all organisations says. */
export type Endorsed = {
  readonly appeal: string; // the short name of the text that the others translate
  readonly version: number;
  readonly texts: readonly EndorsedText[]; // by language, then by name
};

const HEAD = "recount/endorsement/1";

/**
 * The statement that each organisation signs:
 *
 *     recount/endorsement/1
 *     appeal where-are-they
 *     version 1
 *     text ar where-are-they-ar 5f0e...
 *     text en where-are-they 90d8...
 */
export function formatEndorsed({ appeal, version, texts }: Endorsed): string {
  const lines = texts
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map(({ language, appeal: name, manifest }) => `text ${language} ${name} ${manifest}`);
  return [HEAD, `appeal ${appeal}`, `version ${version}`, ...lines, ""].join("\n");
}

/**
 * The statement of its text; refused is what `formatEndorsed` would write in another way.
 *
 * @example
 * parseEndorsed("no").issues[0].expected; //=> "a statement of recount/endorsement/1"
 */
export function parseEndorsed(text: string): Parsed<Endorsed> {
  const wanted = { issues: [issueAt("endorsement", `a statement of ${HEAD}`, text.slice(0, 40))] };
  const [head, appealLine = "", versionLine = "", ...rest] = text.split("\n");
  const appeal = /^appeal (\S+)$/.exec(appealLine)?.[1];
  const version = /^version ([1-9]\d{0,8})$/.exec(versionLine)?.[1];
  const texts = rest.slice(0, -1).map((line) => /^text (\S+) (\S+) ([0-9a-f]{64})$/.exec(line));
  if (head !== HEAD || appeal === undefined || version === undefined || texts.length === 0) return wanted;
  const value = {
    appeal,
    version: Number(version),
    texts: texts.flatMap((found) => {
      const [, language = "", name = "", hex = ""] = found ?? [];
      return found === null ? [] : [{ language, appeal: name, manifest: digest(hex) }];
    }),
  };
  return formatEndorsed(value) === text ? { value } : wanted;
}

/**
 * Whether two languages of an appeal say the same figures: the same queries with the same numbers, whatever their order
 * in the text. Otherwise nobody can sign them together.
 */
export function sameFigures(first: Statements, second: Statements): Verdict {
  const [ours, theirs] = [first, second].map(figuresOf);
  const parted = [...(ours ?? [])].find(([query, figure]) => theirs?.get(query) !== figure);
  if (parted === undefined && ours?.size === theirs?.size) return { ok: true };
  const what =
    parted === undefined
      ? `${theirs?.size} figures and not ${ours?.size}`
      : `no figure with the query and the numbers of ${directiveOf(first, parted[0])}`;
  return {
    ok: false,
    reason: `the text in ${second.language} has ${what}, wanted those of ${first.language}`,
  };
}

/** A figure in the words in which its authors asked for it. */
const directiveOf = ({ figures }: Statements, query: string) => {
  const found = figures.find((figure) => formatCanonicalJson(figure.query as Json) === query);
  return found === undefined ? query : `${found.id}, {{${found.directive}}}`;
};

function figuresOf({ figures }: Statements): ReadonlyMap<string, string> {
  return new Map(figures.map((figure) => [formatCanonicalJson(figure.query as Json), numbersOf(figure)]));
}

function numbersOf(figure: StatementFigure): string {
  const { id: _, directive: __, proof, ...numbers } = figure;
  return formatCanonicalJson({ ...numbers, level: proof.level } as unknown as Json);
}

const keyOf = ({ language, appeal }: EndorsedText) => `${language}\n${appeal}`;
