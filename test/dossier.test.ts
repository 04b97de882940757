/** Lists in, and an entity out: its profile, its dossier as folder and PDF, the custody of what it rests on. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { organisationId, type RecordId, slug, sourceId } from "../src/model/ids.ts";
import { noMentions } from "../src/model/mention.ts";
import { importSource } from "../src/pipeline.ts";
import { evidencePath } from "../src/shell/evidence.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { addRecord } from "../src/steps/add/add-record.ts";
import { readEvidence, recordCustody } from "../src/steps/dossier/record-custody.ts";
import { writeDossier } from "../src/steps/dossier/write-dossier.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { judgePair } from "../src/steps/review/judge-pair.ts";
import { readEntity } from "../src/steps/show/read-profile.ts";
import { viewOf } from "../src/steps/view.ts";
import { freshRegister, sharedRegister, temporaryFolder, testNow } from "./register-fixture.ts";

const lists = {
  enquiries:
    "File no.,Full name,Father's ID,Date of birth,Date last seen,Place last seen,Status,Identified by,Height (cm),Event\n" +
    "E1,Ali Garan,E2,1976-03-10,1993-05-17,Sindov,found dead,a laboratory,173,The market\nE2,Vahid Garan,,1950,1993-05-17,Sindov,missing,,,The market\n",
  summary:
    "№,ФИО,Дата рождения,Дата исчезновения,Место исчезновения,Статус\n1,Али Гаран,11.04.1978,17.05.1993,Синдов,пропал без вести\n",
  market: "event,date,place,number killed,number injured\nThe market,1993-05-17,Sindov,32,14\n",
} as const;

const opened: { ids?: ReadonlyMap<string, RecordId> } = {};
const folder = temporaryFolder();
const kept = (register: OpenRegister) => viewOf(register, { as: "keeper" });

const theRegister = sharedRegister(freshRegister, async (register) => {
  for (const [name, text] of Object.entries(lists)) {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, text);
    const organisation = { id: organisationId("lantern"), name: "Lantern" };
    const records = name === "market" ? "event" : "person";
    await importSource(register, {
      path,
      organisation,
      records,
      source: { id: sourceId(slug(name)), name, consent: "coalition" },
    });
  }
  const ids = new Map<string, RecordId>();
  for await (const batch of register.store.records())
    for (const { id, source, row } of batch) ids.set(`${source} ${row}`, id);
  opened.ids = ids;
  await judgePair(register, kept(register), {
    records: [idOf("enquiries 1"), idOf("summary 1")],
    answer: "same",
    by: "Ani",
    why: "same father",
    now: testNow,
  });
  await linkRegister(register, { seed: 1, onePerList: false, progress: () => undefined });
});

function idOf(place: string): RecordId {
  const id = opened.ids?.get(place);
  assert.ok(id !== undefined, place);
  return id;
}

const show = async (place: string) => readEntity(theRegister().store, kept(theRegister()), idOf(place));

test("a profile has each source's word side by side, says what is contested, and who judged", async () => {
  const shown = await show("summary 1");
  assert.deepEqual(shown.profile.records.map(({ source }) => source).sort(), ["enquiries", "summary"]);
  assert.deepEqual(shown.contested, ["date.birth"]);
  const births = shown.profile.fields
    .find(({ field }) => field === "date.birth")
    ?.values.map(({ text, said }) => [text, said[0]?.source]);
  assert.deepEqual(births?.sort(), [
    ["1976-03-10", "enquiries"],
    ["1978-04-11", "summary"],
  ]);
  assert.deepEqual(
    shown.judgements.map(({ answer, by, standing }) => [answer, by, standing]),
    [["same", "Ani", "holds"]],
  );
  assert.deepEqual(
    shown.profile.derived.map(({ of, values, rule }) => [of, values, rule]),
    [["missing", ["found-dead"], "latest-step"]],
  );
});

test("relations are resolved to entities where their target is in the register", async () => {
  const { profile } = await show("enquiries 1");
  const [father, event] = profile.relations;
  assert.deepEqual([father?.kind, father?.entity], ["child-of", (await show("enquiries 2")).profile.entity]);
  assert.deepEqual([event?.kind, event?.entity], ["victim-of", (await show("market 1")).profile.entity]);
});

test("an event has the victims whom records name beside its sources' numbers, never one sum", async () => {
  const { victims } = await show("market 1");
  assert.deepEqual(victims?.named.map(({ name, rule }) => [name, rule]).sort(), [
    ["Ali Garan", "named"],
    ["Vahid Garan", "named"],
  ]);
  assert.deepEqual(
    victims?.numbers.map(({ harm, number }) => [harm, number]),
    [
      ["killed", 32],
      ["injured", 14],
    ],
  );
});

test("a record entered by hand corrects another, which stays beside it and contests nothing any more", async () => {
  const register = theRegister();
  const mentions = { ...noMentions, dates: [{ role: "birth", text: "1976", date: { year: 1976 } }] } as const;
  const form = {
    kind: "person",
    mentions,
    source: { id: sourceId("desk"), name: "desk", consent: "coalition" },
    organisation: { id: organisationId("lantern"), name: "Lantern" },
    by: "Ani",
    now: testNow,
    viewer: { as: "keeper" },
  } as const;
  const corrects = idOf("summary 1");
  const added = await addRecord(register, { ...form, corrects, why: "passport" });
  await assert.rejects(addRecord(register, { ...form, corrects }), { code: "input-usage" });
  await assert.rejects(addRecord(register, form), { code: "refused" });
  await assert.rejects(
    addRecord(register, { ...form, source: { ...form.source, id: sourceId("summary") } }),
    { code: "refused" },
  );
  await register.store.replay();
  await linkRegister(register, { seed: 1, onePerList: false, progress: () => undefined });
  const shown = await readEntity(register.store, kept(register), added.record);
  assert.deepEqual(shown.contested, []);
  const corrected = shown.profile.fields
    .find(({ field }) => field === "date.birth")
    ?.values.find(({ text }) => text === "1978-04-11");
  assert.equal(corrected?.said[0]?.correctedBy, added.record);
  const record = await register.store.record(added.record);
  assert.deepEqual(record?.entered, { by: "Ani", at: testNow.toISOString(), corrects, why: "passport" });
});

test("what is not in the register is not found", async () => {
  const { store } = theRegister();
  await assert.rejects(readEntity(store, kept(theRegister()), "enquiries/none"), { code: "not-found" });
});

test("a dossier is a folder with all of it and a PDF that embeds its fonts; the same state gives the same bytes", async () => {
  const register = theRegister();
  const write = (name: string) =>
    writeDossier(register, kept(register), {
      id: idOf("summary 1"),
      folder: join(folder, name),
      reader: "the court",
      language: "ar",
      pdf: true,
      now: testNow,
    });
  const report = await write("one");
  await write("two");
  assert.deepEqual(readdirSync(join(folder, "one")).sort(), [...report.files].sort());
  for (const file of report.files)
    assert.deepEqual(readFileSync(join(folder, "one", file)), readFileSync(join(folder, "two", file)), file);
  const pdf = readFileSync(join(folder, "one", "dossier.pdf")).toString("latin1");
  assert.match(pdf, /^%PDF-/);
  for (const font of ["NotoNaskhArabic", "NotoSans"]) assert.match(pdf, new RegExp(`\\+${font}`));
  await assert.rejects(write("one"), { code: "input-folder" });
});

test("custody is recorded for a file of a source, and a file whose bytes changed is told", async () => {
  const register = theRegister();
  const sources = new Set([sourceId("summary")]);
  const [file] = await readEvidence(register, sources);
  assert.ok(file !== undefined);
  assert.deepEqual([file.state, file.custody], ["intact", []]);
  const size = await register.store.stateSize();
  const said = {
    act: "handed-over",
    by: "Ani",
    to: "the notary",
    when: "2026-02",
    recordedBy: "Ani",
    now: testNow,
  } as const;
  await recordCustody(register, sources, { ...said, evidence: file.evidence });
  assert.equal(await register.store.stateSize(), size);
  await assert.rejects(recordCustody(register, sources, { ...said, evidence: "0".repeat(64) }), {
    code: "not-found",
  });
  await assert.rejects(recordCustody(register, sources, { ...said, evidence: file.evidence, when: "soon" }), {
    code: "input-custody",
  });
  const path = evidencePath(register.folder.evidence, file.evidence);
  const bytes = readFileSync(path);
  chmodSync(path, 0o600);
  writeFileSync(path, "another");
  const [altered] = await readEvidence(register, sources);
  writeFileSync(path, bytes);
  assert.deepEqual(
    [altered?.state, altered?.custody.map(({ act, to }) => [act, to])],
    ["altered", [["handed-over", "the notary"]]],
  );
});

test("the PDF's text reads back in its scripts", {
  skip: spawnSync("pdftotext", ["-v"]).error !== undefined && "no pdftotext here",
}, async () => {
  const register = theRegister();
  await writeDossier(register, kept(register), {
    id: idOf("summary 1"),
    folder: join(folder, "read"),
    reader: "x",
    language: "hy",
    pdf: true,
    now: testNow,
  });
  const { stdout } = spawnSync("pdftotext", ["-layout", join(folder, "read", "dossier.pdf"), "-"], {
    encoding: "utf8",
  });
  for (const words of ["Ժամանակագրություն", "Али Гаран", "Ali Garan", "1978-04-11"])
    assert.ok(stdout.includes(words), words);
});
