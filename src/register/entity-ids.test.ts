import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type EntityId, entityId, type RecordId, recordId } from "../model/ids.ts";
import { assignEntities } from "./entity-ids.ts";

const ids = (...names: string[]) => names.map(recordId);
const previous = (...pairs: [string, string][]) =>
  new Map<RecordId, EntityId>(pairs.map(([record, entity]) => [recordId(record), entityId(entity)]));
const entitiesOf = (answer: ReturnType<typeof assignEntities>) => answer.map(([, entity]) => String(entity));

test("a split leaves the id with the part that holds the first record", () => {
  const answer = assignEntities(ids("a", "b", "c"), [0, 1, 1], previous(["a", "a"], ["b", "a"], ["c", "a"]));
  assert.deepEqual(entitiesOf(answer), ["a", "b", "b"]);
});

test("a merge takes the id that is first in the ledger", () => {
  const answer = assignEntities(ids("a", "b"), [0, 0], previous(["a", "x"], ["b", "y"]));
  assert.deepEqual(entitiesOf(answer), ["x", "x"]);
});

test("two clusters never share an id, even when a record's own name is taken", () => {
  const answer = assignEntities(ids("a", "b"), [0, 1], previous(["b", "a"]));
  assert.deepEqual(entitiesOf(answer), ["a'", "a"]);
});

test("records share an entity exactly when they share a cluster, whatever came before", () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 5 }), fc.option(fc.constantFrom("r0", "r1", "r7"))),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(rows, (drawn) => {
      const records = drawn.map((_, row) => recordId(`r${row}`));
      const clusters = drawn.map(([cluster]) => cluster);
      const earlier = previous(
        ...drawn.flatMap(([, id], row): [string, string][] => (id === null ? [] : [[`r${row}`, id]])),
      );
      const entities = entitiesOf(assignEntities(records, clusters, earlier));
      for (const [i, a] of clusters.entries())
        for (const [j, b] of clusters.entries()) assert.equal(entities[i] === entities[j], a === b);
    }),
  );
});
