import assert from "node:assert/strict";
import { test } from "node:test";
import { exitCodeOf } from "./exit-code.ts";
import { choiceOption, listOption, numberOption } from "./options.ts";

for (const { desc, text } of [
  { desc: "a fraction", text: "1.5" },
  { desc: "a number past the range", text: "65536" },
  { desc: "words", text: "http" },
  { desc: "nothing at all", text: "" },
]) {
  test(`a port that is ${desc} is a usage error`, () => {
    const read = () => numberOption({ port: text }, "port", { min: 0, max: 65535 });
    assert.throws(read, (error) => exitCodeOf(error) === 2);
  });
}

test("a choice that is none says what there is", () => {
  assert.throws(() => choiceOption({ harm: "lost" }, "harm", ["killed", "missing"]), {
    message: '--harm: got "lost", wanted one of killed, missing',
  });
});

test("a list forgives spaces and a comma at its end", () => {
  assert.deepEqual(listOption({ by: "place, year," }, "by"), ["place", "year"]);
});
