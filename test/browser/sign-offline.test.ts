/** Whoever never used a terminal signs, takes a signature back and disputes, on a page of their own disk. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { readZip } from "../../src/base/zip.ts";
import { sshFingerprint } from "../../src/ledger/ssh-key.ts";
import { readFolder } from "../../src/shell/read-folder.ts";
import { makeKeyFile, readKeyFile } from "../../src/steps/signing-key-file.ts";
import { verifyFolder } from "../../src/verify/verify-folder.ts";
import { withAppeals } from "./appeal-register.ts";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle, type View } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const disk = await mkdtemp(join(tmpdir(), "recount-disk-")); // of whoever signs
const [browser, served] = await Promise.all([
  openBrowser(),
  fullRegister().then(withAppeals).then(serveApplication),
]);
after(async () => {
  await browser.close();
  await served.close();
  await rm(disk, { recursive: true });
});

const at = (name: string) => join(disk, name);
const passphrase = "lantern kettle orchard nine";

/** What a press saves, on the disk under the name that it has. */
async function save(page: Page, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  await download.saveAs(at(download.suggestedFilename()));
  return download.suggestedFilename();
}

/** The page as it lies on the disk, without any network. */
async function openSaved(view: View = {}) {
  const opened = await openPage(browser, view);
  const asked: string[] = [];
  opened.page.on("request", (request) => {
    if (!/^(file|blob):/.test(request.url())) asked.push(request.url());
  });
  await opened.page.context().setOffline(true);
  await opened.page.goto(pathToFileURL(at("sign.html")).href);
  return { ...opened, asked };
}

async function send(page: Page, name: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose files" }).click(),
  ]);
  await chooser.setFiles(at(name));
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Publish", exact: true }).click();
  await page.getByLabel("To publish, type to-all").fill("to-all");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Published.", { exact: true }).waitFor();
  const zip = await page.request.get(`${served.url}/published/to-all.zip`);
  await writeFile(at("to-all.zip"), await zip.body());
}

const kept: { fingerprint?: string } = {};

test("a letter of the server is read and signed on the saved page, with a key that is made there", async () => {
  const { page: secretary } = await openPage(browser);
  await secretary.goto(`${served.url}/appeals/to-all`);
  await settle(secretary);
  await secretary.getByRole("tab", { name: "Signatures" }).click();
  const toSign = await save(secretary, () =>
    secretary.getByRole("button", { name: "Put up and save the file" }).click(),
  );
  const saved = await save(secretary, () =>
    secretary.getByRole("link", { name: "Save the page for signing" }).click(),
  );
  assert.deepEqual([toSign, saved], ["to-all.to-sign.json", "sign.html"]);

  const { page, complaints, asked } = await openSaved();
  await page.getByLabel("Choose the file").setInputFiles(at(toSign));
  await page.getByRole("heading", { name: "To all who hold archives" }).waitFor();
  await page
    .getByText(/people were killed. Open the archives/)
    .first()
    .waitFor();
  await page.getByRole("heading", { name: /^F1: / }).waitFor();
  await page.getByRole("button", { name: "Sign and save the letter" }).click();
  await page.getByRole("link", { name: "4. Your key" }).waitFor();

  await page.getByLabel("A passphrase").fill("aaaaaaaaaaaaaaaa");
  await page.getByRole("button", { name: "Make the key" }).click();
  await page.getByText("too easy to guess").waitFor();
  await page.getByLabel("A passphrase").fill(passphrase);
  await page.getByLabel("The passphrase once more").fill(passphrase);
  const keyFile = await save(page, () => page.getByRole("button", { name: "Make the key" }).click());
  const key = await readKeyFile(at(keyFile), async () => passphrase); // as `recount key show` does
  kept.fingerprint = sshFingerprint(key.publicKey);
  await page.getByText(kept.fingerprint).waitFor();
  await page.getByLabel("I have read the text").check();
  await assertAccessible(page, "the page for signing");
  const letter = await save(page, () => page.getByRole("button", { name: "Sign and save" }).click());
  await page.getByText("Signed. Send the file").waitFor();
  assert.ok(!(await readFile(at(letter), "utf8")).includes("PRIVATE"));
  assert.deepEqual([complaints, asked], [[], []]);

  await secretary.getByLabel("Fingerprint of an organisation’s first key").fill(kept.fingerprint);
  await send(secretary, letter);
  await secretary.getByText("upper-valley-association: taken in").waitFor();
  await publish(secretary);
  const files = await readFolder(join(served.publishedFolder, "to-all"));
  const keys = `upper-valley-association ${kept.fingerprint}`;
  const { verdict, refusals, checked } = verifyFolder(files, { keys });
  assert.deepEqual([verdict, refusals], ["consistent", []]);
  assert.ok(
    checked.some((line) => line.includes("Upper Valley Association signed this version")),
    checked.join("\n"),
  );
});

