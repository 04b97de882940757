/** Counting: figures from the register as it stands, with an estimate where the lists carry one. */
import { RecountError } from "../base/errors.ts";
import { type PrefixDate, parsePrefixDate } from "../base/prefix-date.ts";
import { estimateTotal } from "../estimate/index.ts";
import type { FigureCount, FigureQuery, Unit } from "../model/figure.ts";
import { type HarmKind, landHarms, personHarms, siteHarms } from "../model/harm.ts";
import { type PlaceId, placeId } from "../model/ids.ts";
import { type PlaceTally, tallyPlaces } from "../model/place-tally.ts";
import { explainAnswer } from "../places/answer.ts";
import { displayPlace } from "../places/display-place.ts";
import type { Gazetteer } from "../places/gazetteer.ts";
import { resolvePlace } from "../places/resolve-place.ts";
import { breakDown, type Cell, type Grouping } from "../register/breakdown.ts";
import { type Counted, type CountInput, countDocumented } from "../register/count.ts";
import type { Store } from "../store/store.ts";
import { readCountInput, readGazetteer } from "./read-register.ts";

/** A figure with the records that speak for its entities. */
export type CountedFigure = FigureCount & { readonly counted: readonly Counted[] };

export type CountRequest = {
  readonly harm?: HarmKind;
  readonly unit?: Unit;
  readonly place?: string; // as a person writes it
  readonly period?: string; // "1992", "1991..1994", "1992-02..1992-05"
  readonly by: readonly Grouping[];
};

export type CountReport = {
  readonly figure: FigureCount;
  readonly breakdown: readonly Cell[];
  readonly places: PlaceTally; // that all records of the figure's unit name
};

/** The figure of a query at a ledger size: documented, and estimated or the reason why not. */
export function countFigure(input: CountInput, query: FigureQuery, size: number): CountedFigure {
  const count = countDocumented(input, query);
  return { ...count, estimate: estimateTotal(count.histories), size };
}

/** What is asked for; of every harm that the register documents when none is named. */
export async function countRegister(store: Store, request: CountRequest): Promise<readonly CountReport[]> {
  const [input, gazetteer, size] = await Promise.all([
    readCountInput(store),
    readGazetteer(store),
    store.stateSize(),
  ]);
  const queries = harmsOf(request).map(
    ([unit, harm]): FigureQuery => ({
      unit,
      ...(harm === undefined ? {} : { harm }),
      ...(request.place === undefined ? {} : { place: findPlace(gazetteer, request.place) }),
      ...(request.period === undefined ? {} : readPeriod(request.period)),
    }),
  );
  const reports = queries.map((query) => {
    const { counted, ...figure } = countFigure(input, query, size);
    const cells = breakDown({ ...figure, counted }, request.by, input.sourceNames);
    const breakdown = request.by.length === 0 ? [] : cells.map((cell) => nameCell(cell, gazetteer));
    const places = tallyPlaces(input.records.filter(({ kind }) => kind === query.unit));
    return { figure, breakdown, places };
  });
  return request.harm !== undefined ? reports : reports.filter(({ figure }) => figure.documented > 0);
}

/** Every harm with the unit that it is done to. */
export const harmUnits: readonly (readonly [Unit, HarmKind])[] = [
  ...personHarms.map((harm) => ["person", harm] as const),
  ...siteHarms.map((harm) => ["site", harm] as const),
  ...landHarms.map((harm) => ["hazard", harm] as const),
];

function harmsOf({ unit, harm }: CountRequest): readonly (readonly [Unit, HarmKind | undefined])[] {
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

function readPeriod(text: string): { readonly from: PrefixDate; readonly until: PrefixDate } {
  const [first, last = first, ...rest] = text.split("..").map((date) => parsePrefixDate(date.trim()));
  if (first === undefined || last === undefined || rest.length > 0)
    throw new RecountError(
      "input-period",
      `got the period ${JSON.stringify(text)}, wanted one like 1992, 1992-02 or 1991..1994`,
    );
  return { from: first, until: last };
}

function nameCell({ group, documented }: Cell, gazetteer: Gazetteer): Cell {
  if (group.place === undefined) return { group, documented };
  const known = group.place === "" ? undefined : gazetteer.byId.get(placeId(group.place));
  const place = known === undefined ? "not placed" : displayPlace(known, ["en"]).name;
  return { group: { ...group, place }, documented };
}
