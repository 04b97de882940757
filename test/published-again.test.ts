/** What is published after something was published: numbers that tell on a few people are refused, audits stand beside the same text. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createApp } from "../src/api/app.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { registerServices } from "../src/api/register-service.ts";
import { formatAudit } from "../src/appeal/audit.ts";
import { signAudit } from "../src/appeal/audit-files.ts";
import { fromUtf8, utf8 } from "../src/base/bytes.ts";
import { paddedSize } from "../src/ledger/padded-size.ts";
import { formatSshSignature } from "../src/ledger/ssh-signature.ts";
import { newSigningKey } from "../src/ledger/verifier-key.ts";
import type { Entry } from "../src/model/entry.ts";
import { openBytes } from "../src/shell/locked-archive.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { drawAudit } from "../src/steps/audit/draw-audit.ts";
import { openTokens } from "../src/steps/audit/open-token.ts";
import { takeAudit } from "../src/steps/audit/take-audit.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { makeReceipt } from "../src/steps/make-receipt.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { viewOf } from "../src/steps/view.ts";
import { verifyFolder } from "../src/verify/verify-folder.ts";
import { verifyReceiptIn } from "../src/verify/verify-receipt.ts";
import { killedAppeal, takeKilled } from "./killed-list.ts";
import { freshRegister, temporaryFolder, testNow } from "./register-fixture.ts";

const opened: { register?: OpenRegister } = {};
const progress = () => undefined;
const folder = temporaryFolder();
const given = "Temur Velan Andar Korin Halem Orbel Sarov Mirat Kever Dastan Ilvar Zorbel Pavle Nura".split(
  " ",
);
const rows = given.map(
  (name, i) => `${name}${given[13 - i] ?? ""},${name},19${40 + i}-0${1 + (i % 9)}-1${i % 9},1992-05-04`,
);

before(async () => {
  opened.register = await freshRegister();
  await takeKilled(register(), folder, rows.slice(0, 12));
});

after(async () => {
  await opened.register?.close();
});

function register(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

const published = () => join(register().folder.published, "valley");

async function publish(version: number, despite?: string) {
  assert.ok("value" in (await newAppeal(register(), "valley", killedAppeal(version))));
  return publishAppeal(register(), "valley", {
    folder: published(),
    progress,
    ...(despite !== undefined && { despite }),
  });
}

test("a number is published once, and again as it is", async () => {
  const first = await publish(1);
  assert.equal(first.documented[0]?.documented, 12);
  assert.equal(paddedSize(first.size, 0), first.size, "a size of the schedule");
  const size = await register().store.size();
  await publish(1);
  assert.equal(await register().store.size(), size);
});

test("what strangers see grow is the same whether one entry came in or twenty", async () => {
  const { store, newKeys } = register();
  const responses = (count: number): readonly Entry[] =>
    Array.from({ length: count }, (_, i) => ({
      entry: "response",
      appeal: "valley",
      version: 1,
      addressee: "The Parliament of Kelmara",
      state: "sent",
      on: `2022-04-${10 + i}`,
    }));
  const sizes = [(await publish(1)).size];
  for (const count of [1, 20]) {
    await store.append(responses(count), newKeys(count));
    sizes.push((await publish(1)).size);
  }
  const [a = 0, b = 0, c = 0] = sizes;
  assert.equal(b - a, c - b);
});

test("one that is two more is refused, and says what somebody would work out", async () => {
  await takeKilled(register(), folder, rows);
  await assert.rejects(publish(2), {
    code: "refused",
    message: /counts 14 and .* 12: whoever subtracts them has 2$/,
  });
});

test("with a reason it is published, and the reason is kept", async () => {
  assert.equal((await publish(2, "both families asked for it")).documented[0]?.documented, 14);
  const releases = await register().store.entriesOf("release");
  assert.deepEqual(
    releases.map(({ entry }) => entry.despite),
    [undefined, "both families asked for it"],
  );
});

test("an audit that was taken in is published with the same text, and the page says what it bounds", async () => {
  const seed = { text: "4 11", source: "a lottery", published: "2022-04-09T20:00:00Z" };
  const drawn = drawAudit(await readFolder(published()), { figure: "F1", seed, size: { drawn: 10 } });
  const opened = await openTokens(register(), viewOf(register(), { as: "keeper" }), {
    audit: drawn,
    wanted: drawn.sample,
  });
  assert.equal(new Set(opened.map(({ records }) => records[0]?.id)).size, 10);
  const audit = {
    ...drawn,
    findings: drawn.sample.map((token) => ({ token, finding: "supported" as const })),
  };
  const bytes = formatAudit(audit);
  const signature = signAudit(bytes, newSigningKey(new Uint8Array(32).fill(3)));
  const signatures = [{ auditor: "observers", text: formatSshSignature(signature) }];
  await assert.rejects(
    takeAudit(register(), { audit: fromUtf8(bytes), signatures }, new Date("2022-04-09T19:00:00Z")),
    /got a seed that is to be seen at 2022-04-09T20:00:00Z, wanted one that was published already/,
  );
  await takeAudit(register(), { audit: fromUtf8(bytes), signatures }, testNow);
  const manifest = readFileSync(join(published(), "manifest-sha256.txt"), "utf8");
  await publish(2);
  assert.equal(readFileSync(join(published(), "manifest-sha256.txt"), "utf8"), manifest);
  const { figures, refusals } = verifyFolder(await readFolder(published()));
  assert.deepEqual(refusals, []);
  assert.match(figures[0]?.audit ?? "", /^audited: with 95 % confidence at most \d+\.\d % of the 14/);
  assert.match(
    readFileSync(join(published(), "index.html"), "utf8"),
    /Auditors from outside drew 10 of the 14/,
  );
});

test("a seed that was to be seen before the appeal draws nothing", async () => {
  const seed = { text: "4 11", source: "a lottery", published: "2022-03-22T20:00:00Z" };
  const files = await readFolder(published());
  assert.throws(() => drawAudit(files, { figure: "F1", seed, size: { drawn: 3 } }), /wanted one from after/);
});

test("a family's receipt finds its record in every later publication, and nobody else's", async () => {
  const records = [];
  for await (const batch of register().store.records({ kinds: ["person"] })) records.push(...batch);
  const [first] = records;
  assert.ok(first !== undefined);
  const passphrase = "words of the family's own";
  const { locked } = await makeReceipt(register(), { record: first.id, passphrase });
  const receipt = await openBytes({ passphrase }, locked);
  const files = await readFolder(published());
  assert.equal(verifyReceiptIn(files, receipt).verdict, "counted");
  const path = "tokens/F1.json";
  const stripped = new Map([...files].filter(([each]) => each !== path));
  assert.equal(verifyReceiptIn(stripped, receipt).verdict, "refused");
});

test("an audit is drawn, opened, noted and taken in over HTTP, and a receipt made, as at the command line", async () => {
  const app = createApp(
    registerServices(register(), () => testNow),
    {
      allowedHosts: loopbackHosts,
      session: { token: "t", cookie: "c", viewer: { as: "keeper" } },
      webFolder: folder,
      publishedFolder: register().folder.published,
    },
  );
  const headers = { host: "localhost", authorization: "Bearer t", "content-type": "application/json" };
  const ask = async (path: string, body?: unknown) =>
    app.request(`http://localhost/api/${path}`, {
      headers,
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
  const json = async (path: string, body?: unknown) => (await ask(path, body)).json();
  const seed = { text: "5 12", source: "a lottery", published: "2022-04-16T20:00:00Z" };
  const drawn = await json("audits/draw", { publication: "valley", figure: "F1", seed, size: 3 });
  const offline = drawAudit(await readFolder(published()), { figure: "F1", seed, size: { drawn: 3 } });
  assert.equal(drawn.audit, fromUtf8(formatAudit(offline)));
  const opened = await json("audits/open", { audit: drawn.audit });
  assert.equal(opened.token, offline.sample[0]);
  assert.equal(opened.records.length, 1);
  const noted = await json("audits/findings", {
    audit: drawn.audit,
    token: opened.token,
    finding: "duplicate",
  });
  assert.deepEqual([noted.left, noted.result.duplicate], [2, 1]);
  const signature = signAudit(utf8(noted.audit), newSigningKey(new Uint8Array(32).fill(3)));
  const signatures = [{ auditor: "observers", text: formatSshSignature(signature) }];
  assert.equal((await ask("audits", { audit: drawn.audit, signatures })).status, 409, "another's signature");
  assert.equal((await ask("audits", { audit: noted.audit, signatures })).status, 200);
  const first = await json("audits?limit=1");
  assert.deepEqual([first.items[0].result.duplicate, first.items[0].auditors], [1, ["observers"]]);
  const second = await json(`audits?limit=1&cursor=${first.next}`);
  assert.deepEqual([second.items.length, second.next], [1, undefined]);

  const passphrase = "words of the family's own";
  const asked = { record: opened.records[0].id, passphrase, holderWasWarned: true };
  const receipt = await openBytes(
    { passphrase },
    new Uint8Array(await (await ask("receipts", asked)).arrayBuffer()),
  );
  assert.equal(verifyReceiptIn(await readFolder(published()), receipt).verdict, "counted");
  assert.equal((await ask("receipts", { ...asked, passphrase: "aaaaaaaaaaaa" })).status, 422);
  assert.equal((await ask("receipts", { ...asked, holderWasWarned: false })).status, 400);
});
