import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type PrefixDate, parsePrefixDate } from "../base/prefix-date.ts";
import type { FigureQuery } from "../model/figure.ts";
import { type Harm, harmStatuses, personHarms } from "../model/harm.ts";
import { type PlaceId, placeId, recordId, sourceId } from "../model/ids.ts";
import { noMentions, type PlaceMention } from "../model/mention.ts";
import type { SourceRecord } from "../model/record.ts";
import { changeColumns } from "./change-columns.ts";
import { type CountColumns, noColumns } from "./count-columns.ts";
import { entryFields, HARM_SLOTS, PLACE_LEVELS } from "./entry-fields.ts";
import { disclosureNames, matchesQuery, provesQuery, representativeRecord } from "./query.ts";
import { ENDS, MATCHES, rolesOfRows } from "./role.ts";

const ids = ["country", "region", "district", "village"].map(placeId);
const at = (depth: number, role: PlaceMention["role"] = "harm"): PlaceMention => {
  const path = ids.slice(0, depth);
  const place = path.at(-1);
  return { role, text: "somewhere", ...(place !== undefined && { place, path }) };
};
const on = (text: string): PrefixDate => parsePrefixDate(text)!;
const harm = (kind: Harm["kind"], when: string, depth = 3, status: Harm["status"] = "open"): Harm => ({
  kind,
  when: on(when),
  where: at(depth),
  status,
});

function person(...harms: readonly Harm[]): SourceRecord {
  return {
    id: recordId("a/1"),
    source: sourceId("a"),
    version: 1,
    key: "1",
    part: 1,
    row: 1,
    table: "t",
    kind: "person",
    cells: [],
    issues: [],
    mentions: { ...noMentions, harms },
  };
}

function columnsOf(record: SourceRecord): CountColumns {
  const change = changeColumns(noColumns);
  change.add({ ...record, index: 0 });
  return change.finish();
}

const missingIn = (place: PlaceId | undefined, from: string, until: string): FigureQuery => ({
  unit: "person",
  harm: "missing",
  ...(place && { place }),
  from: on(from),
  until: on(until),
});
const region = ids[1]!;

for (const { desc, record, query, names } of [
  {
    desc: "a year inside the period discloses no more than the year",
    record: person(harm("missing", "1993-05-17")),
    query: missingIn(region, "1992", "1994"),
    names: ["kind", "harm.1.kind", "harm.1.status", "harm.1.year", "harm.1.place.2"],
  },
  {
    desc: "a period of months needs the month",
    record: person(harm("missing", "1993-05-17")),
    query: missingIn(region, "1993-02", "1993-06"),
    names: ["kind", "harm.1.kind", "harm.1.status", "harm.1.month", "harm.1.place.2"],
  },
  {
    desc: "one day needs the day",
    record: person(harm("missing", "1993-05-17")),
    query: missingIn(undefined, "1993-05-17", "1993-05-17"),
    names: ["kind", "harm.1.kind", "harm.1.status", "harm.1.day"],
  },
  {
    desc: "the second harm is shown when the first does not match",
    record: person(harm("displaced", "1993"), harm("missing", "1993")),
    query: missingIn(region, "1993", "1993"),
    names: ["kind", "harm.2.kind", "harm.2.status", "harm.2.year", "harm.2.place.2"],
  },
  {
    desc: "a date wider than the period does not match",
    record: person(harm("missing", "1993")),
    query: missingIn(region, "1993-02", "1993-06"),
    names: [],
  },
  {
    desc: "a place above the query's does not match",
    record: person(harm("missing", "1993", 1)),
    query: missingIn(region, "1993", "1993"),
    names: [],
  },
  {
    desc: "a missing person who was found does not match",
    record: person(harm("missing", "1993", 3, "found-dead")),
    query: missingIn(region, "1993", "1993"),
    names: [],
  },
  {
    desc: "another unit does not match",
    record: { ...person(harm("missing", "1993")), kind: "group" as const },
    query: missingIn(region, "1993", "1993"),
    names: [],
  },
])
  test(desc, () => {
    assert.deepEqual(disclosureNames(record, query), names);
    assert.equal(matchesQuery(record, query), names.length > 0);
  });

