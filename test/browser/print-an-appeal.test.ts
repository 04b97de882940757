/** The published page as a PDF, as the browser prints it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { temporaryFolder } from "../register-fixture.ts";
import { fullRegister } from "./invented-register.ts";
import { openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, publishPages, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served] = await Promise.all([
  openBrowser(),
  fullRegister().then(publishPages).then(serveApplication),
]);
after(async () => {
  await browser.close();
  await served.close();
});

const lacksReader = spawnSync("pdftotext", ["-v"]).error !== undefined && "no pdftotext here";

/** The text of each page; kept as a file where the environment says where, to be looked at. */
async function printed(name: string): Promise<readonly string[]> {
  const { page } = await openPage(browser, { theme: "dark" }); // paper is white whatever the device prefers
  await page.goto(`${served.url}/published/${name}/`);
  await settle(page);
  const pdf = await page.pdf({ preferCSSPageSize: true, format: "A4" });
  await page.context().close();
  const path = join(process.env["RECOUNT_PRINTED"] ?? temporaryFolder(), `${name}.pdf`);
  writeFileSync(path, pdf);
  const { stdout } = spawnSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
  return stdout.split("\f").filter((text) => text.trim() !== "");
}

test("the printed page has the text, every figure's note and numbered pages", {
  skip: lacksReader,
}, async () => {
  const pages = await printed("missing");
  assert.ok(pages.length >= 3 && pages.length <= 9, `${pages.length} pages`);
  for (const [i, text] of pages.entries())
    assert.match(text, new RegExp(`\\b${i + 1} ?/ ?${pages.length}\\b`));
  const whole = pages.join("\n").replace(/\s+/g, " ");
  for (const words of [
    "Appeal for the missing of the two valleys",
    "At least 96 people",
    "Families of the Upper Valley, 1994",
    "Two of those who are called missing",
    "Verify this yourself",
    "proofs/F1.json",
    "<letters/2.json>",
  ])
    assert.ok(whole.includes(words), words);
  assert.ok(!whole.includes("Back to the text"));
});

test("no heading stands alone at a page's foot, and no row of a table is cut in two", {
  skip: lacksReader,
}, async () => {
  const pages = await printed("missing");
  for (const text of pages.slice(0, -1)) {
    const lines = text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !/^\d+ ?\/ ?\d+$/.test(line));
    const last = lines.at(-1) ?? "";
    assert.ok(
      !/^(Figure F\d|How each figure was counted|Signatures|Disputed statements|What we ask)$/.test(last),
      last,
    );
  }
});

test("the Arabic page prints from right to left with its own letters", { skip: lacksReader }, async () => {
  const pages = await printed("missing-ar");
  assert.ok(pages.length >= 2);
  // Its reader tears joined letters apart: what can be held is that they are there, and mapped to letters.
  assert.ok(
    (
      pages
        .join("")
        .normalize("NFKC")
        .match(/\p{Script=Arabic}/gu) ?? []
    ).length > 1_000,
  );
});
