import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshRegister, temporaryFolder } from "../../test/register-fixture.ts";
import { organisationId, sourceId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import { evidencePath } from "./evidence.ts";
import { type ImportReport, type ImportRequest, importList, undoImport } from "./import-list.ts";
import type { OpenRegister } from "./register-folder.ts";

const people = [
  "id,full name,date of birth",
  "1,Ali Vele,1971-02-03",
  "2,Мара Торн,1980",
  "3,Ani Sol,1990-05",
];
const corrected = ["id,full name,date of birth", "3,Ani Sol,1990-05", "2,Мара Торн,1981", "4,Dal Rin,1965"];

async function withRegister(body: (register: OpenRegister) => Promise<void>): Promise<void> {
  const register = await freshRegister();
  try {
    await body(register);
  } finally {
    await register.close();
  }
}

function list(lines: readonly string[], name = "list.csv"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const request = (path: string, more: Partial<ImportRequest> = {}): ImportRequest => ({
  path,
  source: { id: sourceId("valley"), name: "Valley", consent: "coalition" },
  organisation: { id: organisationId("committee"), name: "Committee" },
  ...more,
});

async function recordsOf({ store }: OpenRegister): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of store.records()) records.push(...batch);
  return records;
}

const namesOf = async (register: OpenRegister) =>
  (await recordsOf(register)).map(({ mentions }) => mentions.names.map(({ text }) => text).join(" ")).sort();

const countsOf = ({ difference }: ImportReport) => [
  difference.added,
  difference.changed,
  difference.unchanged,
];

test("a list becomes records, its bytes are kept, its mapping is saved", () =>
  withRegister(async (register) => {
    const path = list(people);
    const report = await importList(register, request(path));
    assert.deepEqual([report.accepted, report.unchanged, report.rows, report.records], [true, false, 3, 3]);
    assert.deepEqual(await namesOf(register), ["Ali Vele", "Ani Sol", "Мара Торн"]);
    const kept = evidencePath(register.folder.evidence, report.evidence);
    assert.deepEqual(readFileSync(kept), readFileSync(path));
    assert.equal(statSync(kept).mode & 0o777, 0o400);
    assert.equal(existsSync(report.mapping), true);
    assert.deepEqual(
      [(await register.store.sources()).length, (await register.store.organisations()).length],
      [1, 1],
    );
  }));

test("the same file twice changes nothing and says so", () =>
  withRegister(async (register) => {
    await importList(register, request(list(people)));
    const size = await register.store.size();
    const again = await importList(register, request(list(people, "renamed.csv")));
    assert.deepEqual([again.unchanged, again.rows, again.mappingOrigin], [true, 3, "saved"]);
    assert.equal(await register.store.size(), size);
  }));

test("a later version keeps the rows that did not change, and shows the difference", () =>
  withRegister(async (register) => {
    await importList(register, request(list(people)));
    const before = new Map((await recordsOf(register)).map((record) => [record.id, record.index]));
    const report = await importList(register, request(list(corrected)));
    assert.deepEqual(countsOf(report), [1, 1, 1]);
    assert.equal(report.difference.removed.length, 1);
    const same = (await recordsOf(register)).filter(({ id, index }) => before.get(id) === index);
    assert.deepEqual(
      same.map(({ version }) => version),
      [1],
    );
    assert.equal(report.version.number, 2);
  }));

test("without identifiers a corrected row stays the same record", () =>
  withRegister(async (register) => {
    const withoutIds = (lines: readonly string[]) => lines.map((line) => line.slice(line.indexOf(",") + 1));
    const first = [
      "x,full name,date of birth,village",
      "x,Ali Vele,1971-02-03,Upper Sarn",
      "x,Dal Rin,1965-01-01,Oru",
    ];
    const second = [
      "x,full name,date of birth,village",
      "x,Dal Rin,1965-01-01,Oru",
      "x,Ali Vele,1971-02-04,Upper Sarn",
    ];
    await importList(register, request(list(withoutIds(first))));
    const before = (await recordsOf(register)).map(({ id }) => id).sort();
    const report = await importList(register, request(list(withoutIds(second))));
    assert.deepEqual(countsOf(report), [0, 1, 1]);
    assert.deepEqual((await recordsOf(register)).map(({ id }) => id).sort(), before);
  }));

