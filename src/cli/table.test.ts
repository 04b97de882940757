import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTable } from "./table.ts";

test("numbers stand to the right, grouped, and words to the left", () => {
  assert.equal(
    formatTable(
      ["list", "count"],
      [
        ["Верхняя", 1200],
        ["b", 7],
      ],
    ),
    "list     count\nВерхняя  1,200\nb            7",
  );
});

test("a combining mark takes no column", () => {
  assert.equal(
    formatTable(
      ["a", "b"],
      [
        ["e\u0301", "x"],
        ["zz", "y"],
      ],
    ),
    "a   b\ne\u0301   x\nzz  y",
  );
});
