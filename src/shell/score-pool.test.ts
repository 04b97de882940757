import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { seededRandom } from "../base/random.ts";
import { linkTable, linkTableWith } from "../linkage/link.ts";
import type { LinkTable } from "../linkage/link-table.ts";
import { makeScorePool } from "./score-pool.ts";

const NAMES = "anna boris clara david elena farid greta hasan irina jakob karim leyla".split(" ");
const FAMILIES = "adler baran celik dorin evans fuchs gomez horvat ilves jansen kovac lopez".split(" ");

/** Invented people, every other one twice: enough pairs for several units of work. */
function inventTable(people: number, shuffleSeed?: number): LinkTable {
  const random = seededRandom(5);
  const pick = (from: readonly string[]) => from[random.below(from.length)] ?? "";
  const rows = Array.from({ length: people }, (_, i) => {
    const own = [
      pick(NAMES) + pick(NAMES),
      pick(FAMILIES) + pick(FAMILIES),
      `${1930 + random.below(80)}-0${1 + random.below(9)}-1${random.below(10)}`,
    ];
    return i % 2 === 0 ? [own, [own[0] ?? "", own[1]?.slice(1) ?? "", own[2] ?? ""]] : [own];
  }).flat();
  if (shuffleSeed !== undefined) {
    const order = seededRandom(shuffleSeed);
    const keys = new Map(rows.map((row) => [row, order.next()]));
    rows.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
  }
  const kinds = ["given", "family", "date"] as const;
  return {
    fields: kinds.map((kind, c) => ({ name: kind, kind, values: rows.map((row) => row[c] ?? "") })),
    lists: ["a"],
    list: rows.map(() => 0),
  };
}

describe("linking with threads", () => {
  const table = inventTable(2000);
  const alone = linkTable(table);

  for (const threads of [1, 2, 3])
    test(`${threads} of them: the same pairs, weights and entities as without any`, async () => {
      const result = await linkTableWith(makeScorePool({ threads, fewestRows: 1 }), table);
      assert.deepEqual({ ...result, kept: result.kept() }, { ...alone, kept: alone.kept() });
      assert.ok(result.entities < table.list.length);
    });

  test("rows in another order are the same entities", async () => {
    const shuffled = inventTable(2000, 9);
    const result = await linkTableWith(makeScorePool({ threads: 2, fewestRows: 1 }), shuffled);
    assert.deepEqual(result.model, alone.model);
    assert.deepEqual(groupsOf(shuffled, result.entity), groupsOf(table, alone.entity));
  });

  test("an aborted run ends its threads and says so", async () => {
    const pool = makeScorePool({ threads: 2, fewestRows: 1, signal: AbortSignal.abort() });
    await assert.rejects(linkTableWith(pool, table), { name: "AbortError" });
  });
});

/** What rows of each entity hold, in one order. */
function groupsOf({ fields, list }: LinkTable, entity: Uint32Array): readonly string[] {
  const rows = Array.from(list, (_, row) => fields.map(({ values }) => values[row]).join(" "));
  return [...Map.groupBy(rows.keys(), (row) => entity[row] ?? 0).values()]
    .map((group) =>
      group
        .map((row) => rows[row] ?? "")
        .sort((a, b) => (a < b ? -1 : 1))
        .join("|"),
    )
    .sort();
}
