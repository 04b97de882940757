import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePrefixDate } from "../base/prefix-date.ts";
import type { FigureQuery } from "../model/figure.ts";
import { type PlaceId, placeId, sourceId } from "../model/ids.ts";
import type { SourceScope } from "../model/source.ts";
import { applyPlan, planLists } from "./scopes.ts";

const on = (text: string) => parsePrefixDate(text)!;
const lists = ["a", "b", "c"].map(sourceId);
const [north, south] = ["north", "south"].map(placeId);
const pathOf = (place: PlaceId) => [placeId("land"), place];
const killed: FigureQuery = { unit: "person", harm: "killed", from: on("1992"), until: on("1994") };
const plan = (scopes: { readonly [list: string]: SourceScope }, query = killed) =>
  planLists(query, {
    lists,
    scopes: new Map(Object.entries(scopes).map(([list, scope]) => [sourceId(list), scope])),
    pathOf,
  });

test("a copy is counted as the list it was copied from, through copies of copies", () => {
  const planned = plan({ b: { copiedFrom: [sourceId("a")] }, c: { copiedFrom: [sourceId("b")] } });
  assert.ok("plan" in planned);
  const histories = [
    { lists: ["a", "c"], count: 4 },
    { lists: ["b"], count: 3 },
    { lists: ["a"], count: 2 },
  ];
  assert.deepEqual(applyPlan(histories, planned.plan), [{ lists: ["a"], count: 9 }]);
});

test("lists that copied from each other end somewhere", () => {
  const planned = plan({ a: { copiedFrom: [sourceId("b")] }, b: { copiedFrom: [sourceId("a")] } });
  assert.ok("plan" in planned);
});

test("lists of other places or times are structural zeros", () => {
  const places = plan({ a: { place: north! }, b: { place: south! } });
  assert.deepEqual("plan" in places && places.plan.impossible, [["a", "b"]]);
  const times = plan({ a: { until: on("1992") }, c: { from: on("1993") } });
  assert.deepEqual("plan" in times && times.plan.impossible, [["a", "c"]]);
});

test("a list that covers only a part, while it could meet the others, is refused", () => {
  const planned = plan({ a: { from: on("1993") } });
  assert.match("reason" in planned ? planned.reason : "", /covers only a part of what is asked \(a\)/);
  assert.ok("plan" in plan({ a: { from: on("1991"), until: on("1995") } }));
  assert.ok("plan" in plan({ a: { place: north! } }, { ...killed, place: north! }));
});

test("a list that did not set out to record this kind of harm is left out", () => {
  const planned = plan({ c: { harms: ["displaced"] } });
  assert.deepEqual("plan" in planned && planned.plan.leftOut, ["c"]);
});

test("displacement over decades is refused, and over one year it is not", () => {
  const displaced: FigureQuery = { ...killed, harm: "displaced" };
  const over = plan({}, displaced);
  assert.match("reason" in over ? over.reason : "", /closed population/);
  assert.ok("plan" in plan({}, { ...displaced, until: on("1992") }));
  assert.ok("reason" in plan({}, { unit: "person", harm: "displaced" }));
});

test("a plan never adds anybody, and without copies or lists left out it changes nothing", () => {
  const patterns = fc.uniqueArray(fc.subarray(["a", "b", "c"], { minLength: 1 }), {
    selector: (each) => each.join(),
  });
  fc.assert(
    fc.property(patterns, fc.subarray(["a", "b", "c"]), (drawn, leftOut) => {
      const histories = drawn.map((on, i) => ({ lists: on, count: i + 1 }));
      const sum = (all: typeof histories | ReturnType<typeof applyPlan>) =>
        all.reduce((total, { count }) => total + count, 0);
      const empty = { merged: [], leftOut: [], impossible: [] };
      assert.equal(sum(applyPlan(histories, empty)), sum(histories));
      assert.ok(sum(applyPlan(histories, { ...empty, leftOut })) <= sum(histories));
    }),
  );
});
