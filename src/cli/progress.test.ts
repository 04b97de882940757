import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLine, screenProgress } from "./progress.ts";

function record(isTTY: boolean) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const progress = screenProgress({ isTTY, write: (text: string) => written.push(text) }, () => clock.ms);
  return { written, clock, progress };
}

test("without a terminal a step writes one line a second", () => {
  const { written, clock, progress } = record(false);
  for (clock.ms = 0; clock.ms <= 2500; clock.ms += 100) progress.report("reading", clock.ms, 2500);
  assert.deepEqual(written, [
    "reading: 0 of 2,500 (0 %)\n",
    "reading: 1,000 of 2,500 (40 %)\n",
    "reading: 2,000 of 2,500 (80 %), 1 s left\n",
  ]);
});

test("on a terminal the bar ends full, on a line of its own", () => {
  const { written, progress } = record(true);
  progress.report("linking", 1, 2);
  progress.report("linking", 2, 2);
  progress.end();
  assert.match(written.join(""), /█{20} linking: 2 of 2 \(100 %\)\n$/);
});

test("the time left is told from what the step has taken so far, and anew for the next step", () => {
  const { written, clock, progress } = record(false);
  for (const [at, label, done] of [
    [0, "reading", 0],
    [60_000, "reading", 10],
    [61_000, "linking", 0],
    [64_000, "linking", 50],
  ] as const) {
    clock.ms = at;
    progress.report(label, done, 100);
  }
  assert.deepEqual(written, [
    "reading: 0 of 100 (0 %)\n",
    "reading: 10 of 100 (10 %), 9 min left\n",
    "linking: 0 of 100 (0 %)\n",
    "linking: 50 of 100 (50 %), 3 s left\n",
  ]);
});

test("what has no known end is counted", () =>
  assert.equal(formatLine("rows", { done: 1200, total: 0 }), "rows: 1,200"));
