/** `statements.json`: the appeal as data, each figure with its query and how it was counted. */
import type { Json } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import { formatPrefixDate, parsePrefixDate } from "../base/prefix-date.ts";
import type { CaptureHistory } from "../model/estimate.ts";
import type {
  CountedArea,
  FigureCount,
  FigureEstimate,
  FigurePart,
  FigureQuery,
  InclusionRules,
  ThresholdCount,
  Unit,
} from "../model/figure.ts";
import { type HarmKind, type HarmStatus, isHarmKind } from "../model/harm.ts";
import { type PlaceId, placeId, type SourceId } from "../model/ids.ts";
import type { LinkageAccuracy } from "../model/judgement.ts";
import type { PlaceName } from "../model/place.ts";
import { countedStatuses } from "../register/query.ts";
import type { AppealFigure, AppealText, Signatory } from "./appeal-text.ts";
import { directiveQuery, formatDirective } from "./figure-directive.ts";
import { type PublishedEstimate, publishedEstimate } from "./published-estimate.ts";
import {
  isHomogeneous,
  isSmall,
  isTellingCell,
  type PublishedCount,
  type PublishedPart,
  type PublishedRange,
  type PublishedThreshold,
  publishedAccuracy,
  publishedArea,
  publishedCount,
  publishedHistories,
  publishedParts,
  publishedRange,
  publishedThresholds,
  roundedCount,
} from "./small-numbers.ts";
import { tokensPath } from "./token-file.ts";

export const STATEMENTS_FORMAT = "recount/statements/2";

/** A query with its dates as text; `statuses` are those with which a harm counts. */
export type QueryText = {
  readonly unit: Unit;
  readonly harm?: HarmKind;
  readonly statuses?: readonly HarmStatus[];
  readonly place?: PlaceId;
  readonly from?: string;
  readonly until?: string;
};

/**
 * `open`: every counted entity is shown by a record in the ledger. `tokens`: by a token, which its holders and auditors
 * can tell and nobody else. `attested`: only the publishers' word.
 */
export type FigureProof =
  | { readonly level: "open" | "tokens"; readonly path: string }
  | { readonly level: "attested"; readonly reason: string };

export type StatementFigure = {
  readonly id: string;
  readonly directive: string; // as `formatDirective` writes it
  readonly query: QueryText;
  readonly rules: InclusionRules;
  readonly placeNames: readonly PlaceName[];
  readonly documented: PublishedCount;
  readonly consented?: number; // of a small number that is said: all of them, whose families agreed to their being named
  readonly range?: PublishedRange; // over sampled clusterings; "at least" says its low end
  readonly thresholds?: readonly PublishedThreshold[]; // the count at other match probabilities
  readonly accuracy?: LinkageAccuracy; // of people's linkage; absent until a random sample is judged
  readonly lists: readonly {
    readonly source: SourceId;
    readonly name: string;
    readonly count: PublishedCount;
  }[];
  readonly histories: readonly CaptureHistory[] | "suppressed";
  readonly years: readonly PublishedPart[];
  readonly places: readonly (PublishedPart & { readonly names: readonly PlaceName[] })[];
  readonly area?: CountedArea;
  readonly beside: { readonly groups: PublishedCount; readonly persons: PublishedCount };
  readonly unplaced: PublishedCount;
  readonly undated: PublishedCount;
  readonly estimate: PublishedEstimate;
  readonly proof: FigureProof;
};

/** A paragraph, heading or list of the text; `{{F1}}` stands where figure F1 is read. */
export type StatementBlock = { readonly text: string; readonly figures: readonly string[] };

export type Statements = {
  readonly format: typeof STATEMENTS_FORMAT;
  readonly title: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly date: string;
  readonly version: number;
  readonly note?: string;
  readonly quorum?: number;
  readonly translates?: string;
  readonly addressees: readonly string[];
  readonly signatories: readonly Signatory[];
  readonly blocks: readonly StatementBlock[];
  readonly figures: readonly StatementFigure[];
  readonly size: number; // of the ledger that the figures were counted at
};

/** A count with the estimate beside it. */
export type EstimatedFigure = FigureCount & {
  readonly thresholds?: readonly ThresholdCount[];
  readonly accuracy?: LinkageAccuracy;
  readonly consented?: number; // people among few who may be named; not looked at where they are many
  readonly estimate: FigureEstimate;
};

