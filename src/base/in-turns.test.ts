import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurns } from "./in-turns.ts";

test("who asks at one moment shares one, who asks while it is made the next, and nobody gets what was begun before", async () => {
  const begun: PromiseWithResolvers<string>[] = [];
  const ask = inTurns(() => {
    const made = Promise.withResolvers<string>();
    begun.push(made);
    return made.promise;
  });
  const first = [ask(), ask()];
  await Promise.resolve();
  assert.equal(begun.length, 1);
  const second = [ask(), ask()];
  begun[0]?.resolve("first");
  assert.deepEqual(await Promise.all(first), ["first", "first"]);
  assert.equal(begun.length, 2);
  begun[1]?.resolve("second");
  assert.deepEqual(await Promise.all(second), ["second", "second"]);
});

test("after a failure it is made again", async () => {
  const failures = ["once"];
  const ask = inTurns(async () => {
    const failure = failures.pop();
    if (failure !== undefined) throw new Error(failure);
    return "made";
  });
  await assert.rejects(ask(), /once/);
  assert.equal(await ask(), "made");
});
