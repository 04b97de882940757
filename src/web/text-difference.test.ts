import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { differingRuns } from "./text-difference.ts";

const textOf = (runs: readonly { readonly text: string }[]) => runs.map(({ text }) => text).join("");
const sharedOf = (runs: ReturnType<typeof differingRuns>[0]) =>
  textOf(runs.filter(({ isShared }) => isShared)).toLowerCase();

test("runs are the texts whole, and what is shared is the same on both sides", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 30 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [a, b] = differingRuns(left, right);
      assert.equal(textOf(a), left);
      assert.equal(textOf(b), right);
      assert.equal(sharedOf(a), sharedOf(b));
    }),
  );
});

test("the letters that differ are told, whatever the case", () => {
  const cases = [
    { left: "Orvik", right: "orvik", differ: [[], []] },
    {
      left: "Hasanov",
      right: "Həsənov",
      differ: [
        ["a", "a"],
        ["ə", "ə"],
      ],
    },
    { left: "1947", right: "1949-03", differ: [["7"], ["9-03"]] },
    { left: "", right: "Sado", differ: [[], ["Sado"]] },
    { left: "Pavle Korin", right: "Ilyas Temur", differ: [["Pavle Korin"], ["Ilyas Temur"]] },
  ];
  for (const { left, right, differ } of cases) {
    const runs = differingRuns(left, right).map((side) =>
      side.filter(({ isShared }) => !isShared).map(({ text }) => text),
    );
    assert.deepEqual(runs, differ, `${left}, ${right}`);
  }
});
