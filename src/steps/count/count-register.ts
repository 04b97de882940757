/** Counting: documented figures from the register as it stands, with what the linkage leaves open. */
import { RecountError } from "../../base/errors.ts";
import { dayInterval, type PrefixDate, parsePrefixDate } from "../../base/prefix-date.ts";
import type { FigureCount, FigureQuery, ThresholdCount, Unit } from "../../model/figure.ts";
import { type HarmKind, landHarms, personHarms, siteHarms } from "../../model/harm.ts";
import { type PlaceId, placeId } from "../../model/ids.ts";
import type { LinkageAccuracy } from "../../model/judgement.ts";
import type { PlaceName } from "../../model/place.ts";
import type { PlaceTally } from "../../model/place-tally.ts";
import { explainAnswer } from "../../places/answer.ts";
import { displayPlace } from "../../places/display-place.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { resolvePlace } from "../../places/resolve-place.ts";
import { breakDown, type Cell, type Grouping } from "../../register/breakdown.ts";
import { countDocumented, type DocumentedCount } from "../../register/count.ts";
import { countClustering, countClusterings, rangeOfCounts } from "../../register/count-range.ts";
import type { CountTable } from "../../register/count-table.ts";
import type { FateConflict } from "../../register/fates.ts";
import { decidedPairs } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import { readAccuracy } from "../review/measure-sample.ts";
import { readStanding } from "../review/read-standing.ts";
import { type CountState, readCountState } from "./count-state.ts";
import {
  clusterAtThresholds,
  type SampledClusterings,
  sampleState,
  type ThresholdClustering,
} from "./sampled-clusterings.ts";

/** What is asked for, as a person writes it. */
export type CountRequest = {
  readonly harm?: HarmKind;
  readonly unit?: Unit;
  readonly place?: string;
  readonly period?: string; // "1992", "1991..1994", "1992-02..1992-05", "1992.."
  readonly at?: string; // reference date of statuses
  readonly isWhole?: boolean; // whether a unit without a harm is one figure, of all that is on the lists
  readonly by: readonly Grouping[];
};

export type CountReport = {
  readonly figure: FigureCount;
  readonly breakdown: readonly Cell[];
  readonly places: PlaceTally; // that all records of the figure's unit name
  readonly conflicts: readonly FateConflict[]; // people whom the figure counts and another list gives as alive
  readonly thresholds: readonly ThresholdCount[]; // none unless asked for
  readonly accuracy?: LinkageAccuracy; // of people's linkage; absent until a random sample is judged
  readonly placeNames: PlaceNames;
};

/** What of the linkage the counts are taken over beside its own clustering; sampling takes a register's latest run. */
export type LinkageAsked = { readonly sampled?: boolean; readonly thresholds?: boolean };

/** What is asked for; of every harm that the register documents when none is named. */
export async function countRegister(
  register: OpenRegister,
  request: CountRequest,
  linkage: LinkageAsked = {},
): Promise<readonly CountReport[]> {
  const { store } = register;
  const [state, gazetteer, standing, accuracy] = await Promise.all([
    readCountState(register),
    readGazetteer(register),
    readStanding(store),
    linkage.sampled === true ? readAccuracy(store) : undefined,
  ]);
  // Judgements are no state that counts, and clusterings are drawn with them.
  const decided = decidedPairs(standing);
  const key = JSON.stringify([request, linkage, decided]);
  const reports = await state.once(key, () =>
    countIn(state, { register, request, linkage, gazetteer, decided }),
  );
  return reports.map((report) =>
    report.figure.query.unit === "person" && accuracy !== undefined ? { ...report, accuracy } : report,
  );
}

/** Reads what counts are folded from, so that the first who asks need not wait for it. */
export async function openCounts(register: OpenRegister): Promise<void> {
  await Promise.all([readCountState(register), readGazetteer(register)]);
}

