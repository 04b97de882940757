/** A figure is built, kept, opened again by its name, put into words for an appeal, and taken away as files. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
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

async function choose(page: Page, field: string, choice: string): Promise<void> {
  await page.getByRole("button", { name: field }).click();
  await page.getByRole("option", { name: choice, exact: true }).click();
}

async function taken(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).first().click(),
  ]);
  return readFile(await download.path());
}

test("somebody builds a figure in parts, reads what is counted and why there is no estimate, and keeps it", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/counts`);
  await settle(page);
  await choose(page, "What is counted", "People recorded as missing");
  await choose(page, "Broken down by", "Year");
  await page.getByText("Estimate as well").click();
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await page
    .getByText("People recorded as missing. Where: anywhere. When: at any time.", { exact: false })
    .waitFor();
  await page.getByText("Fewer than 10 people").first().waitFor();
  await page.getByText("with numbers this small it could point at somebody", { exact: false }).waitFor();
  await page.getByRole("row", { name: "1992 fewer than 10" }).waitFor();
  await page.getByText("How the lists overlap is not shown", { exact: false }).waitFor();
  await page.getByText("{{figure: missing, unit: person}}").waitFor();
  await assertAccessible(page, "a figure");
  await assertNothingSticksOut(page, "a figure");

  await page.getByLabel("Name of the figure").fill("The missing");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByText("Kept: The missing").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Count again: The missing" }).click();
  await page.getByText("People recorded as missing. Where: anywhere.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Take off the list: The missing" }).click();
  await page.getByText("None yet.", { exact: false }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Count again: The missing" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("a figure goes into an appeal that is chosen, in all its languages, and is taken out again", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/counts`);
  await settle(page);
  await choose(page, "What is counted", "People recorded as missing");
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await choose(page, "Appeal that it goes into", "Where are they");
  await page.getByRole("button", { name: "Put into this appeal" }).click();
  await page.getByText("Put at the end of Where are they, in 2 texts").waitFor();
  const endsWithIt = async (appeal: string) =>
    (await served.register.store.appealRevisions(appeal))[0]?.text.endsWith(
      "\n\n{{figure: missing, unit: person}}\n",
    );
  const texts = ["where-are-they", "where-are-they-ar"];
  assert.deepEqual(await Promise.all(texts.map(endsWithIt)), [true, true]);
  await assertAccessible(page, "a figure for an appeal");
  await page.getByRole("link", { name: "Open the appeal" }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Taken back|^Undone/).waitFor();
  assert.deepEqual(await Promise.all(texts.map(endsWithIt)), [false, false]);
});

test("a figure leaves as CSV, XLSX, SVG with its fonts, and PNG, none of them named for what it tells", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/counts`);
  await settle(page);
  await choose(page, "What is counted", "People recorded as missing");
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await page.locator(".picture svg").first().waitFor();
  assert.match((await taken(page, "CSV")).toString("utf8"), /People recorded as missing,fewer than 10/);
  assert.deepEqual([...(await taken(page, "XLSX")).subarray(0, 2)], [0x50, 0x4b]);
  assert.match((await taken(page, "SVG")).toString("utf8"), /src: url\("data:font\/woff2;base64,/);
  const png = await taken(page, "PNG");
  assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
  assert.ok(png.readUInt32BE(16) >= 1280, "twice as wide as the drawing");
  await page.getByRole("button", { name: "The same as a table" }).first().click();
  await page.getByRole("cell", { name: "fewer than 10" }).first().waitFor();
  assert.deepEqual(complaints, []);
});

test("a place that the gazetteer does not know is said beside its field, and what was typed stays", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/counts`);
  await settle(page);
  await page.getByLabel("Where", { exact: false }).fill("Nowhere at all");
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await page.getByText("No place of this name is known", { exact: false }).waitFor();
  assert.equal(await page.getByLabel("Where", { exact: false }).inputValue(), "Nowhere at all");
  await assertAccessible(page, "a place that is not known");
});