export type StatementInputs = {
  readonly counts: ReadonlyMap<string, EstimatedFigure>; // by figure id
  readonly placeNames: ReadonlyMap<PlaceId, readonly PlaceName[]>;
  readonly size: number; // of the ledger that was counted; every count has it
  readonly populations?: ReadonlyMap<PlaceId, number>; // of places that are known to have so many inhabitants
  readonly villages?: ReadonlySet<PlaceId>; // in which people know of one another
};

/**
 * The statements of an appeal and the counts of its figures, small numbers withheld.
 * Throws `unbound-figure` when a figure has no count, or one of another query or ledger size.
 */
export function bindFigures(appeal: AppealText, inputs: StatementInputs): Statements {
  return {
    ...appealPart(appeal),
    figures: appeal.figures.map((figure) => bindFigure(figure, inputs)),
    size: inputs.size,
  };
}

/** What the statements take from the text alone; a verifier compares it with `appeal.md`. */
export function appealPart(appeal: AppealText): Omit<Statements, "figures" | "size"> {
  const { title, language, date, version, note, quorum, translates, addressees, signatories } = appeal;
  return {
    format: STATEMENTS_FORMAT,
    title,
    language,
    direction: directionOf(language),
    date,
    version,
    ...(note !== undefined && { note }),
    ...(quorum !== undefined && { quorum }),
    ...(translates !== undefined && { translates }),
    addressees,
    signatories,
    blocks: blocksOf(appeal.markdown),
  };
}

/** The text of a figure's query, its inclusion rule spelled out. */
export function formatQuery({ unit, harm, place, from, until }: FigureQuery): QueryText {
  return {
    unit,
    ...(harm && { harm, statuses: countedStatuses(harm) }),
    ...(place && { place }),
    ...(from && { from: formatPrefixDate(from) }),
    ...(until && { until: formatPrefixDate(until) }),
  };
}

/** The query that a figure's directive and its place's id make. */
export function figureQuery(figure: AppealFigure, place: string | undefined): FigureQuery {
  return directiveQuery(figure, place === undefined || place === "" ? undefined : placeId(place));
}

/** The query of its text. Throws `bad-query` for what `formatQuery` cannot have written. */
export function parseQuery({ unit, harm, place, from, until }: QueryText): FigureQuery {
  const [start, end] = [from, until].map((text) => (text === undefined ? undefined : parsePrefixDate(text)));
  const isRead =
    (from === undefined) === (start === undefined) && (until === undefined) === (end === undefined);
  if (!isRead || (harm !== undefined && !isHarmKind(harm)))
    throw new RecountError("bad-query", `got a query of ${harm} from ${from} until ${until}`);
  return {
    unit,
    ...(harm && { harm }),
    ...(place && { place }),
    ...(start && { from: start }),
    ...(end && { until: end }),
  };
}

/** One figure with its count. Throws as `bindFigures` does. */
export function bindFigure(figure: AppealFigure, inputs: StatementInputs): StatementFigure {
  const { counts, placeNames, size } = inputs;
  const count = counts.get(figure.id);
  const place = count?.query.place;
  if (count === undefined || count.size !== size || (figure.place === undefined) !== (place === undefined))
    throw new RecountError("unbound-figure", `${figure.id} has no count at ledger size ${size}, wanted one`);
  const query = formatQuery(count.query);
  if (JSON.stringify(query) !== JSON.stringify(formatQuery(figureQuery(figure, place))))
    throw new RecountError("unbound-figure", `${figure.id} has the count of another query`);
  return {
    id: figure.id,
    directive: formatDirective(figure),
    query,
    placeNames: place === undefined ? [] : (placeNames.get(place) ?? []),
    rules: count.rules,
    ...publishedNumbers(count, inputs),
    proof: proofOf(figure, count, inputs),
  };
}

export type PublishedNumbers = Omit<
  StatementFigure,
  "id" | "directive" | "query" | "rules" | "placeNames" | "proof"
>;

