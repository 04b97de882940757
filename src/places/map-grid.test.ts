import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gridDegrees, snapToGrid } from "./map-grid.ts";

const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);

test("all positions of a cell give one, which lies in it, so that asking closer tells no more", () => {
  for (const degrees of Object.values(gridDegrees))
    fc.assert(
      fc.property(position, (at) => {
        const snapped = snapToGrid(at, degrees);
        assert.deepEqual(snapToGrid(snapped, degrees), snapped);
        for (const i of [0, 1] as const)
          assert.ok(Math.abs(at[i] - snapped[i]) <= degrees / 2 + 1e-6, `${at[i]} gave ${snapped[i]}`);
      }),
    );
});

test("a position stays as it is where nothing is to be coarsened", () =>
  fc.assert(fc.property(position, (at) => assert.deepEqual(snapToGrid(at, 0), at))));