test("without identifiers, rows told apart by their text alone stay the same records when a list is sorted anew", () =>
  withRegister(async (register) => {
    const [head, ...rows] = [
      "full name,village",
      "Ali Vele,Oru",
      "Ali Vele,Oru",
      "Dal Rin,Oru",
      "Ani Sol,Sarn",
    ];
    await importList(register, request(list([head ?? "", ...rows])));
    const before = new Set((await recordsOf(register)).map(({ id }) => id));
    const later = ["Ani Sol,Upper Sarn", ...rows.slice(0, 3).toReversed(), "Ali Vele,Oru"];
    const report = await importList(register, request(list([head ?? "", ...later])));
    assert.deepEqual([countsOf(report), report.difference.removed], [[1, 1, 3], []]);
    const after = (await recordsOf(register)).map(({ id }) => id);
    assert.deepEqual([after.length, after.filter((id) => before.has(id)).length], [5, 4]);
  }));

test("an import that is undone leaves the version before it", () =>
  withRegister(async (register) => {
    await importList(register, request(list(people)));
    const before = await recordsOf(register);
    const { version } = await importList(register, request(list(corrected)));
    await undoImport(register, version.id);
    assert.deepEqual(await recordsOf(register), before);
    await assert.rejects(undoImport(register, "nothing"), { code: "not-found" });
  }));

test("issues are counted and kept, and with strict nothing is accepted", () =>
  withRegister(async (register) => {
    const path = list([...people, "4,Dal Rin,31.02.1971"]);
    const refused = await importList(register, request(path, { strict: true }));
    assert.deepEqual([refused.accepted, refused.issues > 0], [false, true]);
    assert.deepEqual([await register.store.size(), await register.store.versions()], [0, []]);
    const taken = await importList(register, request(path));
    assert.deepEqual([taken.accepted, taken.records, taken.issues], [true, 4, refused.issues]);
    assert.match(taken.firstIssues[0]?.message ?? "", /31\.02\.1971/);
  }));

test("an import that is stopped leaves the register as it was, and goes on where it stopped", () =>
  withRegister(async (register) => {
    const lines = ["id,full name", ...Array.from({ length: 30 }, (_, i) => `${i},Name ${i}`)];
    const path = list(lines);
    const stop = new AbortController();
    const onBatch = (batch: number) => {
      if (batch === 2) stop.abort(new Error("stopped"));
    };
    await assert.rejects(
      importList(register, request(path, { onBatch, signal: stop.signal, batchRows: 5 })),
      /stopped/,
    );
    assert.deepEqual([await register.store.size(), await recordsOf(register)], [0, []]);
    const report = await importList(register, request(path, { batchRows: 5 }));
    assert.deepEqual([report.resumedBatches, report.records], [2, 30]);
    assert.equal((await recordsOf(register)).length, 30);
  }));

test("a file that is not what its name says is refused and leaves nothing behind", () =>
  withRegister(async (register) => {
    const path = list(["not a spreadsheet"], "list.xlsx");
    await assert.rejects(importList(register, request(path)), { code: "input-refused" });
    await assert.rejects(importList(register, request(list([], "empty.csv"))), /wanted/);
    await assert.rejects(importList(register, request(join(path, "none"))), { code: "input-no-file" });
    await assert.rejects(importList(register, request(temporaryFolder())), { code: "input-not-a-file" });
    assert.equal(await register.store.size(), 0);
  }));

test("a mapping that was edited reads the same file anew", () =>
  withRegister(async (register) => {
    const path = list(people);
    const first = await importList(register, request(path));
    const text = readFileSync(first.mapping, "utf8");
    writeFileSync(first.mapping, text.replace('"birth-date"', '"note"'));
    const second = await importList(register, request(path));
    assert.deepEqual(
      [second.mappingOrigin, second.unchanged, ...countsOf(second)],
      ["saved", false, 0, 3, 0],
    );
    writeFileSync(first.mapping, "{}");
    await assert.rejects(importList(register, request(path)), { code: "input-mapping" });
  }));
