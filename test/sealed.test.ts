/** What is sealed stands nowhere in the clear: not in the data folder, its write-ahead log, temporary files, output or a backup. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import type { ImportReport } from "../src/shell/import-list.ts";
import { passingIdentity, readArchive } from "../src/shell/locked-archive.ts";
import { initRegister, type OpenRegister } from "../src/shell/register-folder.ts";
import { backupRegister } from "../src/steps/backup-register.ts";
import { addCustodian, beginDrill, endDrill, openSealed } from "../src/steps/custodians.ts";
import { examineRegister } from "../src/steps/doctor.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { temporaryFolder, testNow } from "./register-fixture.ts";

const [sealed, open] = ["Zuhravelantoro", "Karimbelosaz"]; // a witness, and a name that is not sealed
const outside = temporaryFolder(); // whoever has the list keeps it here
const home = temporaryFolder();
const options = { progress: () => undefined };
const people = [await passingIdentity(), await passingIdentity()] as const;
const testStart = Date.now();
const state: { register?: OpenRegister; report?: ImportReport } = {};
const list = [
  "Family name,Given name,Date of birth,Date of death,Witness",
  ...Array.from(
    { length: 12 },
    (_, i) => `${open}${i},Given${i},19${50 + i}-01-10,1992-05-04,${sealed} ${i}`,
  ),
].join("\n");

before(async () => {
  // The embedded database of its own, so that its files are there to be searched.
  state.register = await initRegister(join(home, "register"), { now: testNow });
  const register = theRegister();
  for (const [at, { recipient }] of people.entries())
    await addCustodian(register, { name: `Custodian ${at}`, recipient });
  state.report = await take("dead", list);
  await linkRegister(register, { seed: 1, onePerList: false, ...options });
});

after(async () => {
  await state.register?.close();
});

function theRegister(): OpenRegister {
  assert.ok(state.register);
  return state.register;
}

function take(
  name: string,
  content: string,
  columns: readonly string[] = ["witness"],
): Promise<ImportReport> {
  const path = join(outside, `${name}.csv`);
  writeFileSync(path, content);
  return importSource(theRegister(), {
    path,
    source: {
      id: sourceId(name),
      name,
      consent: "organisation",
      ...(columns.length > 0 && { sealed: columns }),
    },
    organisation: { id: organisationId("lantern"), name: "Lantern" },
  });
}

/** Files under `folder` in which the text stands, in UTF-8 or UTF-16. */
function filesWith(folder: string, text: string): readonly string[] {
  const needles = [
    Buffer.from(text),
    Buffer.from(text, "utf16le"),
    Buffer.from(Buffer.from(text).toString("hex")),
  ];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .filter((path) => {
      const bytes = unlessGone(() => readFileSync(path));
      return needles.some((needle) => bytes?.includes(needle));
    });
}

/** What others have beside this in the folder for temporary goes while it is looked at. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const clusterOf = (register: OpenRegister): string => {
  try {
    return (JSON.parse(readFileSync(`${register.folder.database}.location`, "utf8")) as { path: string })
      .path;
  } catch {
    return register.folder.database;
  }
};

test("the sealed text is in no file of the register, while the rest of its rows is", () => {
  const register = theRegister();
  const folders = [register.folder.data, clusterOf(register)];
  assert.deepEqual(
    folders.flatMap((folder) => filesWith(folder, sealed)),
    [],
  );
  const found = folders.flatMap((folder) => filesWith(folder, open));
  assert.ok(
    found.some((path) => path.includes("pg_wal")),
    "the search would find it in the write-ahead log",
  );
});

test("nor in what was printed or left for temporary", () => {
  assert.ok(!JSON.stringify(state.report).includes(sealed));
  const mine = new Set([outside]);
  const left = readdirSync(tmpdir())
    .map((name) => join(tmpdir(), name))
    .filter(
      (path) => !mine.has(path) && (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > testStart,
    )
    .filter((path) => path.includes("recount"));
  assert.deepEqual(
    left.flatMap((path) =>
      statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
        ? (unlessGone(() => filesWith(path, sealed)) ?? [])
        : [],
    ),
    [],
  );
});

test("nor in a backup, even to whoever can open it", async () => {
  const file = join(home, "backup.age");
  const { identity, recipient } = await passingIdentity();
  await backupRegister(theRegister(), { file, lock: { recipients: [recipient] } }, options);
  const bytes: Uint8Array[] = [readFileSync(file)];
  for await (const { pieces } of readArchive(file, { identities: [identity] }))
    for await (const piece of pieces) bytes.push(piece);
  const all = Buffer.concat(bytes);
  assert.ok(all.includes(open));
  assert.ok(!all.includes(sealed));
});

test("a record says that there is something, and not what", async () => {
  const records = [];
  for await (const batch of theRegister().store.records({ kinds: ["person"] })) records.push(...batch);
  assert.equal(records.length, 12);
  for (const { cells } of records)
    assert.deepEqual(
      cells.find(([column]) => column === "Witness"),
      ["Witness", "(sealed)"],
    );
});

test("each custodian opens the file as it was received, and nobody else does", async () => {
  const { evidence } = state.report ?? assert.fail();
  for (const { identity } of people)
    assert.equal(Buffer.from(await openSealed(theRegister(), evidence, [identity])).toString(), list);
  const { identity } = await passingIdentity();
  await assert.rejects(openSealed(theRegister(), evidence, [identity]), { code: "input-locked" });
});

test("a later version is sealed without being told, and the same file again changes nothing", async () => {
  const again = await take("dead", list, []);
  assert.equal(again.unchanged, true);
  const next = await take("dead", `${list}\nNew,Person,1970-01-01,1993-01-01,${sealed} 99`, []);
  assert.equal(next.difference.added, 1);
  assert.deepEqual(filesWith(theRegister().folder.data, sealed), []);
});

test("a column that is not there is refused before anything is written", async () => {
  await assert.rejects(take("misspelt", list, ["Witnes"]), /wanted a column of the file to seal/);
  assert.deepEqual(filesWith(theRegister().folder.data, sealed), []);
});

test("a source that was taken in open cannot be sealed afterwards", async () => {
  await take("plain", "Family name,Phone\nVelan,1", []);
  await assert.rejects(take("plain", "Family name,Phone\nVelan,2", ["Phone"]), { code: "input-sealed" });
});

test("the doctor warns until each custodian has shown that they can open", async () => {
  const custodians = async () =>
    (await examineRegister(theRegister(), options)).findings.filter(({ part }) => part === "custodians");
  assert.deepEqual(
    (await custodians()).map(({ state: found }) => found),
    ["warning"],
  );
  for (const [at, { identity }] of people.entries()) {
    const file = join(outside, "challenge.age");
    const name = `Custodian ${at}`;
    await beginDrill(theRegister(), name, file);
    await assert.rejects(endDrill(theRegister(), { name, answer: "a guess", now: testNow }), {
      code: "refused",
    });
    const answer = await openChallenge(file, identity);
    await endDrill(theRegister(), { name, answer, now: testNow });
  }
  assert.deepEqual(
    (await custodians()).map(({ state: found }) => found),
    ["sound"],
  );
});

/** With age's own program where there is one, so that custodians need none of ours. */
async function openChallenge(file: string, identity: string): Promise<string> {
  const key = join(outside, "key.txt");
  writeFileSync(key, `${identity}\n`);
  try {
    return execFileSync("age", ["-d", "-i", key, file], { encoding: "utf8" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    const { openBytes } = await import("../src/shell/locked-archive.ts");
    return Buffer.from(await openBytes({ identities: [identity] }, readFileSync(file))).toString();
  }
}
