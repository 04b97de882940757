/** The page for signing by keyboard alone, in two languages; what it signs is what `recount appeal sign` signs. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { formatToSign } from "../../src/appeal/to-sign-file.ts";
import { proposeAppeal } from "../../src/steps/draft-appeal.ts";
import { makeKeyFile } from "../../src/steps/signing-key-file.ts";
import { withAppeals } from "./appeal-register.ts";
import { fullRegister } from "./invented-register.ts";
import { openPage } from "./look.ts";
import { buildWeb, openBrowser, webFolder } from "./served-application.ts";

await buildWeb();
const disk = await mkdtemp(join(tmpdir(), "recount-keyboard-"));
const [browser, register] = await Promise.all([openBrowser(), fullRegister().then(withAppeals)]);
after(async () => {
  await browser.close();
  await register.close();
  await rm(disk, { recursive: true });
});

const at = (name: string) => join(disk, name);
const passphrase = "lantern kettle orchard nine";
const organisation = "upper-valley-association";
const sent = await proposeAppeal(register, "to-all", { anew: false });
assert.ok("value" in sent, JSON.stringify(sent));
await writeFile(at("to-sign.json"), formatToSign(sent.value));
await makeKeyFile(at("own.key"), organisation, passphrase);
await cp(join(webFolder, "sign.html"), at("sign.html")); // from the disk, as whoever signs has it

/** Goes on by Tab until the control has the focus: what no key reaches is not there for who has no mouse. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) {
      const ring = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
        return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
      });
      assert.ok(ring >= 2, `the focus on ${id} is not seen`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`no Tab reaches ${id}`);
}

/** The chooser of a file is the browser's own: opened by a key, and answered. */
async function give(page: Page, id: string, path: string): Promise<void> {
  await tabTo(page, id);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(path);
}

async function signByKeyboard(language: string): Promise<string> {
  const { page, complaints } = await openPage(browser, { language });
  page.on("filechooser", () => undefined); // as long as somebody listens, no chooser is the system's own
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(at("sign.html")).href);
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  await give(page, "sent", at("to-sign.json"));
  await page.getByRole("heading", { name: "To all who hold archives" }).waitFor();
  await give(page, "keyFile", at("own.key"));
  await tabTo(page, "keyPassphrase");
  await page.keyboard.type(passphrase);
  await tabTo(page, "open-key");
  await page.keyboard.press("Enter");
  await page.locator("#fingerprint").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "fingerprint");
  await tabTo(page, "confirmed");
  await page.keyboard.press("Space");
  await tabTo(page, "sign");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(download.suggestedFilename(), `${organisation}.signature.json`);
  await page.locator("#signed").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "signed");
  assert.deepEqual(complaints, []);
  const signed = await readFile(await download.path(), "utf8");
  await page.context().close();
  return signed;
}

test("a text is read, signed and saved by keyboard alone, and in every language it is the file that recount appeal sign writes", async () => {
  const recount = fileURLToPath(new URL("../../bin/recount.js", import.meta.url));
  const given = [at("to-sign.json"), "--key", at("own.key"), "--out", at("terminal.json"), "--yes"];
  const { status, stderr } = spawnSync(
    process.execPath,
    [recount, "appeal", "sign", ...given, "--organisation", "Upper Valley Association"],
    { encoding: "utf8", env: { ...process.env, RECOUNT_PASSPHRASE: passphrase } },
  );
  assert.equal(status, 0, stderr);
  const terminal = await readFile(at("terminal.json"), "utf8");
  for (const language of ["en", "ar"]) assert.equal(await signByKeyboard(language), terminal);
});
