import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { distanceKm } from "./distance.ts";

describe("distance", () => {
  test("is known for a quarter of the equator", () => {
    const quarter = distanceKm({ latitude: 0, longitude: -45 }, { latitude: 0, longitude: 45 });
    assert.ok(Math.abs(quarter - 10_007.56) < 0.01, String(quarter));
  });
  test("is symmetric and never more than half the way round", () => {
    const position = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(position, position, (a, b) => {
        assert.ok(Math.abs(distanceKm(a, b) - distanceKm(b, a)) < 1e-9);
        assert.ok(distanceKm(a, b) >= 0 && distanceKm(a, b) <= 20_015.2);
        assert.equal(distanceKm(a, a), 0);
      }),
    );
  });
});
