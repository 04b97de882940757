import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshRegister, temporaryFolder, testNow } from "../../../test/register-fixture.ts";
import { organisationId, type RecordId, recordId, sourceId } from "../../model/ids.ts";
import type { JudgementAnswer } from "../../model/judgement.ts";

import { importList } from "../../shell/import-list.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { countRegister } from "../count/count-register.ts";
import { linkRegister } from "../link-register.ts";
import { viewOf } from "../view.ts";
import { blindReport } from "./blind-report.ts";
import { drawPairs } from "./draw-pairs.ts";
import { judgePair, undoJudgement } from "./judge-pair.ts";
import { readAccuracy, undecidedSample } from "./measure-sample.ts";
import { nextPairs } from "./next-pairs.ts";
import { readStanding } from "./read-standing.ts";
import { reviewReport } from "./review-report.ts";
import { pairClusters, reviewerPair, reviewerPairs } from "./reviewer-pairs.ts";

const givens = ["Ilyas", "Maro", "Sofi", "Pavle", "Nura", "Davit", "Lena", "Tarek", "Oleg", "Sara"];
const families = ["Temur", "Velan", "Andar", "Korin", "Halem", "Orbel", "Sarov"];
const people = givens.flatMap((given, i) =>
  families.map(
    (family, j) => `${i * 7 + j},${given} ${family},${1940 + ((i * 13 + j * 7) % 60)}-0${1 + (j % 9)}-1${i}`,
  ),
);

async function importPeople(register: OpenRegister, list: string, rows: readonly string[]): Promise<void> {
  const path = join(temporaryFolder(), `${list}.csv`);
  writeFileSync(path, `${["id,full name,date of birth", ...rows].join("\n")}\n`);
  const source = { id: sourceId(list), name: list, consent: "coalition" } as const;
  const organisation = { id: organisationId("committee"), name: "Committee" };
  await importList(register, { path, source, organisation, records: "person" });
}

/** A register of two lists of the same invented people, the second with slips. */
async function withPeople(body: (register: OpenRegister) => Promise<void>): Promise<void> {
  const register = await freshRegister();
  try {
    await importPeople(register, "valley", people);
    await importPeople(
      register,
      "coast",
      people.map((row, i) => (i % 3 === 0 ? row.replace("a", "e").replace("-0", "-1") : row)),
    );
    await body(register);
  } finally {
    await register.close();
  }
}

const asKeeper = (register: OpenRegister) => viewOf(register, { as: "keeper" });
const link = (register: OpenRegister) =>
  linkRegister(register, { seed: 1, onePerList: false, progress: () => undefined });
const [valley, coast] = ["valley", "coast"].map((list) => (row: number) => recordId(`${list}/${row}`));
const judge = (
  register: OpenRegister,
  records: readonly [RecordId, RecordId],
  { answer = "same", by = "Ani" }: { answer?: JudgementAnswer; by?: string } = {},
) => judgePair(register, asKeeper(register), { records, answer, by, why: "same father", now: testNow });

test("a judgement joins and parts records against their weights, until it is taken back", () =>
  withPeople(async (register) => {
    assert.ok(valley && coast);
    await link(register);
    const before = await register.store.assignments();
    const entityOf = async (id: RecordId) => (await register.store.assignments()).get(id);
    assert.equal(before.get(valley(1)), before.get(coast(1)));
    const parted = await judge(register, [valley(1), coast(1)], { answer: "different" });
    await judge(register, [valley(1), valley(40)]);
    const report = await link(register);
    assert.deepEqual(report.judgements, { decided: 2, contested: 0, toConfirm: 0 });
    assert.deepEqual(report.changes.map(({ change }) => change).sort(), ["merge", "split"]);
    assert.deepEqual((await register.store.latestLinkage())?.changes, report.changes);
    assert.notEqual(await entityOf(valley(1)), await entityOf(coast(1)));
    assert.equal(await entityOf(valley(1)), await entityOf(valley(40)));
    await undoJudgement(register, asKeeper(register), { id: parted.id, by: "Ani", why: "", now: testNow });
    await link(register);
    assert.equal(await entityOf(valley(1)), await entityOf(coast(1)));
    await assert.rejects(
      undoJudgement(register, asKeeper(register), { id: parted.id, by: "Ani", why: "", now: testNow }),
      {
        code: "refused",
      },
    );
  }));

test("a judgement follows a record to its new version, and waits to be confirmed once a compared field changed", () =>
  withPeople(async (register) => {
    assert.ok(valley && coast);
    await judge(register, [valley(1), coast(1)]);
    await judge(register, [valley(2), coast(2)]);
    await importPeople(
      register,
      "valley",
      people.slice(0, 60).map((row, i) => (i === 2 ? row.replace(/,19\d\d/, ",1901") : row)),
    );
    const standing = await readStanding(register.store);
    assert.deepEqual(
      standing.map((judgement) => [judgement.standing, judgement.changed]),
      [
        ["holds", []],
        ["to-confirm", ["birth"]],
      ],
    );
    await judge(register, [valley(2), coast(2)], { answer: "different" });
    assert.equal((await readStanding(register.store)).at(-1)?.standing, "holds");
  }));

