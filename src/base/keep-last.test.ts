import assert from "node:assert/strict";
import { test } from "node:test";
import { keepLast } from "./keep-last.ts";

test("what was asked for last is kept, and made again once it was dropped or others were asked for since", () => {
  const { get, drop } = keepLast<{ readonly made: number }>(2);
  let count = 0;
  const made = (key: string) => get(key, () => ({ made: ++count })).made;
  assert.deepEqual(["a", "b", "a", "c"].map(made), [1, 2, 1, 3]);
  assert.deepEqual(["a", "b"].map(made), [1, 4], "b was asked for before a and c");
  drop("a");
  assert.equal(made("a"), 5);
});
