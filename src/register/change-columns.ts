/** Columns of a count brought along: records that ended taken out, records that came read and added. */
import { joinTexts, packTexts, pickTexts } from "../base/packed-texts.ts";
import { firstDay, lastDay, type PrefixDate } from "../base/prefix-date.ts";
import { harmKinds, harmStatuses } from "../model/harm.ts";
import type { PlaceId, SourceId } from "../model/ids.ts";
import { placeState } from "../model/place-tally.ts";
import { recordKinds, type StoredRecord } from "../model/record.ts";
import { ageBands, bandOf } from "./age-bands.ts";
import {
  type CountColumns,
  eachColumn,
  type HarmArrays,
  harmColumns,
  type MakeNumbers,
  type Numbers,
  type RowArrays,
  rowColumns,
  sexes,
} from "./count-columns.ts";
import { harmPlace, ownPlace, placePath } from "./entry-fields.ts";

/** Columns being changed; `finish` gives them, once. */
export type ColumnsChange = {
  readonly add: (record: StoredRecord) => void;
  readonly finish: () => CountColumns;
};

/**
 * A change of columns: without the records of the entries that are gone, and with those that are added, in any order.
 * The same records give the same columns, whatever the steps they came in, but for the order of paths and sources.
 */
export function changeColumns(columns: CountColumns, gone: ReadonlySet<number> = new Set()): ColumnsChange {
  const rows = emptyLists(rowColumns);
  const harms = emptyLists(harmColumns);
  const harmEnds: number[] = [];
  const ids: string[] = [];
  const paths = new Numbered<readonly PlaceId[]>(columns.paths, (path) => path.join("\n"));
  const sources = new Numbered<SourceId>(columns.sources, (source) => source);
  return {
    add(record) {
      push(rows, rowOf(record, paths, sources));
      for (const harm of record.mentions.harms)
        push(harms, {
          harmKind: harmKinds.indexOf(harm.kind),
          harmStatus: harmStatuses.indexOf(harm.status),
          harmFirst: dayOf(harm.when, firstDay),
          harmLast: dayOf(harm.when, lastDay),
          harmPlace: paths.of(placePath(harmPlace(record, harm))),
          endFirst: dayOf(harm.statusWhen, firstDay),
          endLast: dayOf(harm.statusWhen, lastDay),
        });
      harmEnds.push(harms.harmKind.length);
      ids.push(record.id);
    },
    finish() {
      const kept = without(columns, gone);
      const before = kept.harmKind.length;
      return inOrder({
        ...eachColumn(rowColumns, (name, make) => joined(make, kept[name], rows[name])),
        ...eachColumn(harmColumns, (name, make) => joined(make, kept[name], harms[name])),
        harmStart: joined(
          Uint32Array,
          kept.harmStart,
          harmEnds.map((end) => before + end),
        ) as Uint32Array,
        ids: joinTexts(kept.ids, packTexts(ids)),
        paths: paths.values,
        sources: sources.values,
      });
    },
  };
}

type Of<Columns> = { readonly [Name in keyof Columns]: number };
type Lists<Columns> = { readonly [Name in keyof Columns]: number[] };

function rowOf(
  record: StoredRecord,
  paths: Numbered<readonly PlaceId[]>,
  sources: Numbered<SourceId>,
): Of<RowArrays> {
  const { dates, age, sex = "", persons = 0, attributes, places } = record.mentions;
  const tally = { resolved: 0, ambiguous: 0, unresolved: 0 };
  for (const mention of places) tally[placeState(mention)] += 1;
  const collected = dates.filter(({ role }) => role === "collected").map(({ date }) => firstDay(date));
  const area = Number(attributes["area_m2"] ?? 0);
  return {
    index: record.index,
    source: sources.of(record.source),
    kind: recordKinds.indexOf(record.kind),
    own: paths.of(placePath(ownPlace(record))),
    sex: sexes.indexOf(sex),
    age: age === undefined ? 0 : 1 + ageBands.indexOf(bandOf(age)),
    born: dates.find(({ role }) => role === "birth")?.date.year ?? 0,
    collected: Math.max(0, ...collected),
    persons,
    area: area > 0 ? area : 0,
    ...tally,
  };
}

const dayOf = (date: PrefixDate | undefined, read: (date: PrefixDate) => number): number =>
  date === undefined ? 0 : read(date);

/** Values with a number for each, those of before first. */
class Numbered<Value> {
  readonly values: Value[];
  readonly #keyOf: (value: Value) => string;
  readonly #numbers: Map<string, number>;

  constructor(values: readonly Value[], keyOf: (value: Value) => string) {
    this.values = [...values];
    this.#keyOf = keyOf;
    this.#numbers = new Map(values.map((value, number) => [keyOf(value), number]));
  }

  of(value: Value): number {
    const key = this.#keyOf(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

function emptyLists<Columns extends { readonly [name: string]: MakeNumbers }>(
  columns: Columns,
): Lists<Columns> {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, [] as number[]])) as Lists<Columns>;
}

function push<Columns extends RowArrays | HarmArrays>(lists: Lists<Columns>, numbers: Of<Columns>): void {
  for (const name in numbers) lists[name].push(numbers[name]);
}

function joined(make: MakeNumbers, first: Numbers, more: readonly number[]): Numbers {
  const all = new make(first.length + more.length);
  all.set(first);
  all.set(more, first.length);
  return all;
}

function without(columns: CountColumns, gone: ReadonlySet<number>): CountColumns {
  const { index } = columns;
  const kept: number[] = [];
  for (let row = 0; row < index.length; row++) if (!gone.has(index[row] as number)) kept.push(row);
  return kept.length === index.length ? columns : pickRows(columns, Uint32Array.from(kept));
}

/** Sorted by entry: the database gives them in no order, and a version taken back brings old ones again. */
function inOrder(columns: CountColumns): CountColumns {
  const { index } = columns;
  if (index.every((own, row) => row === 0 || own >= (index[row - 1] as number))) return columns;
  const order = Uint32Array.from(index.keys());
  return pickRows(
    columns,
    order.sort((a, b) => (index[a] as number) - (index[b] as number) || a - b),
  );
}

function pickRows(columns: CountColumns, rows: Uint32Array): CountColumns {
  const { harmStart } = columns;
  const starts = new Uint32Array(rows.length + 1);
  const harms: number[] = [];
  for (const [at, row] of rows.entries()) {
    for (let harm = harmStart[row] as number; harm < (harmStart[row + 1] as number); harm++) harms.push(harm);
    starts[at + 1] = harms.length;
  }
  return {
    ...columns,
    ...eachColumn(rowColumns, (name, make) => picked(make, columns[name], rows)),
    ...eachColumn(harmColumns, (name, make) => picked(make, columns[name], harms)),
    harmStart: starts,
    ids: pickTexts(columns.ids, rows),
  };
}

function picked(make: MakeNumbers, from: Numbers, places: ArrayLike<number>): Numbers {
  const numbers = new make(places.length);
  for (let at = 0; at < places.length; at++) numbers[at] = from[places[at] as number] as number;
  return numbers;
}