test("judgements of records that are gone, or of two kinds, are refused with what was wanted", () =>
  withPeople(async (register) => {
    assert.ok(valley && coast);
    await assert.rejects(judge(register, [valley(1), recordId("valley/none")]), { code: "not-found" });
    await assert.rejects(judge(register, [valley(1), valley(1)]), { code: "input-judgement" });
    await assert.rejects(judge(register, [valley(1), coast(1)], { by: " " }), { code: "input-judgement" });
  }));

test("pairs wait until somebody decides them, and one who is unsure is not asked again", () =>
  withPeople(async (register) => {
    await link(register);
    const first = await nextPairs(register, asKeeper(register), { limit: 2, by: "Ani" });
    assert.ok(first.waiting >= 2, `${first.waiting} wait`);
    const [one, two] = first.pairs;
    assert.ok(one && two && one.teaches >= two.teaches);
    assert.ok(one.left.fields.some(({ field }) => field === "name"));
    await judge(register, [one.left.id, one.right.id]);
    await judge(register, [two.left.id, two.right.id], { answer: "unsure" });
    assert.equal(
      (await nextPairs(register, asKeeper(register), { limit: 1, by: "Ani" })).waiting,
      first.waiting - 2,
    );
    assert.equal(
      (await nextPairs(register, asKeeper(register), { limit: 1, by: "Levon" })).waiting,
      first.waiting - 1,
    );
  }));

test("a random sample, once judged, says how precise and complete the linkage is", () =>
  withPeople(async (register) => {
    await assert.rejects(drawPairs(register, { count: 40, seed: 1 }), { code: "not-found" });
    await link(register);
    const sample = await drawPairs(register, { count: 60, seed: 1 });
    assert.equal(await readAccuracy(register.store), undefined);
    const row = (id: RecordId) => id.split("/")[1];
    for (const { left, right } of await undecidedSample(register.store))
      await judge(register, [left, right], { answer: row(left) === row(right) ? "same" : "different" });
    assert.deepEqual(await undecidedSample(register.store), []);
    const { accuracy } = await reviewReport(register.store, asKeeper(register));
    assert.ok(accuracy);
    assert.equal(accuracy.judged, sample.pairs.length);
    assert.ok(accuracy.precision.value > 0.8, `precision ${accuracy.precision.value}`);
    const [count] = await countRegister(register, { harm: "missing", by: [] }, { sampled: true });
    assert.deepEqual(count?.accuracy, accuracy);
    assert.ok(
      accuracy.recall.lower <= accuracy.recall.value && accuracy.recall.value <= accuracy.recall.upper,
    );
  }));

test("a second reviewer knows neither weights nor the first answer before having judged", () =>
  withPeople(async (register) => {
    assert.ok(valley && coast);
    await link(register);
    const asked = { queue: "second", limit: 5, except: [] } as const;
    const pair = [valley(1), coast(1)] as const;
    await judge(register, pair);
    const view = asKeeper(register);
    assert.equal((await reviewerPairs(register, view, { ...asked, by: "Ani" })).waiting.second, 0);
    const { pairs, waiting } = await reviewerPairs(register, view, { ...asked, by: "Levon" });
    assert.equal(waiting.second, 1);
    assert.deepEqual([pairs[0]?.isBlind, pairs[0]?.weighed, pairs[0]?.judgements], [true, undefined, []]);
    await assert.rejects(pairClusters(register, view, pair, "Levon"), { code: "refused" });
    const here = { ...asked, by: "Levon", except: [pair] };
    assert.deepEqual((await reviewerPairs(register, view, here)).pairs, []);
    await judge(register, pair, { answer: "different", by: "Levon" });
    const after = await reviewerPair(register, view, pair, "Levon");
    assert.deepEqual(
      after?.judgements.map(({ by, answer }) => [by, answer]),
      [
        ["Ani", "same"],
        ["Levon", "different"],
      ],
    );
    assert.equal(typeof after.weighed?.weight, "number");
    assert.deepEqual((await pairClusters(register, view, pair, "Levon")).together, true);
    const contested = await reviewerPairs(register, view, { ...asked, queue: "contested", by: "Sara" });
    assert.deepEqual([contested.waiting.second, contested.pairs[0]?.isBlind], [0, true]);
    const told = blindReport(await reviewReport(register.store, view), "Sara");
    assert.deepEqual(
      told.judgements.map(({ standing }) => standing),
      ["contested", "contested"],
    );
  }));
