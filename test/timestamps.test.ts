/** Timestamps of what is published: carried in the folder, and by them an audit's seed seen to be young enough. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Audit, formatAudit } from "../src/appeal/audit.ts";
import { signAudit } from "../src/appeal/audit-files.ts";
import type { FolderFiles } from "../src/appeal/bag.ts";
import { changedFile, remanifested } from "../src/appeal/example-forger.ts";
import { fromUtf8 } from "../src/base/bytes.ts";
import { formatSshSignature } from "../src/ledger/ssh-signature.ts";
import { newSigningKey } from "../src/ledger/verifier-key.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { writeAuthorities } from "../src/shell/timestamp-authorities.ts";
import { drawAudit } from "../src/steps/audit/draw-audit.ts";
import { takeAudit } from "../src/steps/audit/take-audit.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { addChain } from "../src/steps/timestamp-chain.ts";
import { verifyFolder } from "../src/verify/verify-folder.ts";
import { answerTimestamp, recorded } from "./example-authority.ts";
import { killedAppeal, killedRows, takeKilled } from "./killed-list.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const opened: { register?: OpenRegister } = {};
const folder = temporaryFolder();
const published = join(folder, "published");
const clock = { isWorking: true, time: new Date("2030-03-20T10:00:00Z") };
const authority = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    response.statusCode = clock.isWorking ? 200 : 503;
    response.end(clock.isWorking ? answerTimestamp(Buffer.concat(parts), clock.time) : "");
  });
});
const auditor = newSigningKey(new Uint8Array(32).fill(9));

before(async () => {
  await new Promise<void>((resolve) => authority.listen(0, "127.0.0.1", resolve));
  opened.register = await freshRegister();
  await takeKilled(register(), folder, killedRows("Velan"));
  await writeAuthorities(register().folder, [
    `http://127.0.0.1:${(authority.address() as AddressInfo).port}/`,
  ]);
  assert.ok("value" in (await newAppeal(register(), "valley", killedAppeal())));
});

after(async () => {
  await opened.register?.close();
  authority.closeAllConnections();
  await new Promise((resolve) => authority.close(resolve));
});

function register(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

async function publish() {
  const answer = await publishAppeal(register(), "valley", { folder: published, progress: () => undefined });
  return { answer, files: await readFolder(published) };
}

/** The audit of F1 by a seed of that day, taken in. */
async function takeAuditBy(files: FolderFiles, day: string): Promise<void> {
  const seed = { text: "4 11 19", source: "the lottery of Kelmara", published: `${day}T20:00:00Z` };
  const drawn = drawAudit(files, { figure: "F1", seed, size: { drawn: 12 } });
  const audit: Audit = { ...drawn, findings: drawn.sample.map((token) => ({ token, finding: "supported" })) };
  const text = formatSshSignature(signAudit(formatAudit(audit), auditor));
  const signatures = [{ auditor: "observers-of-ilvaz", text }];
  await takeAudit(register(), { audit: fromUtf8(formatAudit(audit)), signatures }, new Date("2030-04-01"));
}

test("an authority that does not answer stops no publication, and is asked when it is published again", async () => {
  clock.isWorking = false;
  const { answer, files } = await publish();
  assert.equal(answer.timestamps, 0);
  assert.match(answer.unstamped[0]?.reason ?? "", /got status 503/);
  assert.equal(verifyFolder(files).verdict, "consistent");
  clock.isWorking = true;
  const again = await publish();
  assert.deepEqual([again.answer.timestamps, again.answer.unstamped], [1, []]);
  assert.equal(again.answer.size, answer.size);
  assert.deepEqual((await publish()).files, again.files);
});

test("a time is told only when the authority's certificate, or its issuer's, was confirmed from outside", async () => {
  const { files } = await publish();
  const alone = verifyFolder(files);
  assert.equal(alone.verdict, "consistent");
  assert.ok(!JSON.stringify(alone).includes("2030-03-20"));
  assert.ok(
    alone.notChecked.some((line) => line.includes("1 timestamps fit, by authorities that nobody confirmed")),
  );
  for (const keys of [recorded.authority, recorded.certificate])
    assert.ok(
      verifyFolder(files, { keys }).checked.some((line) =>
        line.includes("was there at 2030-03-20T10:00:00.000Z, by the timestamp of Time of Kelmara"),
      ),
    );
  const { verdict, checked } = verifyFolder(files, { keys: recorded.otherAuthority });
  assert.equal(verdict, "consistent");
  assert.ok(!checked.some((line) => line.includes("Time of Kelmara")));
});

test("a timestamp that was moved to another checkpoint, or cut, is refused", async () => {
  const { files } = await publish();
  const [path, bytes] = ["proofs/timestamp-1.tsr", files.get("proofs/timestamp-1.tsr") ?? new Uint8Array()];
  const other = new Map([...files, [path, bytes.subarray(0, 900)]]);
  assert.match(verifyFolder(other).refusals[0]?.reason ?? "", /wanted an answer of RFC 3161/);
  assert.match(
    verifyFolder(new Map([...files, ["proofs/timestamp-3.tsr", bytes]])).refusals[0]?.reason ?? "",
    /nobody named this file/,
  );
});

test("an audit's seed has to be younger than the timestamp of the tokens", async () => {
  const { files } = await publish();
  await assert.rejects(takeAuditBy(files, "2030-03-19"), { code: "refused", message: /2030-03-20/ });
  await takeAuditBy(files, "2030-03-21");
  clock.time = new Date("2030-04-01T10:00:00Z");
  const after_ = await publish();
  assert.equal(after_.answer.timestamps, 1);
  const { verdict, checked } = verifyFolder(after_.files, { keys: recorded.authority });
  assert.equal(verdict, "consistent");
  assert.ok(
    checked.includes(
      "F1: the tokens were settled by 2030-03-20T10:00:00.000Z, before the day that is given for the audit's seed",
    ),
  );
  assert.ok(
    checked.some((line) => line.startsWith("this text, as it was first published, was there at 2030-03-20")),
  );
});

test("a first publication that the ledger is not shown to have grown from is refused", async () => {
  const { files } = await publish();
  const without = new Map([...files].filter(([path]) => path !== "proofs/growth.json"));
  assert.match(
    verifyFolder(without)
      .refusals.map(({ reason }) => reason)
      .join(),
    /does not show that the ledger grew from it/,
  );
});

test("certificates between an authority and its root are published, named by the tag manifest, and nothing else is taken for some", async () => {
  const file = join(folder, "chain.pem");
  await writeFile(file, `${recorded.otherAuthority}\n${recorded.otherAuthority}`);
  await addChain(register().folder, file);
  const { files } = await publish();
  const text = fromUtf8(files.get("keys/authorities.pem") ?? new Uint8Array());
  assert.equal(text.match(/BEGIN CERTIFICATE/g)?.length, 1);
  const { verdict, checked } = verifyFolder(files, { keys: recorded.authority });
  assert.equal(verdict, "consistent");
  assert.ok(checked.some((line) => line.includes("by the timestamp of Time of Kelmara")));
  const doctored = remanifested(changedFile(files, "keys/authorities.pem", (pem) => `${pem}# a note\n`));
  assert.ok(
    verifyFolder(doctored).refusals.some(({ reason }) => reason.includes("wanted certificates in PEM alone")),
  );
  await writeFile(file, "no certificate\n");
  await assert.rejects(addChain(register().folder, file), { code: "input-chain" });
});
