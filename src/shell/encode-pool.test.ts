import assert from "node:assert/strict";
import { test } from "node:test";
import { recordId, sourceId } from "../model/ids.ts";
import { noMentions } from "../model/mention.ts";
import type { SourceRecord } from "../model/record.ts";
import { encodeHere, makeEncodePool } from "./encode-pool.ts";

const record = (row: number): SourceRecord => ({
  id: recordId(`list/${row}`),
  source: sourceId("list"),
  version: 1,
  key: `${row}`,
  part: 1,
  row,
  table: "list.csv",
  kind: "person",
  mentions: { ...noMentions, names: [{ text: `Нино ${row}`, part: "full", of: "self" }] },
  cells: [["name", `Нино ${row}`]],
  issues: [],
});

const batch = (from: number, size: number) => ({
  records: Array.from({ length: size }, (_, i) => record(from + i)),
  keys: Array.from({ length: size }, (_, i) => new Uint8Array(32).fill(from + i)),
});

const bytesOf = (entries: ReturnType<typeof encodeHere>) =>
  entries.map(({ payload, leaf }) => [Array.from(payload), Array.from(leaf)]);

for (const threads of [0, 1, 3])
  test(`with ${threads} threads the entries are those that one makes, batch by batch`, async () => {
    const pool = makeEncodePool(threads);
    try {
      const batches = Array.from({ length: 9 }, (_, i) => batch(10 * i, i));
      const found = await Promise.all(batches.map((each) => pool.encode(each)));
      for (const [i, own] of batches.entries())
        assert.deepEqual(bytesOf(found[i] ?? []), bytesOf(encodeHere(own)));
    } finally {
      await pool.close();
    }
  });

test("what goes wrong in a thread is said by the batch that it concerns, and the next is made", async () => {
  const pool = makeEncodePool(1);
  try {
    await pool.encode(batch(0, 1));
    const broken = { ...batch(1, 1), keys: [new Uint8Array(5)] };
    await assert.rejects(pool.encode(broken), { code: "bad-key" });
    assert.equal((await pool.encode(batch(2, 3))).length, 3);
  } finally {
    await pool.close();
  }
});