test("a statement is disputed by somebody with a key of recount key; the answer stands beside it with equal room", async () => {
  await makeKeyFile(at("karim.key"), "Karim", passphrase);
  const { page, complaints, asked } = await openSaved();
  await page.getByLabel("Choose the file").setInputFiles(at("to-all.zip"));
  await page.getByLabel("What you want to do").selectOption("dispute");
  await page.getByLabel("Who disputes it").fill("Karim Belqar");
  await page.getByLabel("What you say against it").fill("Two of those counted came home in 1995.");
  await page.getByLabel("Files that show it").setInputFiles({
    name: "two-letters.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("We came home."),
  });
  await page.getByLabel("File of the key").setInputFiles(at("karim.key"));
  await page.getByLabel("Its passphrase").fill("another one altogether");
  await page.getByRole("button", { name: "Open the key" }).click();
  await page.getByText(/^The key was not opened/).waitFor();
  await page.getByLabel("Its passphrase").fill(passphrase);
  await page.getByRole("button", { name: "Open the key" }).click();
  await page.getByText("The fingerprint of your key").waitFor();
  await page.getByLabel("I have read the text").check();
  await assertAccessible(page, "a dispute on the page for signing");
  const letter = await save(page, () => page.getByRole("button", { name: "Sign and save" }).click());
  assert.deepEqual([complaints, asked], [[], []]);

  const { page: secretary } = await openPage(browser);
  await secretary.goto(`${served.url}/appeals/to-all`);
  await secretary.getByRole("tab", { name: "Signatures" }).click();
  await send(secretary, letter);
  await secretary.getByText("statement 1: taken in").waitFor();
  await secretary.getByRole("tab", { name: "Answers" }).click();
  const dispute = secretary.getByRole("article", { name: /Karim Belqar/ });
  await dispute.getByText("two-letters.txt").waitFor();
  await dispute.getByLabel("Answer", { exact: true }).fill("We asked both families and wait for their word.");
  await dispute.getByRole("button", { name: "Enter the answer" }).click();
  await dispute.getByText("We asked both families").waitFor();
  await assertAccessible(secretary, "a dispute with its answer");
  await publish(secretary);
  await secretary.goto(`${served.url}/published/to-all/`);
  const sides = secretary.locator(".dispute .sides > *");
  await sides.filter({ hasText: "two-letters.txt" }).waitFor();
  const widths = await sides.evaluateAll((each) => each.map((side) => Math.round(side.clientWidth)));
  assert.equal(widths.length, 2);
  assert.equal(widths[0], widths[1]);
});

test("a signature is taken back on the same page, which shows the text in the reader's own direction", async () => {
  const { page, complaints, asked } = await openSaved({ language: "ar", width: 360 });
  await page.locator("#sent").setInputFiles(at("to-all.zip"));
  await page.locator("#deed").selectOption("withdraw");
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  await page.locator("#why").fill("We were not asked about the killed.");
  await page.locator("#keyFile").setInputFiles(at("upper-valley-association.key"));
  await page.locator("#keyPassphrase").fill(passphrase);
  await page.locator("#open-key").click();
  await page.locator("#fingerprint").waitFor();
  await page.locator("#confirmed").check();
  await assertAccessible(page, "the page for signing in Arabic");
  await assertNothingSticksOut(page, "the page for signing in Arabic");
  const letter = await save(page, () => page.locator("#sign").click());
  assert.deepEqual([complaints, asked], [[], []]);
  const { page: secretary } = await openPage(browser);
  await secretary.goto(`${served.url}/appeals/to-all`);
  await secretary.getByRole("tab", { name: "Signatures" }).click();
  await send(secretary, letter);
  await secretary.getByRole("cell", { name: /^taken back on/ }).waitFor();
});

test("a zip of which a byte was changed, and a text whose figures are others, are not signed", async () => {
  const zip = readZip(new Uint8Array(await readFile(at("to-all.zip"))));
  assert.ok("value" in zip);
  const { page } = await openSaved();
  const text = await readFile(at("to-all.to-sign.json"), "utf8");
  for (const wrong of [text.replace("Open the archives", "Close the archives"), "{}"]) {
    await page
      .getByLabel("Choose the file")
      .setInputFiles({ name: "wrong.json", mimeType: "application/json", buffer: Buffer.from(wrong) });
    await page.getByText("This cannot be signed.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Sign and save" }).count(), 0);
  }
});
