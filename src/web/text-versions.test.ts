import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareVersions, type WordRun } from "./text-versions.ts";

const joined = (runs: readonly WordRun[] = []) => runs.map(({ text }) => text).join("");

test("each version can be read from its own side of the rows", () => {
  const text = fc.array(fc.constantFrom("We ask", "once", "{{figure: killed}} died", "more"), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const rows = compareVersions(a.join("\n\n"), b.join("\n\n"));
      const side = (which: "left" | "right") =>
        rows.map((row) => joined(row[which])).filter((each) => each !== "");
      assert.deepEqual(side("left"), a);
      assert.deepEqual(side("right"), b);
      assert.equal(
        rows.every(({ isSame }) => isSame),
        a.join() === b.join(),
      );
    }),
  );
});

test("a changed word is told apart from the words around it", () => {
  const [row] = compareVersions("We ask you once.", "We ask you twice.");
  assert.deepEqual(row?.right, [
    { at: 0, text: "We ask you ", isShared: true },
    { at: 3, text: "twice.", isShared: false },
  ]);
});
