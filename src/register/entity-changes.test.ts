import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type EntityId, entityId, type RecordId, recordId } from "../model/ids.ts";
import { entityChanges } from "./entity-changes.ts";
import { assignEntities } from "./entity-ids.ts";

/** `assigned("a:A b:A c:B")`: records and their entities. */
const assigned = (text: string): readonly (readonly [RecordId, EntityId])[] =>
  text.split(" ").map((pair) => {
    const [record = "", entity = ""] = pair.split(":");
    return [recordId(record), entityId(entity)];
  });
const changes = (before: string, after: string) => entityChanges(new Map(assigned(before)), assigned(after));

for (const { desc, before, after, found } of [
  { desc: "nothing new is no change", before: "a:A b:A c:C", after: "a:A b:A c:C", found: [] },
  { desc: "a new record is no change", before: "a:A", after: "a:A b:A c:C", found: [] },
  { desc: "a record that went is no change", before: "a:A b:A", after: "a:A", found: [] },
  {
    desc: "two entities that became one are a merge",
    before: "a:A b:B",
    after: "a:A b:A",
    found: [{ change: "merge", entity: "A", from: ["B"] }],
  },
  {
    desc: "one entity that came apart is a split",
    before: "a:A b:A",
    after: "a:A b:b",
    found: [{ change: "split", entity: "A", into: ["b"] }],
  },
  {
    desc: "a record that moved is a split of one and a merge of the other",
    before: "a:A b:A c:C",
    after: "a:A b:C c:C",
    found: [
      { change: "split", entity: "A", into: ["C"] },
      { change: "merge", entity: "C", from: ["A"] },
    ],
  },
])
  test(desc, () => assert.deepEqual(changes(before, after), found));

test("ids that stay with their records give no change for any clusters that stay", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), (labels) => {
      const records = labels.map((_, i) => recordId(`r/${i}`));
      const first = assignEntities(records, labels, new Map());
      const again = assignEntities(records, labels, new Map(first));
      assert.deepEqual(entityChanges(new Map(first), again), []);
    }),
  );
});