test("a query without a harm asks for the record's own place", () => {
  const record = { ...person(), mentions: { ...noMentions, places: [at(4, "origin")] } };
  assert.deepEqual(disclosureNames(record, { unit: "person", place: region }), ["kind", "place.2"]);
  assert.equal(matchesQuery(record, { unit: "person", place: placeId("elsewhere") }), false);
});

test("the displaced were displaced from their origin; nobody was killed where they came from", () => {
  const places = [at(4, "origin")];
  const of = (kind: Harm["kind"]) => ({
    ...person(),
    mentions: { ...noMentions, places, harms: [{ kind, status: "open" as const }] },
  });
  assert.ok(matchesQuery(of("displaced"), { unit: "person", harm: "displaced", place: region }));
  assert.ok(!matchesQuery(of("killed"), { unit: "person", harm: "killed", place: region }));
});

test("found ends missing, and nothing ends killed", () => {
  const role = (kind: Harm["kind"], status: Harm["status"]) =>
    rolesOfRows(columnsOf(person(harm(kind, "1993", 3, status))), { unit: "person", harm: kind })[0];
  assert.equal(role("missing", "found-alive"), ENDS);
  assert.equal(role("killed", "found-dead"), MATCHES);
});

test("of an entity's records the first in the ledger that matches speaks for it", () => {
  const records = [9, 4, 2].map((index) => ({
    ...person(harm(index === 2 ? "killed" : "missing", "1993")),
    index,
  }));
  assert.equal(representativeRecord(records, missingIn(region, "1993", "1993"))?.index, 4);
  assert.equal(representativeRecord(records, missingIn(region, "1980", "1981")), undefined);
});

const dates = fc.constantFrom("1992", "1993", "1993-05", "1993-05-17", "1994-01");
const harms = fc.array(
  fc.tuple(
    fc.constantFrom(...personHarms),
    dates,
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom(...harmStatuses),
  ),
  { maxLength: 4 },
);
const queries = fc.tuple(fc.constantFrom(...personHarms), fc.option(fc.constantFrom(...ids)), dates, dates);

test("what a record discloses proves the query exactly when the record matches it", () => {
  fc.assert(
    fc.property(harms, queries, (given, [kind, place, from, until]) => {
      const record = person(...given.map((each) => harm(...each)));
      const query = { ...missingIn(place ?? undefined, from, until), harm: kind };
      const names = disclosureNames(record, query);
      const fields = new Map(
        entryFields({ entry: "record", record }).filter(([name]) => names.includes(name)),
      );
      assert.equal(fields.size, names.length);
      assert.equal(provesQuery(fields, query).ok, matchesQuery(record, query));
    }),
    { numRuns: 2000 },
  );
});

test("a proof that discloses more than needed, or a field too few, is refused with the field's name", () => {
  const record = person(harm("missing", "1993-05-17"));
  const query = missingIn(region, "1992", "1994");
  const all = new Map(entryFields({ entry: "record", record }));
  const shown = (...names: readonly string[]) => new Map(names.map((name) => [name, all.get(name) ?? null]));
  const names = disclosureNames(record, query);
  assert.deepEqual(provesQuery(shown(...names), query), { ok: true });
  assert.deepEqual(provesQuery(shown(...names, "record"), query), {
    ok: false,
    reason: "record is disclosed without need",
  });
  for (const name of names) {
    const fewer = provesQuery(shown(...names.filter((each) => each !== name)), query);
    assert.ok(!fewer.ok && fewer.reason !== "", name);
  }
});

test("records of any content have the same field names", () => {
  const namesOf = (record: SourceRecord) => entryFields({ entry: "record", record }).map(([name]) => name);
  const many = person(
    harm("killed", "1993"),
    harm("missing", "1993"),
    harm("injured", "1993"),
    harm("detained", "1993"),
  );
  assert.deepEqual(namesOf(many), namesOf(person()));
  assert.equal(namesOf(many).length, 7 + PLACE_LEVELS + HARM_SLOTS * (5 + PLACE_LEVELS));
});
