import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { textAt } from "../base/packed-texts.ts";
import { harmStatuses, personHarms } from "../model/harm.ts";
import { placeId, recordId, sourceId } from "../model/ids.ts";
import { noMentions } from "../model/mention.ts";
import type { StoredRecord } from "../model/record.ts";
import { changeColumns } from "./change-columns.ts";
import { type CountColumns, harmColumns, noColumns, rowColumns } from "./count-columns.ts";

const anyRecord = fc.record({
  list: fc.constantFrom("a", "b", "c"),
  harms: fc.array(
    fc.record({
      kind: fc.constantFrom(...personHarms),
      status: fc.constantFrom(...harmStatuses),
      when: fc.option(fc.record({ year: fc.integer({ min: 1990, max: 1993 }) }), { nil: undefined }),
      place: fc.constantFrom("", "hill", "valley"),
    }),
    { maxLength: 3 },
  ),
  age: fc.option(fc.nat(90), { nil: undefined }),
});

/** A record of an entry, as the draw says. */
function record(
  { list, harms, age }: typeof anyRecord extends fc.Arbitrary<infer Drawn> ? Drawn : never,
  index: number,
): StoredRecord {
  return {
    id: recordId(`${list}/${index}`),
    source: sourceId(list),
    version: 1,
    key: `${index}`,
    part: 1,
    row: 1,
    table: "t",
    kind: "person",
    cells: [],
    issues: [],
    index,
    mentions: {
      ...noMentions,
      ...(age !== undefined && { age }),
      harms: harms.map(({ kind, status, when, place }) => ({
        kind,
        status,
        ...(when !== undefined && { when }),
        ...(place !== "" && { where: { role: "harm", text: place, place: placeId(place) } }),
      })),
    },
  };
}

/** What the columns say, with values in place of numbers that depend on the order in which they came. */
function said(columns: CountColumns) {
  const { paths, sources, ids, harmStart } = columns;
  const rows = Object.keys(rowColumns).filter((name) => name !== "source" && name !== "own");
  const harms = Object.keys(harmColumns).filter((name) => name !== "harmPlace");
  const numbers = (names: readonly string[]) =>
    names.map((name) => [...(columns[name as keyof CountColumns] as Uint32Array)]);
  return {
    rows: numbers(rows),
    harms: numbers(harms),
    harmStart: [...harmStart],
    own: Array.from(columns.own, (path) => paths[path]),
    places: Array.from(columns.harmPlace, (path) => paths[path]),
    sources: Array.from(columns.source, (source) => sources[source]),
    ids: Array.from(columns.index, (_, row) => textAt(ids, row)),
  };
}

function change(
  columns: CountColumns,
  records: readonly StoredRecord[],
  gone: readonly number[] = [],
): CountColumns {
  const step = changeColumns(columns, new Set(gone));
  for (const each of records) step.add(each);
  return step.finish();
}

test("columns that were changed step by step say what those say that were made at once, in the order of the ledger", () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 9 }), fc.nat(9), (drawn, first) => {
      const records = drawn.map((each, at) => record(each, 3 * at));
      const gone = records
        .slice(0, first)
        .filter((_, at) => at % 3 === 0)
        .map(({ index }) => index);
      const stepwise = change(
        change(noColumns, records.slice(0, first).toReversed()),
        records.slice(first),
        gone,
      );
      const atOnce = change(
        noColumns,
        records.filter(({ index }) => !gone.includes(index)),
      );
      assert.deepEqual(said(stepwise), said(atOnce));
    }),
  );
});
