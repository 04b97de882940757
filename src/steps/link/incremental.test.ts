import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshRegister, temporaryFolder, testNow } from "../../../test/register-fixture.ts";
import { digestOf } from "../../appeal/manifest.ts";
import { fromUtf8 } from "../../base/bytes.ts";
import { canonicalBytes } from "../../base/canonical-json.ts";
import type { LinkModel } from "../../linkage/link-model.ts";
import { organisationId, recordId, sourceId } from "../../model/ids.ts";
import { importList, undoImport } from "../../shell/import-list.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { examineLinkage } from "../doctor/examine-linkage.ts";
import { linkRegister } from "../link-register.ts";
import { judgePair, undoJudgement } from "../review/judge-pair.ts";
import { viewOf } from "../view.ts";
import { explainRecords } from "./explain-records.ts";
import type { KindRun, Reuse } from "./link-kind.ts";
import { currentColumns } from "./record-columns.ts";
import { reviewPairs } from "./review-queue.ts";
import { readRun, writeRun } from "./run-file.ts";

const givens = ["Ilyas", "Maro", "Sofi", "Pavle", "Nura", "Davit", "Lena", "Tarek", "Oleg", "Sara"];
const families = ["Temur", "Velan", "Andar", "Korin", "Halem", "Orbel", "Sarov", "Belen", "Tormi"];
const person = (i: number) =>
  `${givens[i % 10]} ${families[(i * 7) % 9]},19${40 + ((i * 13) % 60)}-0${1 + (i % 9)}-1${i % 10}`;
const people = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, i) => `${from + i},${person(from + i)}`);

async function importPeople(register: OpenRegister, list: string, rows: readonly string[]) {
  const path = join(temporaryFolder(), `${list}.csv`);
  writeFileSync(path, `${["id,full name,date of birth", ...rows].join("\n")}\n`);
  const source = { id: sourceId(list), name: list, consent: "coalition" } as const;
  const organisation = { id: organisationId("committee"), name: "Committee" };
  return importList(register, { path, source, organisation, records: "person" });
}

async function withRegister(body: (register: OpenRegister) => Promise<void>): Promise<void> {
  const register = await freshRegister();
  try {
    await importPeople(register, "valley", people(0, 60));
    await importPeople(register, "coast", people(20, 80));
    await body(register);
  } finally {
    await register.close();
  }
}

async function link(register: OpenRegister, reuse: Reuse) {
  const runs: KindRun[] = [];
  const report = await linkRegister(register, {
    seed: 1,
    onePerList: false,
    reuse,
    progress: () => undefined,
    onKind: (run) => {
      runs.push(run);
    },
  });
  const run = runs.find(({ kind }) => kind === "person");
  const persons = report.kinds.find(({ kind }) => kind === "person");
  assert.ok(run && persons);
  return { report, run, persons };
}

test("a new list is compared with what was there, by the model of the last run, and the old keeps its ids", () =>
  withRegister(async (register) => {
    const first = await link(register, "auto");
    assert.equal(first.persons.added, undefined);
    const before = await register.store.assignments();
    await importPeople(register, "hills", people(70, 90));
    const second = await link(register, "always");
    assert.equal(second.persons.added?.rows, 20);
    assert.ok(second.persons.pairs < first.persons.pairs, `${second.persons.pairs} pairs`);
    assert.deepEqual(second.run.result.model, first.run.result.model);
    const after = await register.store.assignments();
    for (const [record, entity] of before) assert.equal(after.get(record), entity);
    assert.equal(after.get("hills/75" as never), after.get("coast/75" as never));
    assert.deepEqual(second.report.changes, []);
  }));

test("what is new is weighed and clustered as if all had been compared by that model", () =>
  withRegister(async (register) => {
    await link(register, "auto");
    await importPeople(register, "hills", people(70, 90));
    const added = await link(register, "always");
    const again = await link(register, "always");
    assert.equal(again.persons.added?.rows, 0);
    assert.equal(again.persons.pairs, 0);
    assert.deepEqual(again.run.result.entity, added.run.result.entity);
    const sorted = (run: KindRun) => {
      const { left, right, weight } = run.result.pairs;
      return Array.from(left, (a, i) => `${a} ${right[i]} ${weight[i]}`).sort();
    };
    assert.deepEqual(sorted(again.run), sorted(added.run));
  }));

