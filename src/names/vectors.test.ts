/** The vectors that a third party may check its own implementation with. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { foldName, nameKeys, prepareName, romaniseName } from "./index.ts";

type Vector = {
  readonly desc: string;
  readonly name: string;
  readonly fold: string;
  readonly romanised: string;
  readonly keys: readonly string[];
};

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL("../../test/vectors/names.json", import.meta.url), "utf8"),
);

for (const { desc, name, fold, romanised, keys } of vectors)
  test(`the vector of ${desc}`, () => {
    assert.equal(foldName(name), fold);
    assert.equal(romaniseName(name), romanised);
    assert.deepEqual(nameKeys(prepareName(name)), keys);
  });
