import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurns } from "./in-turns.ts";

test("whoever asks while it is made shares the next, and gets nothing that was begun before", async () => {
  const begun: PromiseWithResolvers<string>[] = [];
  const ask = inTurns(() => {
    const made = Promise.withResolvers<string>();
    begun.push(made);
    return made.promise;
  });
  const [first, second, third] = [ask(), ask(), ask()];
  assert.equal(begun.length, 1);
  begun[0]?.resolve("first");
  assert.equal(await first, "first");
  assert.equal(begun.length, 2);
  begun[1]?.resolve("second");
  assert.deepEqual(await Promise.all([second, third]), ["second", "second"]);
});

test("after a failure it is made again", async () => {
  const failures = ["once"];
  const ask = inTurns(async () => {
    const failure = failures.pop();
    if (failure !== undefined) throw new Error(failure);
    return "made";
  });
  const [first, second] = [ask(), ask()];
  await assert.rejects(first, /once/);
  assert.equal(await second, "made");
});