test("what nothing touched stays as it was, a judgement counts at once, and one that is taken back as well", () =>
  withRegister(async (register) => {
    const [left, right] = [recordId("valley/30"), recordId("coast/30")];
    const view = viewOf(register, { as: "keeper" });
    const isOne = async () => {
      const entities = await register.store.assignments();
      return entities.get(left) === entities.get(right);
    };
    const first = await link(register, "auto");
    assert.equal(await isOne(), true);
    const by = { by: "Ani", why: "two sons", now: testNow };
    const { id } = await judgePair(register, view, { records: [left, right], answer: "different", ...by });
    const parted = await link(register, "always");
    assert.deepEqual([await isOne(), parted.report.changes.length], [false, 1]);
    await undoJudgement(register, view, { id, ...by });
    const joined = await link(register, "always");
    assert.deepEqual([await isOne(), joined.report.changes.length], [true, 1]);
    assert.deepEqual(joined.run.result.entity, first.run.result.entity);
  }));

test("columns that were kept are brought up to date, and made anew when they are lost, broken or undone", () =>
  withRegister(async (register) => {
    const first = await currentColumns(register, "person");
    const report = await importPeople(register, "hills", people(70, 90));
    const second = await currentColumns(register, "person");
    assert.deepEqual([first.index.length, second.index.length], [120, 140]);
    const cache = join(register.folder.cache, "columns-person");
    rmSync(cache);
    assert.deepEqual(rowsOf(await currentColumns(register, "person")), rowsOf(second));
    writeFileSync(cache, "broken");
    assert.deepEqual(rowsOf(await currentColumns(register, "person")), rowsOf(second));
    await importPeople(register, "valley", people(0, 50));
    const changed = await currentColumns(register, "person");
    assert.equal(changed.index.length, 130);
    await undoImport(register, report.version.id);
    assert.equal((await currentColumns(register, "person")).index.length, 110);
  }));

test("the kept model explains a pair that was imported after it was trained", () =>
  withRegister(async (register) => {
    const explain = (left: string, right: string) =>
      explainRecords(register, viewOf(register, { as: "keeper" }), [left as never, right as never]);
    await assert.rejects(explain("valley/20", "coast/20"), { code: "not-found" });
    await link(register, "auto");
    await importPeople(register, "hills", people(20, 21));
    const { total, prior, steps } = await explain("hills/20", "coast/20");
    const sum = steps.reduce((bits, step) => bits + step.bits + step.frequencyBits, prior);
    assert.ok(Math.abs(sum - total) < 0.01);
    assert.ok(total > 0);
  }));

/** As if an earlier version had made the last run: its model has another number, or levels that are no more. */
async function ageModel(register: OpenRegister, age: (model: LinkModel) => unknown): Promise<void> {
  const { store, folder } = register;
  const [linkage, found, assignments] = await Promise.all([
    store.latestLinkage(),
    readRun(register, "person"),
    store.assignments(),
  ]);
  const [key] = register.newKeys(1);
  assert.ok(linkage && found && key);
  const models = JSON.parse(fromUtf8(linkage.model));
  const model = canonicalBytes({ ...models, person: age(models.person) });
  const entry = {
    entry: "linkage-run",
    model: digestOf(model),
    assignments: digestOf(model),
    size: await store.size(),
    entities: assignments.size,
    merges: 0,
    splits: 0,
    seed: 1,
  } as const;
  const saved = await store.saveLinkage({
    model,
    assignments: [...assignments],
    review: [],
    changes: [],
    entry,
    key,
  });
  const header = { run: saved.start, onePerList: false, seed: 1 };
  await writeRun(folder, "person", { header, found });
}