/** The numbers of a count as they may be published: small ones withheld, and what they could be worked out from. */
export function publishedNumbers(count: EstimatedFigure, inputs: StatementInputs): PublishedNumbers {
  const { placeNames } = inputs;
  const isVillage = isTelling(count, inputs);
  const histories = isVillage ? "suppressed" : publishedHistories(count.histories);
  const listCount = histories === "suppressed" ? roundedCount : publishedCount;
  const area = isVillage || isSmall(count.documented) ? undefined : publishedArea(count.area);
  const countOf = isVillage ? roundedCount : publishedCount;
  const isNamed = areNamed(count);
  const { unit } = count.query;
  const telling = (part: FigurePart) => isTellingCell(unit, part.count, populationOf(inputs, part.value));
  return {
    documented: isNamed ? count.documented : countOf(count.documented),
    ...(isNamed && { consented: count.documented }),
    ...(count.range && { range: publishedRange(count.range, isNamed ? (low) => low : countOf) }),
    ...(count.thresholds && { thresholds: publishedThresholds(count.thresholds, countOf) }),
    ...(count.accuracy && { accuracy: publishedAccuracy(count.accuracy) }),
    lists: count.lists.map(({ source, name, count: listed }) => ({ source, name, count: listCount(listed) })),
    histories,
    years: isUniform(count, inputs) ? [] : publishedParts(count.years, () => isVillage),
    places: publishedParts(count.places, (part) => isVillage || telling(part)).map((part) => ({
      ...part,
      names: part.value === "" ? [] : (placeNames.get(placeId(part.value)) ?? []),
    })),
    ...(area && { area }),
    beside: {
      groups: publishedCount(count.beside.groups),
      persons: publishedCount(count.beside.persons),
    },
    unplaced: publishedCount(count.unplaced),
    undated: publishedCount(count.undated),
    estimate: publishedEstimate(count.estimate, { documented: count.documented, histories }),
  };
}

/** Whether few are counted, of whom each may be named: then their number may be said, and no record is opened for it. */
const areNamed = ({ query, documented, consented }: EstimatedFigure) =>
  query.unit === "person" && isSmall(documented) && consented === documented;

/** Whether a figure counts nearly all of a place, or anybody of a place of few. */
const isTelling = ({ query: { unit, place }, documented }: EstimatedFigure, inputs: StatementInputs) =>
  !isSmall(documented) && isTellingCell(unit, documented, populationOf(inputs, place ?? ""));

/**
 * Whether the years of a figure would tell when those of a village suffered: nearly all in one year, where the query
 * itself does not say so. Who may be named is told anyway.
 */
function isUniform(count: EstimatedFigure, { villages }: StatementInputs): boolean {
  const { query, documented, years, places } = count;
  if (query.unit !== "person" || areNamed(count)) return false;
  if (query.from !== undefined && query.from.year === query.until?.year) return false;
  const ids = [query.place ?? "", ...places.map(({ value }) => value)].filter((id) => id !== "");
  return ids.some((id) => villages?.has(placeId(id))) && isHomogeneous(documented, years);
}

const populationOf = ({ populations }: StatementInputs, place: string): number | undefined =>
  place === "" ? undefined : populations?.get(placeId(place));

function proofOf({ id, proof }: AppealFigure, count: EstimatedFigure, inputs: StatementInputs): FigureProof {
  if (areNamed(count)) return { level: "tokens", path: tokensPath(id) };
  if (isSmall(count.documented))
    return { level: "attested", reason: "fewer than 10 are counted: their records are not shown" };
  if (isTelling(count, inputs))
    return { level: "attested", reason: "nearly all of a place are counted: their records are not shown" };
  return proof === "tokens"
    ? { level: "tokens", path: tokensPath(id) }
    : { level: "open", path: proofPath(id) };
}

/** Where the records behind a figure stand in the published folder. */
export const proofPath = (id: string) => `proofs/${id}.json`;

/** The statements as JSON; canonical JSON of it is the file. */
export function statementsJson(statements: Statements): Json {
  return statements as unknown as Json;
}

/** The statements of a text: its blocks, counted from 1. */
export function blocksOf(markdown: string): readonly StatementBlock[] {
  const blocks = markdown.split(/\n[ \t]*\n/).map((text) => text.replace(/^\n+|\s+$/g, ""));
  return blocks
    .filter((text) => text !== "")
    .map((text) => ({ text, figures: [...new Set(text.match(/(?<=\{\{)F\d+(?=\}\})/g) ?? [])] }));
}

// Languages that are written from right to left when no script is named (Unicode CLDR).
const rightToLeft = ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

function directionOf(language: string): "ltr" | "rtl" {
  const [primary = "", script] = language.toLowerCase().split("-");
  if (script?.length === 4) return ["arab", "hebr", "syrc", "thaa", "nkoo"].includes(script) ? "rtl" : "ltr";
  return rightToLeft.includes(primary) ? "rtl" : "ltr";
}
