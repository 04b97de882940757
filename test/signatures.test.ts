/** The life of signatures on one register: put up, signed elsewhere, collected, published, disputed, taken back. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { formatLetter, type LetterBody, signLetter } from "../src/appeal/letter.ts";
import { formatSignatureFile, signTexts } from "../src/appeal/signature-file.ts";
import { formatToSign, parseToSign, type ToSign } from "../src/appeal/to-sign-file.ts";
import { readZip } from "../src/base/zip.ts";
import { formatSshKey, sshFingerprint } from "../src/ledger/ssh-key.ts";
import { newSigningKey, type SigningKey } from "../src/ledger/verifier-key.ts";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { readCorrespondence } from "../src/steps/appeal-beside.ts";
import { answerDispute, enterResponse } from "../src/steps/appeals/enter-answers.ts";
import { collectLetter, readKeyWindows } from "../src/steps/collect-letter.ts";
import { newAppeal, proposeAppeal } from "../src/steps/draft-appeal.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { verifyFolder } from "../src/verify/verify-folder.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const folder = temporaryFolder();
const opened: { register?: OpenRegister; sent?: ToSign } = {};
const noProgress = () => undefined;
const names = ["Lantern", "Thread", "Union"] as const;
const keys = new Map(names.map((name, i) => [name, newSigningKey(new Uint8Array(32).fill(20 + i))]));
const text = (head: string, words: string, version = 1) => `---
title: The dead of the valley
date: 2022-03-21
version: ${version}
${head}
addressees:
  - The Parliament of Kelmara
signatories:
${names.map((name) => `  - name: Speaker of ${name}\n    role: Chair\n    organisation: ${name}`).join("\n")}
---

${words}
`;
const english = text(
  "language: en\nquorum: 2",
  "Our lists name {{figure: killed, unit: person}} people who were killed.",
);
const russian = text(
  "language: ru\nquorum: 2\ntranslates: valley",
  "В наших списках {{figure: killed, unit: person}} убитых.",
);

before(async () => {
  opened.register = await freshRegister();
  const path = join(folder, "dead.csv");
  const rows = Array.from({ length: 12 }, (_, i) => `Family${i},Given${i},19${50 + i}-01-10,1992-05-04`);
  writeFileSync(
    path,
    ["Family name,Given name,Date of birth,Date of death", ...rows, "Torvan,Anna,1961-02-02,1992-05-04"].join(
      "\n",
    ),
  );
  await importSource(register(), {
    path,
    source: { id: sourceId("dead"), name: "dead", consent: "organisation" },
    organisation: { id: organisationId("lantern"), name: "Lantern" },
    strict: false,
    progress: { report: noProgress },
    signal: new AbortController().signal,
  });
  await linkRegister(register(), { seed: 1, onePerList: false, progress: noProgress });
  assert.ok("value" in (await newAppeal(register(), "valley", english)));
  assert.ok("value" in (await newAppeal(register(), "valley-ru", russian)));
  const sent = await proposeAppeal(register(), "valley-ru", { anew: false });
  assert.ok("value" in sent);
  opened.sent = sent.value;
});

after(async () => {
  await opened.register?.close();
});

function register(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

function sent(): ToSign {
  assert.ok(opened.sent);
  return opened.sent;
}

const keyOf = (name: (typeof names)[number]): SigningKey => {
  const key = keys.get(name);
  assert.ok(key);
  return key;
};
const publish = (appeal = "valley") =>
  publishAppeal(register(), appeal, {
    folder: join(register().folder.published, appeal),
    progress: noProgress,
  });
const published = (appeal = "valley") => readFolder(join(register().folder.published, appeal));
const collect = (file: string, confirmed?: SigningKey) =>
  collectLetter(register(), file, {
    on: "2026-01-05",
    ...(confirmed && { confirmed: sshFingerprint(confirmed.publicKey) }),
  });
const signature = (name: (typeof names)[number], key = keyOf(name)) =>
  formatSignatureFile(signTexts(sent(), name.toLowerCase(), key));
const about = () => {
  const [first] = sent().endorsed.texts;
  assert.ok(first);
  return { appeal: first.appeal, version: 1, manifest: first.manifest };
};
const letter = (body: LetterBody, ...signers: readonly SigningKey[]) =>
  formatLetter(signLetter(body, signers));
const stranger = newSigningKey(new Uint8Array(32).fill(30));

test("what is sent holds every language, and is read as it was written", () => {
  assert.deepEqual(
    sent().endorsed.texts.map(({ language }) => language),
    ["en", "ru"],
  );
  const again = parseToSign(formatToSign(sent()));
  assert.ok("value" in again);
  assert.deepEqual(again.value.endorsed, sent().endorsed);
});

test("languages whose figures differ cannot be put up together", () => {
  const [first, second] = sent().texts;
  assert.ok(first && second);
  const doctored = new Map(second.files);
  const json = new TextDecoder().decode(doctored.get("data/statements.json"));
  const other = json.replace('"documented":"fewer than 10"', '"documented":12');
  const file = JSON.parse(formatToSign(sent()));
  file.texts[1].files = file.texts[1].files.map(([path, words]: [string, string]) => [
    path,
    path === "data/statements.json" ? other : words,
  ]);
  const parsed = parseToSign(JSON.stringify(file));
  assert.ok("issues" in parsed);
  assert.match(
    parsed.issues.map(({ message }) => message).join(),
    /the text in ru has no figure with the query and the numbers of F1, \{\{figure: killed/,
  );
});

test("nothing is published below the quorum", async () => {
  await assert.rejects(publish(), /got 0 signatures on valley, wanted the quorum of 2/);
});

test("a first key is taken only with its fingerprint, and then signs every language", async () => {
  await assert.rejects(
    collect(signature("Lantern")),
    /not known for lantern: let its people read the fingerprint/,
  );
  for (const name of names) assert.equal((await collect(signature(name), keyOf(name))).refused, undefined);
  const { signatures } = await publish();
  await publish("valley-ru");
  assert.deepEqual(signatures, { standing: 3, of: 3 });
  for (const appeal of ["valley", "valley-ru"]) {
    const files = await published(appeal);
    const own = [...names].map((name) => `${name} ${sshFingerprint(keyOf(name).publicKey)}`).join("\n");
    const log = new TextDecoder().decode(files.get("data/log.vkey"));
    const { verdict, refusals, keysConfirmed } = verifyFolder(files, { keys: `${log}${own}` });
    assert.deepEqual([verdict, refusals, keysConfirmed], ["verified", [], { confirmed: 4, of: 4 }]);
  }
});

test("signatures again, of somebody else's key or of no signatory are refused, with the reason on record", async () => {
  const again = await collect(signature("Lantern"));
  const other = await collect(signature("Thread", stranger), stranger);
  const nobody = await collect(formatSignatureFile(signTexts(sent(), "nobody", stranger)), stranger);
  assert.match(again.refused ?? "", /has signed this version already/);
  assert.match(other.refused ?? "", /has signed this version already|has another key/);
  assert.match(nobody.refused ?? "", /nobody is no signatory/);
  assert.equal((await readCorrespondence(register().store)).refusals.length, 3);
});

test("one organisation takes its signature back, dated and signed, and touches no other", async () => {
  const body: LetterBody = {
    format: "recount/withdrawal/1",
    ...about(),
    organisation: "union",
    on: "2026-01-05",
    why: "We were not asked about the dates.",
  };
  assert.match((await collect(letter(body, stranger))).refused ?? "", /not signed with a good key of union/);
  assert.equal((await collect(letter(body, keyOf("Union")))).refused, undefined);
  assert.deepEqual((await publish()).signatures, { standing: 2, of: 3 });
  await publish("valley-ru");
  const russianPage = new TextDecoder().decode((await published("valley-ru")).get("index.html"));
  assert.match(russianPage, /We were not asked about the dates/);
  assert.equal(verifyFolder(await published()).verdict, "consistent");
  assert.match((await collect(signature("Union"))).refused ?? "", /took its signature of this version back/);
});

test("anyone disputes a statement; what names somebody on a list is refused, and counted on the page", async () => {
  const dispute = (words: string): LetterBody => ({
    format: "recount/dispute/1",
    ...about(),
    statement: 1,
    by: "A neighbour",
    on: "2026-01-06",
    text: words,
    evidence: [],
  });
  assert.equal((await collect(letter(dispute("Two of them died in 1994."), stranger))).refused, undefined);
  const naming = await collect(letter(dispute("Given3 Family3 is alive, and so is Anna Torvan."), stranger));
  assert.match(naming.refused ?? "", /names somebody who is on a list/);
  const beyond = await collect(letter({ ...dispute("No."), statement: 2 } as LetterBody, stranger));
  assert.match(beyond.refused ?? "", /there is no statement 2, only 1/);
  const evidence = [{ name: "letter-of-Anna_Torvan.pdf", digest: "0".repeat(64) }];
  const named = await collect(letter({ ...dispute("No."), evidence } as LetterBody, stranger));
  assert.match(named.refused ?? "", /names somebody who is on a list/);
  const [taken] = (await readCorrespondence(register().store)).letters.slice(-1);
  assert.ok(taken);
  const answer = (words: string) =>
    answerDispute(register(), { dispute: taken.index, text: words, on: "2026-01-07" });
  await assert.rejects(answer("Anna Torvan died."), /wanted nobody named who is on a list/);
  await assert.rejects(answer("x".repeat(4001)), /got "4001", wanted 1 to 4000 characters/);
  await answer("We have asked.");
  await publish();
  const page = new TextDecoder().decode((await published()).get("index.html"));
  assert.match(page, /Two of them died in 1994.*We have asked\./s);
  assert.match(page, /3 disputes were not taken in/);
  assert.doesNotMatch(page, /Anna Torvan/);
  assert.equal(verifyFolder(await published()).verdict, "consistent");
});

test("what an addressee did is published without anybody who may not be shown, and only of an addressee", async () => {
  const response = {
    appeal: "valley",
    addressee: "The Parliament of Kelmara",
    state: "done",
    on: "2026-02",
  } as const;
  await assert.rejects(
    enterResponse(register(), { ...response, text: "Anna Torvan was found." }),
    /wanted nobody named who is on a list/,
  );
  await assert.rejects(
    enterResponse(register(), { ...response, addressee: "Nobody" }),
    /got "Nobody", wanted one of/,
  );
  assert.equal(await enterResponse(register(), { ...response, text: "Maps were handed over." }), 1);
  await publish();
  const page = new TextDecoder().decode((await published()).get("index.html"));
  assert.match(page, /Maps were handed over/);
});

test("a key changes by both keys, and a lost one is given up by the other organisations, from a day on", async () => {
  const next = newSigningKey(new Uint8Array(32).fill(31));
  const line = (key: SigningKey) => formatSshKey(key.publicKey);
  const change: LetterBody = {
    format: "recount/key-change/1",
    organisation: "lantern",
    old: line(keyOf("Lantern")),
    new: line(next),
    from: "2026-02-01",
  };
  assert.match(
    (await collect(letter(change, next))).refused ?? "",
    /signatures of the old and of the new key/,
  );
  const sameDay = { ...change, from: "2026-01-05" };
  assert.match(
    (await collect(letter(sameDay, keyOf("Lantern"), next))).refused ?? "",
    /received on 2026-01-05: the new one has to begin on a later day/,
  );
  assert.equal((await collect(letter(change, keyOf("Lantern"), next))).refused, undefined);
  const lost: LetterBody = {
    format: "recount/revocation/1",
    organisation: "thread",
    key: line(keyOf("Thread")),
    why: "compromised",
    from: "2026-01-05", // the day on which its signature was received
  };
  assert.match((await collect(letter(lost, stranger))).refused ?? "", /signatures of other organisations/);
  await collect(letter(lost, keyOf("Union")));
  const open = (await readKeyWindows(register())).find(({ principal }) => principal === "thread");
  assert.equal(open?.until, undefined);
  assert.equal((await collect(letter(lost, next))).lapsed, 1);
  const windows = (await readKeyWindows(register())).map(({ principal, from, until, why }) => [
    principal,
    from,
    until,
    why,
  ]);
  assert.deepEqual(windows, [
    ["lantern", "2026-01-05", "2026-02-01", "changed"],
    ["lantern", "2026-02-01", undefined, undefined],
    ["thread", "2026-01-05", "2026-01-05", "compromised"],
    ["union", "2026-01-05", undefined, undefined],
  ]);
  assert.deepEqual((await publish()).signatures, { standing: 1, of: 3 });
  const files = await published();
  assert.equal(verifyFolder(files).verdict, "consistent");
  assert.ok(!files.has("signatures/thread.sig"));
  assert.match(
    new TextDecoder().decode(files.get("keys/allowed_signers")),
    /thread .*valid-before="20260105"/,
  );
  assert.match((await collect(signature("Thread"))).refused ?? "", /another organisation's, or good no more/);
  const anew = newSigningKey(new Uint8Array(32).fill(32));
  assert.equal((await collect(signature("Thread", anew), anew)).refused, undefined);
  assert.deepEqual((await publish()).signatures, { standing: 2, of: 3 });
  assert.equal(verifyFolder(await published()).verdict, "consistent");
});

test("a new version needs new signatures", async () => {
  const second = english.replace("version: 1", "version: 2");
  assert.ok("value" in (await newAppeal(register(), "valley", second)));
  await assert.rejects(publish(), /got 0 signatures/);
});

test("the zip beside the folder holds the same files", async () => {
  const path = join(register().folder.published, "valley");
  const zip = readZip(readFileSync(`${path}.zip`));
  assert.ok("value" in zip);
  const files = await published();
  assert.deepEqual(
    new Map(zip.value.map((entry) => [entry.path.replace(/^valley\//, ""), Buffer.from(entry.packed)])),
    new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes)])),
  );
});

test("a zip of the folder is read as the folder is", async () => {
  const path = join(register().folder.published, "valley");
  const [zip, files] = [await readFolder(`${path}.zip`), await published()];
  assert.deepEqual([...zip.keys()].sort(), [...files.keys()].sort());
  assert.equal(verifyFolder(zip).verdict, "consistent");
});

test("a text that names somebody on a list is not taken in", async () => {
  const naming = english
    .replace("Our lists name", "Anna Torvan says that our lists name")
    .replace("version: 1", "version: 3");
  const answer = await newAppeal(register(), "naming", naming);
  assert.ok("issues" in answer);
  assert.match(answer.issues[0]?.message ?? "", /wanted nobody named who is on a list/);
});

test("on the organisation's own machine the command shows the text, signs it, and reads keys of ssh-keygen", async () => {
  const recount = (...words: readonly string[]) =>
    spawnSync(process.execPath, ["bin/recount.js", ...words], {
      encoding: "utf8",
      env: { ...process.env, RECOUNT_PASSPHRASE: "four quite random words" },
    });
  const [key, toSign, out] = ["own-key", "to-sign.json", "signed.json"].map((name) => join(folder, name));
  writeFileSync(toSign ?? "", formatToSign(sent()));
  assert.equal(recount("key", "new", key ?? "", "--comment", "Lantern").status, 0);
  const words = [
    "appeal",
    "sign",
    toSign ?? "",
    "--key",
    key ?? "",
    "--organisation",
    "Lantern",
    "--out",
    out ?? "",
  ];
  const asked = recount(...words);
  assert.deepEqual([asked.status, existsSync(out ?? "")], [2, false], asked.stderr);
  const signed = recount(...words, "--yes", "--json");
  assert.equal(signed.status, 0, signed.stderr);
  assert.match(signed.stderr, /Our lists name fewer than 10 \[F1\] people who were killed/);
  assert.equal(JSON.parse(readFileSync(out ?? "", "utf8")).organisation, "lantern");
});
