import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { formatLetter, signLetter } from "../../src/appeal/letter.ts";
import { formatSignatureFile, signTexts } from "../../src/appeal/signature-file.ts";
import { parseToSign } from "../../src/appeal/to-sign-file.ts";
import { sshFingerprint } from "../../src/ledger/ssh-key.ts";
import { newSigningKey } from "../../src/ledger/verifier-key.ts";
import { withAppeals } from "./appeal-register.ts";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served] = await Promise.all([
  openBrowser(),
  fullRegister().then(withAppeals).then(serveApplication),
]);
after(async () => {
  await browser.close();
  await served.close();
});

const key = newSigningKey(new Uint8Array(32).fill(9)); // of the organisation, on its own computer
const organisation = "upper-valley-association";

async function give(page: Page, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose files" }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("a text is seen as it would be published, in its style, before anything is", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/api/appeals/to-all/preview/index.html`);
  await page.getByRole("heading", { level: 1, name: "To all who hold archives" }).waitFor();
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(ground, "rgb(250, 249, 246)");
  assert.deepEqual(complaints, []);
  assert.equal((await served.register.store.entriesOf("proposal")).length, 0);
});

test("an appeal is put up, signed elsewhere, answered, published, and its signature taken back", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/appeals/to-all`);
  await settle(page);
  await page.getByRole("tab", { name: "Signatures" }).click();
  await page.getByRole("cell", { name: "not asked yet" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Put up and save the file" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "to-all.to-sign.json");
  const toSign = parseToSign(await readFile(await download.path(), "utf8"));
  assert.ok("value" in toSign);
  await page.getByRole("cell", { name: "asked, not signed" }).waitFor();
  await page.getByLabel("Fingerprint of an organisation’s first key").fill(sshFingerprint(key.publicKey));
  await give(page, "signature.json", formatSignatureFile(signTexts(toSign.value, organisation, key)));
  await page.getByText(`${organisation}: taken in`).waitFor();
  await page.getByRole("cell", { name: /^signed on/ }).waitFor();
  await assertAccessible(page, "signatures");

  await page.getByRole("tab", { name: "Answers" }).click();
  await page.getByRole("button", { name: "Enter it" }).click();
  await page.getByLabel("When").fill("2026-01-05");
  await page.getByRole("button", { name: "Enter it" }).click();
  await page.getByText("2026-01-05 · sent").waitFor();

  await page.getByRole("tab", { name: "Publish", exact: true }).click();
  await page.getByText("Who signs; signed: 1 of 1:").waitFor();
  await assertAccessible(page, "what becomes public");
  await assertNothingSticksOut(page, "what becomes public");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByLabel("To publish, type to-all").fill("to-all");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Published.", { exact: true }).waitFor();
  const zip = await page.request.get(`${served.url}/published/to-all.zip`);
  assert.deepEqual([zip.status(), zip.headers()["content-type"]], [200, "application/zip"]);
  await page.getByRole("link", { name: "Read the page" }).click();
  await page.getByRole("heading", { level: 1, name: "To all who hold archives" }).waitFor();

  await page.goto(`${served.url}/appeals/to-all`);
  await page.getByRole("tab", { name: "Signatures" }).click();
  const { endorsed } = toSign.value;
  const body = {
    format: "recount/withdrawal/1",
    appeal: "to-all",
    version: 1,
    manifest: endorsed.texts[0]?.manifest ?? "",
    organisation,
    on: "2026-01-02",
    why: "We were not asked about the killed.",
  } as const;
  await give(page, "withdrawal.json", formatLetter(signLetter(body, [key])));
  await page.getByRole("cell", { name: /^taken back on/ }).waitFor();
  await page.getByText("We were not asked about the killed.").waitFor();
  assert.deepEqual(complaints, []);
});

test("whoever has no account finds what is published, and nothing of what is being written", async () => {
  const { page } = await openPage(browser);
  await page.context().setExtraHTTPHeaders({});
  await page.goto(`${served.url}/appeals`);
  await page.getByRole("heading", { level: 2, name: "To all who hold archives" }).waitFor();
  assert.equal(await page.getByText("In work", { exact: true }).count(), 0);
  assert.equal(await page.getByText("Where are they").count(), 0);
  await assertAccessible(page, "appeals for everybody");
  await page.getByRole("link", { name: "Verify here" }).click();
  await page.getByRole("button", { name: /^Verify/ }).click();
  await page.getByRole("heading", { name: /^Consistent:/ }).waitFor();
});

test("a visitor searches what is public: a name that is not open to all gives the same answer as one that nobody has", async () => {
  const { page } = await openPage(browser, { width: 360 });
  await page.context().setExtraHTTPHeaders({});
  await page.goto(`${served.url}/public-search`);
  await settle(page);
  for (const name of ["Maro Velan", "Nobody Atall"]) {
    await page.getByRole("searchbox").fill(name);
    await page.getByRole("searchbox").press("Enter");
    await page.getByText("Nobody of this name is public.").waitFor();
  }
  assert.ok(!page.url().includes("Nobody"));
  await assertAccessible(page, "public search");
  await assertNothingSticksOut(page, "public search");
  assert.match(
    (await page.getByRole("link", { name: "Ask privately" }).getAttribute("href")) ?? "",
    /^\/enquiry\/en$/,
  );
});
