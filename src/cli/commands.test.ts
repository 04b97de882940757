import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, findCommand, groups } from "./commands.ts";

test("each entry loads the command of its name, in a group that is named", async () => {
  for (const { name, load } of commands) {
    assert.equal((await load()).name, name);
    const [first = "", second] = name.split(" ");
    if (second !== undefined) assert.ok(groups.some(([group]) => group === first));
  }
});

test("a command line is for the command of its first words, and for none where they name none", () => {
  assert.equal(findCommand(["appeal", "publish", "folder"])?.name, "appeal publish");
  for (const argv of [[], ["--help"], ["appeal"], ["reckon", "verify"]])
    assert.equal(findCommand(argv), undefined);
});
