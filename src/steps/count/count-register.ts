/** Counting: documented figures from the register as it stands, with what the linkage leaves open. */
import { RecountError } from "../../base/errors.ts";
import { dayInterval, type PrefixDate, parsePrefixDate } from "../../base/prefix-date.ts";
import type { FigureCount, FigureQuery, Unit } from "../../model/figure.ts";
import { type HarmKind, landHarms, personHarms, siteHarms } from "../../model/harm.ts";
import { type PlaceId, placeId } from "../../model/ids.ts";
import { type PlaceTally, tallyPlaces } from "../../model/place-tally.ts";
import { explainAnswer } from "../../places/answer.ts";
import { displayPlace } from "../../places/display-place.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { resolvePlace } from "../../places/resolve-place.ts";
import { breakDown, type Cell, type Grouping } from "../../register/breakdown.ts";
import { countDocumented, type DocumentedCount } from "../../register/count.ts";
import { type CountTable, countTable } from "../../register/count-table.ts";
import { type FateConflict, findFateConflicts } from "../../register/fates.ts";
import type { Store } from "../../store/store.ts";
import { readCountInput, readGazetteer } from "../read-register.ts";

/** What is asked for, as a person writes it. */
export type CountRequest = {
  readonly harm?: HarmKind;
  readonly unit?: Unit;
  readonly place?: string;
  readonly period?: string; // "1992", "1991..1994", "1992-02..1992-05", "1992.."
  readonly at?: string; // reference date of statuses
  readonly by: readonly Grouping[];
};

export type CountReport = {
  readonly figure: FigureCount;
  readonly breakdown: readonly Cell[];
  readonly places: PlaceTally; // that all records of the figure's unit name
  readonly conflicts: readonly FateConflict[]; // people whom the figure counts and another list gives as alive
};

/** What is asked for; of every harm that the register documents when none is named. */
export async function countRegister(store: Store, request: CountRequest): Promise<readonly CountReport[]> {
  const [input, gazetteer, size] = await Promise.all([
    readCountInput(store),
    readGazetteer(store),
    store.stateSize(),
  ]);
  const table = countTable(input);
  const conflicts = openConflicts(findFateConflicts(input));
  const reports = queriesOf(request, gazetteer).map((query) => {
    const count = countDocumented(table, query);
    const cells = request.by.length === 0 ? [] : breakDown(table, count, request.by);
    return {
      figure: figureOf(count, size),
      breakdown: cells.map((cell) => nameCell(cell, gazetteer)),
      places: tallyPlaces(input.records.filter(({ kind }) => kind === query.unit)),
      conflicts: conflictsOf(table, count, conflicts),
    };
  });
  return request.harm !== undefined ? reports : reports.filter(({ figure }) => figure.documented > 0);
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

/** Conflicts that nobody has settled. */
export function openConflicts(conflicts: readonly FateConflict[]): readonly FateConflict[] {
  return conflicts.filter(({ settled }) => settled === undefined);
}

/** Of these conflicts, those about people whom the count counts. */
export function conflictsOf(
  table: CountTable,
  { query, rows }: DocumentedCount,
  conflicts: readonly FateConflict[],
): readonly FateConflict[] {
  if (query.harm !== "killed" && query.harm !== "missing") return [];
  const counted = new Set(Array.from(rows, (row) => table.entityIds[table.entity[row] ?? 0]));
  return conflicts.filter(({ entity }) => counted.has(entity));
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
}: Pick<CountRequest, "unit" | "harm">): readonly (readonly [Unit, HarmKind | undefined])[] {
  if (unit !== undefined && (harm !== undefined || unit === "event")) return [[unit, harm]];
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
