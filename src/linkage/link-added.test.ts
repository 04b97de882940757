import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../base/random.ts";
import { addRows } from "./add-rows.ts";
import type { RowJudgement } from "./judged-pairs.ts";
import { dropRows, fitsVersion, type KeptTable } from "./kept-table.ts";
import { type KnownPairs, keepLinked, linkTable, type PartResult } from "./link.ts";
import { linkAdded } from "./link-added.ts";
import type { LinkModel } from "./link-model.ts";
import type { LinkTable } from "./link-table.ts";

const GIVENS = ["Ilyas", "Maro", "Sofi", "Pavle", "Nura", "Davit", "Lena", "Tarek", "Oleg", "Sara"];
const FAMILIES = ["Temur", "Velan", "Andar", "Korin", "Halem", "Orbel", "Sarov", "Belen", "Tormi", "Gavel"];
const [SIZE, FIRST] = [1300, 1220]; // more than are all compared with one another

/** Rows of people, one to three of each. */
function invent(seed: number) {
  const random = seededRandom(seed);
  const pick = (from: readonly string[]) => from[random.below(from.length)] ?? "";
  const rows: string[][] = [];
  while (rows.length < SIZE) {
    const person = [
      `${pick(GIVENS)} ${pick(FAMILIES)}${pick(["o", "an", "i", ""])}`,
      `${1940 + random.below(60)}-0${1 + random.below(9)}-1${random.below(10)}`,
      String(20 + random.below(60)),
      pick(FAMILIES),
    ];
    for (let copies = 1 + random.below(3); copies > 0; copies--)
      rows.push(person.map((cell) => (random.below(8) === 0 ? "" : cell)));
  }
  for (let i = SIZE - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [rows[i], rows[j]] = [rows[j] as string[], rows[i] as string[]];
  }
  return rows.slice(0, SIZE);
}

const FIELDS = [
  { name: "name", kind: "full-name" },
  { name: "birth", kind: "date" },
  { name: "age", kind: "age" },
  { name: "residence", kind: "place" },
] as const;

const tableOf = (rows: readonly string[][], from: readonly number[]): LinkTable => ({
  fields: FIELDS.map((field, f) => ({ ...field, values: from.map((row) => rows[row]?.[f] ?? "") })),
  lists: ["valley", "coast"],
  list: from.map((row) => row % 2),
  keys: from.map((row) => `r/${row}`),
});

const range = (from: number, until: number) => Array.from({ length: until - from }, (_, i) => from + i);

function addFrom(kept: KeptTable, rows: readonly string[][], from: readonly number[]): KeptTable {
  return addRows(
    kept,
    from.map((row) => ({
      key: `r/${row}`,
      list: row % 2 === 0 ? "valley" : "coast",
      textOf: (field) => rows[row]?.[FIELDS.findIndex(({ name }) => name === field)] ?? "",
    })),
  );
}

/** What the first run found, as the second is told of it. */
function knownOf({ pairs, entity }: PartResult): KnownPairs {
  const isNew = Uint8Array.from({ length: SIZE }, (_, row) => (row < FIRST ? 0 : 1));
  const labels = new Uint32Array(SIZE);
  labels.set(entity);
  return { ...pairs, isNew, isLoose: new Uint8Array(SIZE), entity: labels };
}

const sorted = ({ pairs: { left, right, weight } }: PartResult) =>
  Array.from(left, (a, i) => `${a} ${right[i]} ${weight[i]}`).sort();

function groupsOf({ entity }: PartResult): readonly string[] {
  const rows = Map.groupBy(entity.keys(), (row) => entity[row]);
  return [...rows.values()].map((own) => own.join(" ")).sort();
}

const ways: readonly { readonly desc: string; readonly change: (model: LinkModel) => LinkModel }[] = [
  { desc: "by the rules that were chosen", change: (model) => model },
  {
    desc: "by keys that several rows must share, rare ones among them",
    change: (model) => ({
      ...model,
      rules: [
        { keys: ["name: two words of up to 12 rows"], pairs: 0 },
        { keys: ["name: two words", "birth: year"], pairs: 0 },
        { keys: ["birth: whole", "residence: start of up to 200 rows"], pairs: 0 },
      ],
    }),
  },
];

const judgements: readonly RowJudgement[] = [
  { left: 3, right: SIZE - 1, answer: "same" },
  { left: 5, right: 9, answer: "different" },
];

const rows = invent(5);
const before = tableOf(rows, range(0, FIRST));
const { model: trained } = linkTable(before);

for (const { desc, change } of ways)
  for (const onePerList of [false, true])
    test(`a part gives what the whole gives, ${desc}${onePerList ? ", one row to a list" : ""}`, () => {
      const all = tableOf(rows, range(0, SIZE));
      const model = change(trained);
      const first = linkTable(before, { onePerList, model });
      const known = knownOf(first);
      const whole = linkTable(all, { onePerList, model, known, judgements });
      const table = addFrom(first.kept(), rows, range(FIRST, SIZE));
      const part = linkAdded(table, { onePerList, model, known, judgements });
      assert.deepEqual(sorted(part), sorted(whole));
      assert.deepEqual(groupsOf(part), groupsOf(whole));
      assert.deepEqual(
        [part.pairsScored, part.review, part.entities],
        [whole.pairsScored, whole.review, whole.entities],
      );
      const touched = new Set(part.touched);
      const moved = groupsOf(part).filter((group) => !groupsOf(first).includes(group));
      assert.ok(
        moved
          .join(" ")
          .split(" ")
          .every((row) => touched.has(Number(row))),
      );
      assert.ok(touched.size >= SIZE - FIRST && touched.size < SIZE / 2, `${touched.size} rows`);
    });

test("a table that rows were taken from and added to counts values as one that is made of them", () => {
  const first = keepLinked(before, trained);
  const isGone = Uint8Array.from({ length: FIRST }, (_, row) => (row % 7 === 0 ? 1 : 0));
  const now = addFrom(dropRows(first, isGone), rows, range(FIRST, SIZE));
  const still = range(0, SIZE).filter((row) => row >= FIRST || row % 7 !== 0);
  const anew = keepLinked(tableOf(rows, still), trained);
  assert.deepEqual(countsOf(now), countsOf(anew));
});

/** Of each column how many rows hold each value that some row holds. */
function countsOf({ columns }: KeptTable) {
  return columns.map(({ ids, hashes, counts }) => {
    const held = [...new Set(ids)].map((id) => `${id === 0 ? 0 : hashes[id]} ${counts[id]}`);
    return held.sort();
  });
}

test("codes that another version made are told by some of them", () => {
  const kept = keepLinked(before, trained);
  assert.ok(fitsVersion(kept) && kept.codes.size > 0);
  const other = new Map(
    [...kept.codes].map(([label, own]) => [label, { ...own, codes: own.codes.map((c) => c ^ 8) }]),
  );
  assert.equal(fitsVersion({ ...kept, codes: other }), false);
});
