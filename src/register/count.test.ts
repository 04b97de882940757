/** Laws of documented counts, on a few invented people. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePrefixDate } from "../base/prefix-date.ts";
import type { FigureQuery } from "../model/figure.ts";
import { type Harm, harmStatuses, personHarms } from "../model/harm.ts";
import { entityId, placeId, type RecordId, recordId, sourceId } from "../model/ids.ts";
import { type Mentions, noMentions, type PlaceMention } from "../model/mention.ts";
import type { StoredRecord } from "../model/record.ts";
import { breakDown, type Grouping } from "./breakdown.ts";
import { countDocumented } from "./count.ts";
import { countClustering, rangeOfCounts } from "./count-range.ts";
import { type CountInput, countTable, entityCount } from "./count-table.ts";
import { matchesQuery } from "./query.ts";
import { MATCHES, rolesOfRows } from "./role.ts";

const on = (text: string) => parsePrefixDate(text)!;
const at = (...path: readonly string[]): PlaceMention => ({
  role: "harm",
  text: "somewhere",
  ...(path.length > 0 && { place: placeId(path.at(-1)!), path: path.map(placeId) }),
});

/** `record("a/1", { killed: "1993" })`: a person on list a. */
function record(
  id: string,
  harms: { readonly [kind in Harm["kind"]]?: string },
  change: Partial<StoredRecord> & { readonly says?: Partial<Mentions>; readonly status?: Partial<Harm> } = {},
): StoredRecord {
  const { says, status, ...rest } = change;
  const [source = ""] = id.split("/");
  return {
    id: recordId(id),
    source: sourceId(source),
    version: 1,
    key: id,
    part: 1,
    row: 1,
    table: "t",
    kind: "person",
    cells: [],
    issues: [],
    index: 0,
    ...rest,
    mentions: {
      ...noMentions,
      harms: Object.entries(harms).map(([kind, when]) => ({
        kind: kind as Harm["kind"],
        status: "open",
        where: at("land", "valley"),
        ...(when !== "" && { when: on(when) }),
        ...status,
      })),
      ...says,
    },
  };
}

/** Records in the order given, their entities named by record id. */
function input(
  records: readonly StoredRecord[],
  entities: { readonly [record: string]: string } = {},
): CountInput {
  return {
    records: records.map((each, index) => ({ ...each, index })),
    entities: new Map(records.map(({ id }) => [id, entityId(entities[id] ?? id)])),
    sourceNames: new Map(records.map(({ source }) => [source, `list ${source}`])),
  };
}

const killed: FigureQuery = { unit: "person", harm: "killed" };
const missing: FigureQuery = { unit: "person", harm: "missing" };
const count = (given: CountInput, query: FigureQuery) => countDocumented(countTable(given), query);

test("somebody on two lists counts once, on both of them", () => {
  const given = input([record("a/1", { killed: "1993" }), record("b/1", { killed: "1993-05" })], {
    "b/1": "a/1",
  });
  const { documented, lists, histories } = count(given, killed);
  assert.equal(documented, 1);
  assert.deepEqual(
    lists.map(({ name, count: listed }) => [name, listed]),
    [
      ["list a", 1],
      ["list b", 1],
    ],
  );
  assert.deepEqual(histories, [{ lists: ["a", "b"], count: 1 }]);
});

test("who was found later is missing at a reference date before it, and not after it", () => {
  const found = record(
    "a/1",
    { missing: "1993" },
    {
      status: { status: "found-alive", statusWhen: on("1996") },
    },
  );
  const given = input([found, record("b/1", { missing: "1993" })], { "b/1": "a/1" });
  assert.equal(count(given, missing).documented, 0);
  assert.equal(count(given, { ...missing, at: on("1995") }).documented, 1);
  assert.equal(count(given, { ...missing, at: on("1996-06") }).documented, 0);
  assert.equal(count(given, { ...missing, at: on("1992") }).documented, 0);
});

test("an end without a date is taken to have been before the reference date", () => {
  const given = input([record("a/1", { missing: "1993" }, { status: { status: "returned" } })]);
  assert.equal(count(given, { ...missing, at: on("1994") }).documented, 0);
});

test("what cannot be placed or dated is said, each entity once", () => {
  const nowhere = { status: { where: at() } };
  const given = input([
    record("a/1", { killed: "1993" }),
    record("a/2", { killed: "1993" }, nowhere),
    record("a/3", { killed: "" }),
    record("a/4", { killed: "" }, nowhere),
    record("a/5", { killed: "1970" }, nowhere),
  ]);
  const query = { ...killed, place: placeId("valley"), from: on("1992"), until: on("1994") };
  const { documented, unplaced, undated } = count(given, query);
  assert.deepEqual({ documented, unplaced, undated }, { documented: 1, unplaced: 2, undated: 1 });
});

test("unnamed groups stand beside and are never added", () => {
  const group = record("a/2", { killed: "1993" }, { kind: "group", says: {} });
  const withPersons = { ...group, mentions: { ...group.mentions, persons: 7 } };
  const { documented, beside } = count(input([record("a/1", { killed: "1993" }), withPersons]), killed);
  assert.deepEqual([documented, beside], [1, { groups: 1, persons: 7 }]);
});

