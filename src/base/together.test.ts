import assert from "node:assert/strict";
import { test } from "node:test";
import { type Outcome, together } from "./together.ts";

test("what comes while some are done is done with the next, at most so many, each with its own answer", async () => {
  const batches: (readonly number[])[] = [];
  const act = together<number, number>(2, async (asked) => {
    batches.push(asked);
    return asked.map(
      (n): Outcome<number> => (n === 3 ? { error: new Error("not three") } : { done: 10 * n }),
    );
  });
  const answers = await Promise.allSettled([1, 2, 3, 4].map(act));
  assert.deepEqual(batches, [[1], [2, 3], [4]]);
  assert.deepEqual(
    answers.map((answer) => (answer.status === "fulfilled" ? answer.value : String(answer.reason))),
    [10, 20, "Error: not three", 40],
  );
});

test("where they fail together, all of them fail, and the next are done", async () => {
  const act = together<string, string>(9, async (asked) => {
    if (asked.includes("bad")) throw new Error(asked.join("+"));
    return asked.map((each) => ({ done: each }));
  });
  const answers = await Promise.allSettled(["first", "good", "bad"].map(act));
  assert.deepEqual(
    answers.map((answer) => (answer.status === "fulfilled" ? answer.value : String(answer.reason))),
    ["first", "Error: good+bad", "Error: good+bad"],
  );
  assert.equal(await act("next"), "next");
});
