/** The law of clusterings brought along: those of the whole run, drawn at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fixedWeight } from "../../linkage/match-weight.ts";
import { sampleClusterings } from "../../linkage/sample-clusterings.ts";
import { splitClusterings } from "../../register/split-clusterings.ts";
import { drawClusterings } from "./draw-clusterings.ts";
import { type JudgedRun, redrawClusterings } from "./redraw-clusterings.ts";

const ROWS = 14;
const draws = { count: 5, seed: 1 };

const two = fc
  .tuple(fc.nat(ROWS - 1), fc.nat(ROWS - 1))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const judged = fc.record({
  same: fc.array(two, { maxLength: 4 }),
  different: fc.array(two, { maxLength: 4 }),
});
const pairs = fc.uniqueArray(fc.tuple(two, fc.integer({ min: -4, max: 6 })), {
  maxLength: 16,
  selector: ([rows]) => rows.join(),
});

const drawn = fc.record({
  pairs,
  judgements: fc.array(judged, { minLength: 1, maxLength: 4 }),
  isListed: fc.boolean(),
});

/** Rows of the run are every other row of the table. */
function runOf(of: readonly (readonly [readonly [number, number], number])[], isListed: boolean) {
  return ({ same, different }: Pick<JudgedRun["input"], "same" | "different">): JudgedRun => ({
    rows: Uint32Array.from({ length: ROWS }, (_, row) => 2 * row),
    tableRows: 2 * ROWS,
    input: {
      size: ROWS,
      pairs: {
        left: Uint32Array.from(of, ([[left]]) => left),
        right: Uint32Array.from(of, ([[, right]]) => right),
        weight: Int32Array.from(of, ([, bits]) => fixedWeight(bits)),
      },
      threshold: 0,
      ...(isListed && { list: Uint32Array.from({ length: ROWS }, (_, row) => row % 3) }),
      same,
      different,
    },
  });
}

test("judgement after judgement, clusterings are those that are drawn of the whole run at once", () => {
  fc.assert(
    fc.property(drawn, ({ pairs: of, judgements, isListed }) => {
      const runs = judgements.map(runOf(of, isListed));
      let known: ReturnType<typeof redrawClusterings> | undefined;
      for (const run of runs) {
        known = redrawClusterings(run, draws, known);
        const labels = sampleClusterings(run.input, draws);
        assert.deepEqual(known.clusterings, splitClusterings(run.tableRows, run.rows, labels));
      }
    }),
    { numRuns: 500 },
  );
});

test("a judgement leaves what it does not touch undrawn", () => {
  const pairsOf = (second: number) => [
    [[0, 1], 0] as const,
    [[2, 3], second] as const,
    [[3, 4], second] as const,
  ];
  const judgedNow = { same: [[0, 1] as const], different: [] };
  const before = redrawClusterings(runOf(pairsOf(0), false)({ same: [], different: [] }), draws);
  const told = redrawClusterings(runOf(pairsOf(9), false)(judgedNow), draws, before);
  const wanted = redrawClusterings(runOf(pairsOf(0), false)(judgedNow), draws);
  assert.deepEqual(told.clusterings, wanted.clusterings, "weights that it does not reach are not looked at");
});

test("a thread draws the same, from nothing and from what was drawn before", async () => {
  const run = runOf([[[0, 1], 0] as const, [[2, 3], 1] as const], false);
  const told = { same: [[0, 1] as const], different: [] };
  const first = { run: run({ same: [], different: [] }), draws, known: undefined };
  const known = await drawClusterings(first, 0);
  assert.deepEqual(known, redrawClusterings(first.run, draws));
  const next = { run: run(told), draws, known };
  assert.deepEqual(await drawClusterings(next, 0), redrawClusterings(next.run, draws, known));
});