test("a model of an earlier version explains nothing, says what to do, and the next run learns anew", () =>
  withRegister(async (register) => {
    const first = await link(register, "auto");
    const ages: readonly ((model: LinkModel) => unknown)[] = [
      (model) =>
        Object.fromEntries(
          Object.entries({ ...model, version: 1 }).filter(
            ([name]) => !["namesakes", "neighbours", "together"].includes(name),
          ),
        ),
      (model) => ({
        ...model,
        comparisons: model.comparisons.map((own) => ({ ...own, levels: own.levels.slice(0, -1) })),
      }),
    ];
    for (const age of ages) {
      await ageModel(register, age);
      await assert.rejects(
        explainRecords(register, viewOf(register, { as: "keeper" }), ["valley/20", "coast/20"] as never),
        {
          code: "refused",
          message: /earlier version .* recount link makes it anew/,
        },
      );
      const again = await link(register, "always");
      assert.equal(again.persons.added, undefined);
      assert.deepEqual(again.run.result.model, first.run.result.model);
      assert.ok(
        (
          await explainRecords(register, viewOf(register, { as: "keeper" }), [
            "valley/20",
            "coast/20",
          ] as never)
        ).total > 0,
      );
    }
  }));

test("a run that moves little writes and digests only that, and the register is as if all had been written", () =>
  withRegister(async (register) => {
    await link(register, "auto");
    const { store } = register;
    const step = async () => {
      const { run, report } = await link(register, "always");
      assert.ok((run.added?.touched.length ?? Infinity) < 0.2 * run.index.length);
      const entities = await store.assignments();
      const rows = [...run.index.keys()];
      assert.deepEqual([...entities.keys()].sort(), rows.map(run.idOf).sort());
      const groups = (labelOf: (row: number) => unknown) =>
        [...Map.groupBy(rows, labelOf).values()].map((own) => own.join(" ")).sort();
      assert.deepEqual(
        groups((row) => entities.get(run.idOf(row))),
        groups((row) => run.result.entity[row]),
      );
      const findings = await examineLinkage(register);
      assert.ok(
        findings.every(({ state }) => state === "sound"),
        JSON.stringify(findings),
      );
      const waiting = (await store.reviewPairs()).map(({ left, right }) => `${left} ${right}`).sort();
      assert.deepEqual(
        waiting,
        reviewPairs(run)
          .map(({ left, right }) => `${left} ${right}`)
          .sort(),
      );
      return report;
    };
    await importPeople(register, "hills", ["1,Tarek Belen,1951-03-12", "2,Nobody Else,1907-01-02"]);
    await step();
    const before = await store.assignments();
    await importPeople(register, "hills", ["1,Tarek Belen,1951-03-12", "3,Nobody Else,1907-01-02"]);
    await step();
    assert.equal((await store.assignments()).get("hills/1" as never), before.get("hills/1" as never));
    await importPeople(register, "hills", ["1,Ilyas Temur,1940-01-10", "3,Nobody Else,1907-01-02"]);
    await step();
    const view = viewOf(register, { as: "keeper" });
    const by = { by: "Ani", why: "two sons", now: testNow };
    const records = [recordId("valley/30"), recordId("coast/30")] as const;
    const { id } = await judgePair(register, view, { records, answer: "different", ...by });
    assert.equal((await step()).changes.length, 1);
    await undoJudgement(register, view, { id, ...by });
    assert.equal((await step()).changes.length, 1);
    rmSync(join(register.folder.cache, "table-person"));
    rmSync(join(register.folder.cache, "assignments"));
    await importPeople(register, "shore", ["1,Maro Velan,1953-02-11"]);
    await step();
  }));

/** What the rows say, whatever the order of the dictionaries. */
function rowsOf({ index, ids, list, lists, fields }: Awaited<ReturnType<typeof currentColumns>>) {
  return Array.from(index, (entry, row) => [
    entry,
    ids[row],
    lists[list[row] ?? 0],
    ...fields.map(({ values, ids: own }) => values[own[row] ?? 0]),
  ]);
}
