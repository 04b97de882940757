/** An audit from the draw to the register, and a receipt for one who gave a record, without a terminal but for the signature. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { signAudit } from "../../src/appeal/audit-files.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { formatSshSignature } from "../../src/ledger/ssh-signature.ts";
import { newSigningKey } from "../../src/ledger/verifier-key.ts";
import { openBytes } from "../../src/shell/locked-archive.ts";
import { readFolder } from "../../src/shell/read-folder.ts";
import { newAppeal } from "../../src/steps/draft-appeal.ts";
import { publishAppeal } from "../../src/steps/publish-appeal.ts";
import { verifyReceiptIn } from "../../src/verify/verify-receipt.ts";
import { killedAppeal, killedRows, takeKilled } from "../killed-list.ts";
import { freshRegister, temporaryFolder } from "../register-fixture.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, register] = await Promise.all([openBrowser(), freshRegister()]);
await takeKilled(register, temporaryFolder(), killedRows("Orvel"));
assert.ok("value" in (await newAppeal(register, "valley", killedAppeal())));
const folder = `${register.folder.published}/valley`;
await publishAppeal(register, "valley", { folder, progress: () => undefined });
const served = await serveApplication(register);
after(async () => {
  await browser.close();
  await served.close();
});

async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return readFile(await download.path());
}

async function note(page: Page, finding: string, why: string): Promise<void> {
  await page.getByRole("button", { name: "Open the next token" }).click();
  await page.getByRole("heading", { name: "It stands for" }).waitFor();
  await page.getByText("Orvel").first().waitFor();
  await assertAccessible(page, "a token that is open");
  await page.getByRole("button", { name: "What was found of it" }).click();
  await page.getByRole("option", { name: finding, exact: true }).click();
  await page.getByRole("textbox", { name: /^Reason/ }).fill(why);
  await page.getByRole("button", { name: "Write it down" }).click();
}

test("a sample is drawn, each token written down, and the audit taken in with its signature", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/audits`);
  await settle(page);
  await page.getByRole("textbox", { name: /^Words or numbers/ }).fill("4 11 19");
  await page.getByRole("textbox", { name: /^Where strangers/ }).fill("the lottery of Ilvaz");
  await page.getByLabel(/^When they were first/).fill("2022-04-09T20:00");
  await page.getByRole("textbox", { name: /^How many/ }).fill("2");
  await page.getByRole("button", { name: "Draw a sample" }).click();
  await page.getByText("Without a finding yet: 2.").waitFor();
  await note(page, "its sources support it", "");
  await page.getByText("Supported: 1.").waitFor();
  await note(page, "counted twice", "stands on two rows of one list");
  await page.getByText("recount audit sign audit-F1.json").waitFor();
  const audit = await saved(page, "Save the audit's file");
  const key = newSigningKey(new Uint8Array(32).fill(3));
  const signature = utf8(formatSshSignature(signAudit(new Uint8Array(audit), key)));
  const take = page.locator('input[type="file"]').last();
  const mimeType = "application/octet-stream";
  await take.setInputFiles([{ name: "audit-F1.json", mimeType, buffer: audit }]);
  await page.getByText("An audit's file and one signature at least are wanted.").waitFor();
  await take.setInputFiles([
    { name: "audit-F1.json", mimeType, buffer: audit },
    { name: "audit-F1.json.observers.sig", mimeType, buffer: Buffer.from(signature) },
  ]);
  await page.getByText("It is in the register").waitFor();
  await page.getByRole("heading", { name: /^F1 · / }).waitFor();
  const [taken] = await register.store.entriesOf("audit");
  assert.equal(taken?.entry.audit, audit.toString("utf8"));
  await assertNothingSticksOut(page, "audits");
  assert.deepEqual(complaints, []);
});

test("a receipt is made after the warning alone, locked with the holder's passphrase", async () => {
  const { page } = await openPage(browser);
  const ids: string[] = [];
  for await (const batch of register.store.records()) ids.push(...batch.map(({ id }) => id));
  await page.goto(`${served.url}/people/${encodeURIComponent(ids[0] ?? "")}`);
  await page.getByRole("button", { name: "Receipt for its holder" }).click();
  await page.getByText("A receipt can be proof that somebody talked.").waitFor();
  const passphrase = "seven lanterns over water";
  await page.getByLabel("The holder's own passphrase").fill("short");
  await page.getByText("The holder asked for it, and was told this").click();
  await page.getByRole("button", { name: "Make the receipt" }).click();
  await page.getByText("This passphrase is too easy to guess").waitFor();
  await assertAccessible(page, "a receipt");
  await page.getByLabel("The holder's own passphrase").fill(passphrase);
  const locked = new Uint8Array(await saved(page, "Make the receipt"));
  const { verdict } = verifyReceiptIn(await readFolder(folder), await openBytes({ passphrase }, locked));
  assert.equal(verdict, "counted");
});
