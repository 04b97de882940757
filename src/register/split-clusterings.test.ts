import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { entityId, recordId, sourceId } from "../model/ids.ts";
import { noMentions } from "../model/mention.ts";
import type { StoredRecord } from "../model/record.ts";
import { countDocumented } from "./count.ts";
import { type Clustering, countClustering, countClusterings, historiesUnder } from "./count-range.ts";
import { countTable } from "./count-table.ts";
import { splitClusterings } from "./split-clusterings.ts";

const person = (index: number, isKilled: boolean): StoredRecord => ({
  id: recordId(`${"abc"[index % 3]}/${index}`),
  source: sourceId("abc"[index % 3] ?? ""),
  version: 1,
  key: `${index}`,
  part: 1,
  row: 1,
  table: "t",
  kind: "person",
  cells: [],
  issues: [],
  index,
  mentions: { ...noMentions, harms: isKilled ? [{ kind: "killed", status: "open" }] : [] },
});

/** Which of six rows are killed, and clusterings of the first five. */
const drawn = fc.record({
  killed: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  clusterings: fc.array(fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
});

test("clusterings whose common part is kept once give the counts and histories that each gives alone", () => {
  fc.assert(
    fc.property(drawn, ({ killed, clusterings }) => {
      const records = killed.map((isKilled, index) => person(index, isKilled));
      const table = countTable({
        records,
        entities: new Map(records.map(({ id }) => [id, entityId(id)])),
        sourceNames: new Map(),
      });
      const count = countDocumented(table, { unit: "person", harm: "killed" });
      const among = Uint32Array.of(0, 1, 2, 3, 4);
      const split = splitClusterings(
        6,
        among,
        clusterings.map((labels) => Uint32Array.from(labels)),
      );
      const alone = clusterings.map(
        (labels): Clustering => ({ labels: Uint32Array.of(...labels, 5), size: 6 }),
      );
      assert.deepEqual(
        countClusterings(count, split),
        alone.map((clustering) => countClustering(table, count, clustering)),
      );
      const histories = alone.map((clustering) => historiesUnder(table, count, wholly(clustering)));
      assert.deepEqual(
        [...historiesUnder(table, count, split)],
        histories.flatMap((each) => [...each]),
      );
    }),
  );
});

/** One clustering of which nothing is kept apart. */
const wholly = ({ labels, size }: Clustering) => ({
  fixed: { labels: labels.map(() => 0), size: 1 },
  loose: labels.map((_, row) => row),
  labels: [{ labels, size }],
});