/** Draws too what counts of people vary over. */
export async function readyCounts(register: OpenRegister): Promise<void> {
  const { store } = register;
  const [state, standing] = await Promise.all([readCountState(register), readStanding(store)]);
  await sampleState(register, state, { unit: "person", decided: decidedPairs(standing) });
  await readGazetteer(register);
}

type Counting = {
  readonly register: OpenRegister;
  readonly request: CountRequest;
  readonly linkage: LinkageAsked;
  readonly gazetteer: Gazetteer;
  readonly decided: ReturnType<typeof decidedPairs>;
};

/** The reports of a request in one state, without the accuracy that people's judgements give. */
async function countIn(
  state: CountState,
  { register, request, linkage, gazetteer, decided }: Counting,
): Promise<readonly Omit<CountReport, "accuracy">[]> {
  const { table } = state;
  const counts = queriesOf(request, gazetteer).map((query) => countDocumented(table, query));
  const wanted = counts.filter(({ documented }) => request.harm !== undefined || documented > 0);
  const clusterings = await clusteringsOf(register, state, {
    units: unitsOf(wanted),
    asked: linkage,
    decided,
  });
  return wanted.map((count) => {
    const cells = request.by.length === 0 ? [] : breakDown(table, count, request.by);
    const { unit } = count.query;
    const figure = {
      ...figureOf(count, state.size),
      ...rangeUnder(count, clusterings.get(unit)?.sampled),
    };
    return {
      figure,
      placeNames: namesOfPlaces(figure, gazetteer),
      breakdown: cells.map((cell) => nameCell(cell, gazetteer)),
      places: state.placesOf(unit),
      conflicts: conflictsOf(state, count),
      thresholds: countsAt(table, count, clusterings.get(unit)?.thresholds),
    };
  });
}

const unitsOf = (counts: readonly DocumentedCount[]) => [...new Set(counts.map(({ query }) => query.unit))];

type Clusterings = {
  readonly sampled: SampledClusterings | undefined;
  readonly thresholds: readonly ThresholdClustering[];
};

/** By unit, the clusterings asked for. */
async function clusteringsOf(
  register: OpenRegister,
  state: CountState,
  {
    units,
    asked,
    decided,
  }: { readonly units: readonly Unit[]; readonly asked: LinkageAsked } & Pick<Counting, "decided">,
): Promise<ReadonlyMap<Unit, Clusterings>> {
  const clusterings = new Map<Unit, Clusterings>();
  for (const unit of units) {
    const sampled =
      asked.sampled === true ? await sampleState(register, state, { unit, decided }) : undefined;
    const thresholds =
      asked.thresholds === true ? await clusterAtThresholds(register, state, { unit, decided }) : [];
    clusterings.set(unit, { sampled, thresholds });
  }
  return clusterings;
}

/** The count in each of the clusterings. */
export function countsAt(
  table: CountTable,
  count: DocumentedCount,
  clusterings: readonly ThresholdClustering[] = [],
): readonly ThresholdCount[] {
  return clusterings.map(({ threshold, clustering }) => ({
    threshold,
    documented: countClustering(table, count, clustering),
  }));
}

/** The range of a count over sampled clusterings, where there are any. */
export function rangeUnder(
  count: DocumentedCount,
  sampled: SampledClusterings | undefined,
): Pick<FigureCount, "range"> {
  if (sampled === undefined) return {};
  const others = countClusterings(count, sampled.clusterings);
  const range = rangeOfCounts(count.documented, others, sampled.seed);
  return range === undefined ? {} : { range };
}

/** The queries of a request: one, or one for each kind of harm when it names none. */
export function queriesOf(request: Omit<CountRequest, "by">, gazetteer: Gazetteer): readonly FigureQuery[] {
  const at = request.at === undefined ? undefined : readDate(request.at);
  return harmsOf(request).map(([unit, harm]) => ({
    unit,
    ...(harm === undefined ? {} : { harm }),
    ...(request.place === undefined ? {} : { place: findPlace(gazetteer, request.place) }),
    ...(request.period === undefined ? {} : readPeriod(request.period)),
    ...(at === undefined ? {} : { at }),
  }));
}

