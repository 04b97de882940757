import assert from "node:assert/strict";
import { test } from "node:test";
import { testNow as now, sharedRegister } from "../../../test/register-fixture.ts";
import { seededRegister } from "../../../test/seeded-register.ts";
import { fromUtf8 } from "../../base/bytes.ts";
import { organisationId } from "../../model/ids.ts";
import type { Viewer } from "../../model/person.ts";
import { viewOf } from "../view.ts";
import { formatCountFile } from "./count-file.ts";
import { describeCount } from "./describe-count.ts";
import { removeFigure, savedFigures, saveFigure } from "./saved-figures.ts";

const theRegister = sharedRegister(seededRegister);

const keeper: Viewer = { as: "keeper" };
const member: Viewer = {
  as: "person",
  name: "Ani",
  organisation: organisationId("upper-valley"),
  role: "owner",
};
const asked = { harm: "missing", by: ["list"], language: "en", isEstimated: false } as const;

test("small numbers are shown to nobody, and a member is told neither lists nor overlaps", async () => {
  const shown = await describeCount(theRegister(), viewOf(theRegister(), keeper), asked);
  assert.equal(shown.figure.documented, "fewer than 10");
  assert.equal(shown.figure.histories, "suppressed");
  assert.ok(shown.figure.lists.length > 1);
  assert.ok(shown.cells.length > 1 && shown.cells.every(({ documented }) => typeof documented === "string"));
  assert.match(shown.words.rules[0] ?? "", /^Whoever is recorded as missing by at least one of/);
  assert.equal(shown.directive, "figure: missing, unit: person");
  const told = await describeCount(theRegister(), viewOf(theRegister(), member), asked);
  assert.deepEqual([told.figure.lists, told.cells, told.figure.documented], [[], [], "fewer than 10"]);
});

test("an estimate that cannot be made says why, in words", async () => {
  const view = viewOf(theRegister(), keeper);
  const { words } = await describeCount(theRegister(), view, { ...asked, isEstimated: true });
  assert.ok(words.estimate.length > 0);
});

test("a figure leaves as a file, and no text of it is taken for a formula", async () => {
  const described = await describeCount(theRegister(), viewOf(theRegister(), keeper), asked);
  const evil = { ...described, words: { ...described.words, counted: '=1+1,"x"' } };
  const { bytes } = formatCountFile(evil, "csv", "en");
  assert.match(fromUtf8(bytes), /\r\n"'=1\+1,""x""",fewer than 10\r\n/);
  const book = formatCountFile(described, "xlsx", "en");
  assert.deepEqual([...book.bytes.subarray(0, 2)], [0x50, 0x4b]);
});

test("a figure is kept by its name for one's organisation, the last one in place of the first", async () => {
  const save = (viewer: Viewer, harm: "missing" | "killed") =>
    saveFigure(theRegister(), { name: "Ours", asked: { harm, by: [] }, viewer, now });
  await save(member, "missing");
  const id = await save(member, "killed");
  await save(keeper, "missing");
  const [kept, ...others] = await savedFigures(theRegister(), member);
  assert.deepEqual([kept?.id, kept?.asked.harm, others], [id, "killed", []]);
  await assert.rejects(removeFigure(theRegister(), { id, viewer: keeper, now }), { code: "not-found" });
  await removeFigure(theRegister(), { id, viewer: member, now });
  const left = await savedFigures(theRegister(), member);
  assert.deepEqual(
    left.map(({ asked: { harm } }) => harm),
    ["missing"],
  );
});