test("areas are summed in km2 beside the number, the smallest where sources differ", () => {
  const field = (id: string, squareMetres?: string) =>
    record(
      id,
      { contaminated: "2020" },
      {
        kind: "hazard",
        says: {
          harms: [{ kind: "contaminated", status: "open" }],
          attributes: squareMetres === undefined ? {} : { area_m2: squareMetres },
        },
      },
    );
  const given = input(
    [field("a/1", "2000000"), field("b/1", "1500000"), field("a/2"), field("a/3", "500000")],
    {
      "b/1": "a/1",
    },
  );
  const { documented, area } = count(given, { unit: "hazard", harm: "contaminated" });
  assert.deepEqual([documented, area], [3, { km2: 2, measured: 2 }]);
});

test("a settled fate outweighs what the records say", () => {
  const records = [record("a/1", { killed: "1993" }), record("a/2", { missing: "1993" })];
  const settled = (fate: "alive" | "dead" | "missing") => ({
    ...input(records),
    fates: new Map(records.map(({ id }) => [entityId(id), fate])),
  });
  const both = (fate: "alive" | "dead" | "missing") =>
    [killed, missing].map((query) => count(settled(fate), query).documented);
  assert.deepEqual(
    [both("alive"), both("dead"), both("missing")],
    [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
  );
});

const anyRecord = fc.record({
  list: fc.constantFrom("a", "b", "c"),
  entity: fc.nat(6),
  kind: fc.constantFrom(...personHarms),
  status: fc.constantFrom(...harmStatuses),
  when: fc.constantFrom("", "1992", "1993", "1993-02", "1993-02-28", "1994-05"),
  path: fc.constantFrom([], ["land"], ["land", "valley"], ["land", "hill", "village"]),
  sex: fc.option(fc.constantFrom("female" as const, "male" as const), { nil: undefined }),
  age: fc.option(fc.nat(90), { nil: undefined }),
});
const anyInput = fc.array(anyRecord, { maxLength: 14 }).map((drawn) => {
  const records = drawn.map(({ list, kind, status, when, path, sex, age }, i): StoredRecord => {
    const plain = record(`${list}/${i}`, { [kind]: when }, { status: { status, where: at(...path) } });
    const said = { ...(sex !== undefined && { sex }), ...(age !== undefined && { age }) };
    return { ...plain, mentions: { ...plain.mentions, ...said } };
  });
  return input(
    records,
    Object.fromEntries(drawn.map(({ list, entity }, i) => [`${list}/${i}`, `e${entity}`])),
  );
});
const anyQuery = fc.record(
  {
    unit: fc.constant("person" as const),
    harm: fc.constantFrom(...personHarms),
    place: fc.constantFrom(...["land", "valley", "hill"].map(placeId)),
    from: fc.constantFrom(on("1992"), on("1993-02")),
    until: fc.constantFrom(on("1993-02-28"), on("1994")),
  },
  { requiredKeys: ["unit", "harm"] },
);

test("counts add up over every partition, with what is not known as a part of its own", () => {
  const partitions: readonly (readonly Grouping[])[] = [
    ["place"],
    ["year"],
    ["sex"],
    ["age"],
    ["place", "year", "sex"],
  ];
  fc.assert(
    fc.property(anyInput, anyQuery, (given, query) => {
      const table = countTable(given);
      const counted = countDocumented(table, query);
      const sum = (all: readonly { readonly count: number }[]) =>
        all.reduce((total, each) => total + each.count, 0);
      for (const by of partitions) {
        const cells = breakDown(table, counted, by).map(({ documented }) => ({ count: documented }));
        assert.equal(sum(cells), counted.documented, by.join());
      }
      for (const parts of [counted.histories, counted.years, counted.places])
        assert.equal(sum(parts), counted.documented);
      assert.ok(counted.lists.every((list) => list.count <= counted.documented));
    }),
  );
});

test("the order of records changes no count", () => {
  fc.assert(
    fc.property(anyInput, anyQuery, (given, query) => {
      const plain = ({
        rows: _rows,
        roles: _roles,
        years: _years,
        places: _places,
        ...rest
      }: ReturnType<typeof count>) => rest;
      const turned = { ...given, records: given.records.toReversed() };
      assert.deepEqual(plain(count(turned, query)), plain(count(given, query)));
    }),
  );
});

test("the bits of a record say that it matches exactly when its proof can be disclosed", () => {
  fc.assert(
    fc.property(anyInput, anyQuery, (given, query) => {
      const roles = rolesOfRows(countTable(given).columns, query);
      for (const [row, each] of given.records.entries())
        assert.equal(((roles[row] ?? 0) & MATCHES) !== 0, matchesQuery(each, query));
    }),
  );
});

test("merging clusters never raises a count, and a range holds the count", () => {
  fc.assert(
    fc.property(anyInput, anyQuery, fc.integer({ min: 1, max: 7 }), (given, query, parts) => {
      const table = countTable(given);
      const counted = countDocumented(table, query);
      const size = entityCount(table);
      const apart = { labels: table.entity, size };
      const merged = { labels: table.entity.map((label) => label % parts), size: Math.max(size, parts) };
      assert.equal(countClustering(table, counted, apart), counted.documented);
      const range = rangeOfCounts(counted.documented, [countClustering(table, counted, merged)], 1);
      assert.ok(range !== undefined && range.low <= counted.documented && counted.documented <= range.high);
      assert.ok(range.low <= range.high);
      assert.ok(countClustering(table, counted, merged) <= counted.documented);
    }),
  );
});

test("a person whose records are in no linkage is an entity of their own", () => {
  const given = { ...input([record("a/1", { killed: "1993" })]), entities: new Map<RecordId, never>() };
  assert.equal(count(given, killed).documented, 1);
});
