/** A person dead on one list and alive on a later one: nothing is published until somebody has judged. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { exitCodeOf } from "../src/cli/exit-code.ts";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { countRegister } from "../src/steps/count/count-register.ts";
import { listConflicts, settleFate, withdrawFate } from "../src/steps/count/settle-fate.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { judgePair } from "../src/steps/review/judge-pair.ts";
import { viewOf } from "../src/steps/view.ts";
import { verifyFolder } from "../src/verify/verify-folder.ts";
import { killedAppeal } from "./killed-list.ts";
import { freshRegister, temporaryFolder, testNow } from "./register-fixture.ts";

const people = [
  ["Temur", "Ilyas", "1950-01-10"],
  ["Velan", "Maro", "1953-02-11"],
  ["Andar", "Sofi", "1956-03-12"],
  ["Korin", "Pavle", "1959-04-13"],
  ["Halem", "Nura", "1962-05-14"],
  ["Orbel", "Davit", "1965-06-15"],
  ["Sarov", "Lena", "1968-07-16"],
  ["Mirat", "Aslan", "1949-08-17"],
  ["Kever", "Tamar", "1971-09-18"],
  ["Dastan", "Rauf", "1944-10-19"],
  ["Ilvar", "Hasmik", "1977-11-20"],
  ["Zorbel", "Gia", "1940-12-21"],
] as const;
const folder = temporaryFolder();
const opened: { register?: OpenRegister } = {};
const noProgress = () => undefined;
const judged = { by: "a reader", why: "her sister spoke with her in 2001", now: testNow };
const appeal = killedAppeal(1, "unit: person, period: 1991..1994");

before(async () => {
  opened.register = await freshRegister();
  await takeIn("dead", "killed", [
    "Family name,Given name,Date of birth,Date of death",
    ...people.map(([family, given, born]) => `${family},${given},${born},1992-05-04`),
  ]);
  await takeIn("displaced", "displaced", [
    "Family name,Given name,Date of birth,Date of displacement",
    ...people.slice(1, 2).map(([family, given, born]) => `${family},${given},${born},1999-06-01`),
    "Other,Person,1930-01-01,1990-01-01",
  ]);
  const records = [];
  for await (const batch of register().store.records()) records.push(...batch);
  const same = records.filter(({ mentions }) => mentions.dates.some(({ date }) => date.year === 1953));
  const [left, right] = same.map(({ id }) => id);
  assert.ok(left !== undefined && right !== undefined);
  await judgePair(register(), viewOf(register(), { as: "keeper" }), {
    records: [left, right],
    answer: "same",
    ...judged,
  });
  await linkRegister(register(), { seed: 1, onePerList: false, progress: noProgress });
  assert.ok("value" in (await newAppeal(register(), "valley", appeal)));
});

after(async () => {
  await opened.register?.close();
});

function register(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

async function takeIn(name: string, harm: string, rows: readonly string[]): Promise<void> {
  const [path, mapPath] = [join(folder, `${name}.csv`), join(folder, `${name}.json`)];
  writeFileSync(path, `${rows.join("\n")}\n`);
  const means = ["family-name", "given-name", "birth-date", "harm-date"];
  const columns = (rows[0] ?? "").split(",").map((column, i) => ({ column, means: means[i] }));
  const table = { table: `${name}.csv`, read: true, records: "person", harm, columns };
  writeFileSync(mapPath, JSON.stringify({ format: "recount-mapping/1", tables: [table] }));
  await importSource(register(), {
    path,
    mapPath,
    source: { id: sourceId(name), name, consent: "public" },
    organisation: { id: organisationId("lantern"), name: "Lantern" },
  });
}

const publish = (despite?: string) =>
  publishAppeal(register(), "valley", {
    folder: join(folder, "published"),
    progress: noProgress,
    ...(despite !== undefined && { despite }),
  });
const killed = async () => {
  const [report] = await countRegister(register(), { harm: "killed", by: [] }, { sampled: true });
  assert.ok(report);
  return report;
};

test("the person is listed, and the appeal is refused with exit 1 and no word of who it is, until somebody judges", async () => {
  const [conflict, ...others] = await listConflicts(register());
  assert.ok(conflict !== undefined && others.length === 0);
  assert.deepEqual(
    conflict.signs.map(({ sign }) => sign),
    ["harmed-later"],
  );
  assert.equal((await killed()).conflicts.length, 1);
  const size = await register().store.size();
  await assert.rejects(publish(), (error: unknown) => {
    assert.equal(exitCodeOf(error), 1);
    assert.ok(error instanceof Error && !error.message.includes(conflict.entity), String(error));
    return true;
  });
  assert.equal(await register().store.size(), size, "a refused publication leaves nothing");
});

test("judged to be alive, she is not counted among the dead, and the appeal is published and verifies", async () => {
  const [conflict] = await listConflicts(register());
  assert.ok(conflict);
  const entry = await settleFate(register(), viewOf(register(), { as: "keeper" }), conflict.entity, {
    ...judged,
    fate: "alive",
  });
  const { figure, conflicts } = await killed();
  assert.deepEqual([figure.documented, conflicts.length], [people.length - 1, 0]);
  const published = await publish();
  assert.deepEqual(
    published.documented.map(({ documented }) => documented),
    [people.length - 1],
  );
  assert.equal(verifyFolder(await readFolder(published.folder)).verdict, "consistent");
  await withdrawFate(register(), viewOf(register(), { as: "keeper" }), entry, judged);
  await assert.rejects(publish(), /recount count --settle/);
});

test("judged to be dead, she is counted, and the appeal is published", async () => {
  const [conflict] = await listConflicts(register());
  assert.ok(conflict);
  await settleFate(register(), viewOf(register(), { as: "keeper" }), conflict.entity, {
    ...judged,
    fate: "dead",
  });
  assert.equal((await killed()).figure.documented, people.length);
  await assert.rejects(publish(), /whoever subtracts them has 1$/);
  assert.equal((await publish("she asked to be named")).figures, 1);
});

test("whoever is on one list alone has no conflict to settle", async () => {
  await assert.rejects(
    () =>
      settleFate(register(), viewOf(register(), { as: "keeper" }), "nobody", { ...judged, fate: "alive" }),
    /--conflicts/,
  );
});
