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
    "reading: 2,000 of 2,500 (80 %)\n",
  ]);
});

test("on a terminal the bar ends full, on a line of its own", () => {
  const { written, progress } = record(true);
  progress.report("linking", 1, 2);
  progress.report("linking", 2, 2);
  progress.end();
  assert.match(written.join(""), /█{20} linking: 2 of 2 \(100 %\)\n$/);
});

test("what has no known end is counted", () => assert.equal(formatLine("rows", 1200, 0), "rows: 1,200"));
