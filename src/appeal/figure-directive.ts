/** `{{figure: missing, unit: person, place: Upper Valley, period: 1992..1994}}`: what a number in the text is bound to. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { dayInterval, formatPrefixDate, type PrefixDate, parsePrefixDate } from "../base/prefix-date.ts";
import { type FigureQuery, type Unit, units } from "../model/figure.ts";
import { type HarmKind, isHarmKind, landHarms, personHarms } from "../model/harm.ts";
import type { PlaceId } from "../model/ids.ts";

/** A directive, the place still as it is written. */
export type FigureDirective = {
  readonly unit: Unit;
  readonly harm?: HarmKind;
  readonly place?: string;
  readonly from?: PrefixDate;
  readonly until?: PrefixDate;
  readonly show: "documented" | "estimate";
  readonly proof?: "tokens"; // absent where records are opened
};

const nouns: { readonly [noun: string]: Unit } = {
  people: "person",
  sites: "site",
  hazards: "hazard",
  events: "event",
};

/**
 * The directive of what stands between `{{` and `}}`. `figure` is a kind of harm, or people, sites, hazards or
 * events; `unit` follows from the harm and may be repeated; `period` is a prefix date, or two with `..` between,
 * either of which may be missing, both ends included; `show: estimate` asks for the estimate beside the count;
 * `proof: tokens` opens no record.
 *
 * @example
 * parseDirective("figure: killed, period: 1993", "line 1").value.from; //=> { year: 1993 }
 */
export function parseDirective(text: string, path: string): Parsed<FigureDirective> {
  const issues: Issue[] = [];
  const given = readPairs(text, path, issues);
  const figure = given.get("figure") ?? "";
  const harm = isHarmKind(figure) ? figure : undefined;
  const unit = harm === undefined ? nouns[figure] : unitOf(harm);
  if (unit === undefined)
    issues.push(issueAt(path, "a kind of harm, people, sites, hazards or events as figure", figure));
  const askedUnit = units.find((each) => each === given.get("unit"));
  if (given.has("unit") && unit !== undefined && askedUnit !== unit)
    issues.push(issueAt(path, `unit ${unit} for ${figure}`, given.get("unit") ?? ""));
  const period = readPeriod(given.get("period"), path, issues);
  if (given.has("period") && harm === undefined)
    issues.push(issueAt(path, "a period only with a kind of harm", given.get("period") ?? ""));
  const [place, show] = [given.get("place"), given.get("show") ?? "documented"];
  if (show !== "documented" && show !== "estimate")
    issues.push(issueAt(path, "documented or estimate to show", show));
  const proof = given.get("proof") ?? "open";
  if (proof !== "open" && proof !== "tokens") issues.push(issueAt(path, "open or tokens as proof", proof));
  if (issues.length > 0 || unit === undefined) return { issues };
  return {
    value: {
      unit,
      ...(harm && { harm }),
      ...(place !== undefined && { place }),
      ...period,
      show: show === "estimate" ? "estimate" : "documented",
      ...(proof === "tokens" && { proof }),
    },
  };
}

/** The text of a directive, which parses to the same. */
export function formatDirective({ unit, harm, place, from, until, show, proof }: FigureDirective): string {
  const noun = harm ?? Object.keys(nouns).find((each) => nouns[each] === unit) ?? unit;
  const ends = [from, until].map((end) => (end === undefined ? "" : formatPrefixDate(end)));
  const parts = [`figure: ${noun}`, `unit: ${unit}`];
  if (place !== undefined) parts.push(`place: ${place}`);
  if (ends.some((end) => end !== "")) parts.push(`period: ${ends.join("..")}`);
  if (show === "estimate") parts.push("show: estimate");
  if (proof !== undefined) parts.push(`proof: ${proof}`);
  return parts.join(", ");
}

/** The query of a directive whose place the gazetteer knows. */
export function directiveQuery({ unit, harm, from, until }: FigureDirective, place?: PlaceId): FigureQuery {
  return {
    unit,
    ...(harm && { harm }),
    ...(place && { place }),
    ...(from && { from }),
    ...(until && { until }),
  };
}

function readPairs(text: string, path: string, issues: Issue[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const part of text.split(",")) {
    const [, key = "", value = ""] =
      /^\s*(figure|unit|place|period|show|proof)\s*:\s*(.*?)\s*$/.exec(part) ?? [];
    if (key === "" || value === "" || given.has(key))
      issues.push(
        issueAt(path, "figure, unit, place, period, show or proof, each once with a colon", part.trim()),
      );
    given.set(key, value);
  }
  return given;
}

function readPeriod(
  text: string | undefined,
  path: string,
  issues: Issue[],
): { readonly from?: PrefixDate; readonly until?: PrefixDate } {
  if (text === undefined) return {};
  const ends = text.includes("..") ? text.split("..") : [text, text];
  const [from, until] = ends.map((end) => parsePrefixDate(end.trim()));
  const isRead = [from, until].every((date, i) => date !== undefined || ends[i] === "");
  const isEmpty =
    from !== undefined && until !== undefined && dayInterval(from).start >= dayInterval(until).end;
  if (!isRead || isEmpty || ends.length !== 2 || (from === undefined && until === undefined))
    issues.push(issueAt(path, "a period such as 1992, 1992-02..1994 or 1992..", text));
  return { ...(from && { from }), ...(until && { until }) };
}

function unitOf(harm: HarmKind): Unit {
  if (personHarms.some((kind) => kind === harm)) return "person";
  return landHarms.some((kind) => kind === harm) ? "hazard" : "site";
}
