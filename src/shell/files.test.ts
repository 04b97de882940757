import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sha256 } from "#sha256";
import { temporaryFolder } from "../../test/register-fixture.ts";
import { toHex, utf8 } from "../base/bytes.ts";
import { bytesFile, type SourceFile } from "../intake/source-file.ts";
import { dropEvidence, evidencePath, keepEvidence } from "./evidence.ts";
import { openSourceFile, writeFileDurably } from "./files.ts";

test("a source's file has its name, its size and its bytes", async () => {
  const path = join(temporaryFolder(), "ցուցակ.csv");
  writeFileSync(path, "a,b\n");
  const file = await openSourceFile(path);
  assert.deepEqual([file.name, file.size, String(await file.bytes())], ["ցուցակ.csv", 4, "a,b\n"]);
  const chunks = [];
  for await (const chunk of file.stream()) chunks.push(...chunk);
  assert.equal(String.fromCharCode(...chunks), "a,b\n");
});

test("what is no file to import is refused by what it is", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "empty.csv"), "");
  const wanted = [
    { path: join(folder, "none.csv"), code: "input-no-file" },
    { path: join(folder, "empty.csv"), code: "input-empty-file" },
    { path: join(folder, "empty.csv", "below.csv"), code: "input-no-file" },
    { path: folder, code: "input-not-a-file" },
  ];
  for (const { path, code } of wanted) await assert.rejects(openSourceFile(path), { code });
});

test("a file is written whole or not at all", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "file");
  await writeFileDurably(path, utf8("one"));
  await writeFileDurably(path, utf8("two"), 0o600);
  assert.deepEqual([readFileSync(path, "utf8"), statSync(path).mode & 0o777], ["two", 0o600]);
  mkdirSync(join(folder, "taken", "by"), { recursive: true });
  await assert.rejects(writeFileDurably(join(folder, "taken"), utf8("three")));
  assert.deepEqual(readdirSync(folder).sort(), ["file", "taken"]);
});

test("evidence is named by its digest, read-only, and kept once", async () => {
  const folder = join(temporaryFolder(), "evidence");
  const bytes = utf8("a,b\n".repeat(50_000));
  const evidence = await keepEvidence(folder, bytesFile("list.csv", bytes));
  assert.equal(evidence, toHex(sha256(bytes)));
  const path = evidencePath(folder, evidence);
  const before = statSync(path);
  assert.equal(await keepEvidence(folder, bytesFile("again.csv", bytes)), evidence);
  assert.deepEqual([statSync(path).ino, before.mode & 0o777], [before.ino, 0o400]);
  assert.deepEqual(new Uint8Array(readFileSync(path)), bytes);
  assert.deepEqual(readdirSync(folder), [evidence.slice(0, 2)]);
});

test("evidence that was cut short is put right, and can be dropped", async () => {
  const folder = join(temporaryFolder(), "evidence");
  const file = bytesFile("list.csv", utf8("whole"));
  const path = evidencePath(folder, await keepEvidence(folder, file));
  chmodSync(path, 0o600);
  writeFileSync(path, "who");
  const evidence = await keepEvidence(folder, file);
  assert.equal(readFileSync(path, "utf8"), "whole");
  await dropEvidence(folder, evidence);
  assert.deepEqual(readdirSync(join(folder, evidence.slice(0, 2))), []);
});

test("a file that breaks off while it is read leaves no evidence", async () => {
  const folder = join(temporaryFolder(), "evidence");
  const broken: SourceFile = {
    ...bytesFile("list.csv", utf8("a")),
    async *stream() {
      yield utf8("a");
      throw new Error("disk error");
    },
  };
  await assert.rejects(keepEvidence(folder, broken), { code: "input-unreadable", message: /disk error/ });
  assert.deepEqual(readdirSync(folder), []);
});
