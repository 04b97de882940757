/** Chao's lower bound against an outside oracle: Rcapture's `Mth Chao (LB)` on published tables of many lists. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chaoLowerBound } from "../../src/estimate/index.ts";
import type { CaptureHistory } from "../../src/model/estimate.ts";

const folder = join(process.env["RECOUNT_FIXTURES"] ?? "../shared", "data/estimation");
const skip = existsSync(folder) ? false : `no tables at ${folder}: set RECOUNT_FIXTURES`;

type Run = {
  readonly rcapture_closedp?: {
    readonly "Mth Chao (LB)"?: { readonly abundance: number; readonly stderr: number };
  };
};

/** A table of patterns: a 0/1 column per list, then `count`. */
function readHistories(id: string): readonly CaptureHistory[] {
  const [header = "", ...rows] = readFileSync(join(folder, `${id}.csv`), "utf8")
    .trim()
    .split(/\r?\n/);
  const lists = header.split(",").slice(0, -1);
  return rows.map((row) => {
    const cells = row.split(",");
    return { lists: lists.filter((_, at) => cells[at] === "1"), count: Number(cells.at(-1)) };
  });
}

const listsOf = (id: string) => new Set(readHistories(id).flatMap(({ lists }) => lists)).size;

// With three lists of strong dependence moments and likelihood part ways: two standard errors, the bound the lower.
test("the bound lies within half a standard error of the maximum-likelihood bound from four lists on", {
  skip,
}, () => {
  const runs: Readonly<Record<string, Run>> = JSON.parse(
    readFileSync(join(folder, "reference_runs.json"), "utf8"),
  );
  const compared = Object.entries(runs).flatMap(([id, run]) => {
    const theirs = run.rcapture_closedp?.["Mth Chao (LB)"];
    const ours = chaoLowerBound(readHistories(id));
    return theirs === undefined || !ours.estimable
      ? []
      : [{ id, lists: listsOf(id), ours: ours.total, ...theirs }];
  });
  assert.ok(compared.length >= 10, `got ${compared.length} tables`);
  for (const { id, lists, ours, abundance, stderr } of compared) {
    const errors = (ours - abundance) / stderr;
    assert.ok(
      lists === 3 ? errors > -2 && errors < 0.5 : Math.abs(errors) < 0.5,
      `${id}: got ${errors} errors`,
    );
  }
});