/** A count as others see it: without the columns that it was folded from. */
export function figureOf(
  { rows: _rows, roles: _roles, ...count }: DocumentedCount,
  size: number,
): FigureCount {
  return { ...count, size };
}

/** Names of the places that a count is broken down to, by id. */
export type PlaceNames = ReadonlyMap<string, readonly PlaceName[]>;

export function namesOfPlaces({ places }: FigureCount, gazetteer: Gazetteer): PlaceNames {
  return new Map(
    places.flatMap(({ value }) => {
      const known = value === "" ? undefined : gazetteer.byId.get(placeId(value));
      return known === undefined ? [] : [[value, known.names] as const];
    }),
  );
}

/** The conflicts that nobody has settled about people whom the count counts. */
export function conflictsOf(
  { table, conflicts }: CountState,
  { query, rows }: DocumentedCount,
): readonly FateConflict[] {
  if (conflicts.size === 0 || (query.harm !== "killed" && query.harm !== "missing")) return [];
  const counted = new Set(Array.from(rows, (row) => table.entity[row]));
  return [...conflicts].flatMap(([entity, conflict]) =>
    counted.has(entity) && conflict.settled === undefined ? [conflict] : [],
  );
}

/** Every harm with the unit that it is done to. */
const harmUnits: readonly (readonly [Unit, HarmKind])[] = [
  ...personHarms.map((harm) => ["person", harm] as const),
  ...siteHarms.map((harm) => ["site", harm] as const),
  ...landHarms.map((harm) => ["hazard", harm] as const),
];

function harmsOf({
  unit,
  harm,
  isWhole = false,
}: Pick<CountRequest, "unit" | "harm" | "isWhole">): readonly (readonly [Unit, HarmKind | undefined])[] {
  if (unit !== undefined && (harm !== undefined || unit === "event" || isWhole)) return [[unit, harm]];
  return harmUnits.filter(
    ([of, kind]) => (unit === undefined || of === unit) && (harm === undefined || kind === harm),
  );
}

/** The place of a name. Throws `input-place` with what the gazetteer has instead. */
export function findPlace(gazetteer: Gazetteer, text: string): PlaceId {
  const answer = resolvePlace(gazetteer, { text });
  if (answer.state === "resolved") return answer.place;
  throw new RecountError(
    "input-place",
    `got the place ${JSON.stringify(text)}, wanted one of the gazetteer's: ${explainAnswer(answer)}`,
  );
}

/** A period of its text: a prefix date, or two with `..` between, of which one may be missing. */
export function readPeriod(text: string): { readonly from?: PrefixDate; readonly until?: PrefixDate } {
  const ends = text.includes("..") ? text.split("..") : [text, text];
  const [from, until] = ends.map((end) => parsePrefixDate(end.trim()));
  const isRead = [from, until].every((date, i) => date !== undefined || ends[i]?.trim() === "");
  const isEmpty =
    from !== undefined && until !== undefined && dayInterval(from).start >= dayInterval(until).end;
  if (ends.length !== 2 || !isRead || isEmpty || (from === undefined && until === undefined))
    throw new RecountError(
      "input-period",
      `got the period ${JSON.stringify(text)}, wanted one like 1992, 1992-02, 1991..1994 or 1992..`,
    );
  return { ...(from && { from }), ...(until && { until }) };
}

function readDate(text: string): PrefixDate {
  const date = parsePrefixDate(text.trim());
  if (date !== undefined) return date;
  throw new RecountError(
    "input-date",
    `got the date ${JSON.stringify(text)}, wanted one like 1994 or 1994-05-12`,
  );
}

function nameCell({ group, documented }: Cell, gazetteer: Gazetteer): Cell {
  if (group.place === undefined) return { group, documented };
  const known = group.place === "" ? undefined : gazetteer.byId.get(placeId(group.place));
  return {
    group: { ...group, place: known === undefined ? "" : displayPlace(known, ["en"]).name },
    documented,
  };
}
