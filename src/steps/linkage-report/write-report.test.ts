import assert from "node:assert/strict";
import { test } from "node:test";
import { dedupeTables } from "../../linkage/dedupe.ts";
import { dedupeReport } from "./write-report.ts";

const names = ["Ilyas Temur", "Maro Velan", "Sofi Andar", "Pavle Korin", "Nura Halem", "Davit Orbel"];
const rows = names.flatMap((name, i) => [
  [name, `19${50 + 3 * i}-0${i + 1}-1${i}`, String(i)],
  [name.replace("a", "e"), `19${50 + 3 * i}-0${i + 1}-1${i}`, String(i)],
]);
const deduped = dedupeTables([{ file: "lists/valley.csv", header: ["name", "born", "who"], rows }], {
  truth: "who",
});
const report = (withValues: boolean) =>
  dedupeReport(deduped, {
    withValues,
    seed: 1,
    made: "Made by a test.",
    truth: { column: "who", labels: rows.map((row) => row[2] ?? "") },
  });

type Embedded = {
  readonly priorBits: number;
  readonly pairs: readonly { readonly total: number; readonly steps: readonly { readonly bits: number }[] }[];
  readonly clusters: readonly { readonly rows: readonly number[]; readonly weakest: number }[];
};
const embeddedIn = (page: string): Embedded => JSON.parse(/id="report-data">([^<]*)</.exec(page)?.[1] ?? "");

test("nothing that rows say stands in a report unless it is asked for", () => {
  const page = report(false);
  for (const [name = "", born = ""] of rows) {
    assert.ok(!page.includes(name), `${name} stands in it`);
    assert.ok(!page.includes(born), `${born} stands in it`);
  }
  for (const name of names) assert.ok(report(true).includes(name));
});

test("the steps of every pair add up to its total, and clusters have their weakest link", () => {
  const { priorBits, pairs, clusters } = embeddedIn(report(false));
  assert.ok(pairs.length >= names.length);
  for (const { total, steps } of pairs) {
    const sum = steps.reduce((bits, step) => bits + step.bits, priorBits);
    assert.ok(Math.abs(sum - total) < 0.1, `${sum} and ${total}`);
  }
  assert.equal(clusters.length, names.length);
  for (const { rows: members, weakest } of clusters) assert.ok(members.length === 2 && weakest > 0);
});
