/** A search goes on to the last person that was found, by keyboard, and says where more of the name is wanted. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sourceId } from "../../src/model/ids.ts";
import { importSource } from "../../src/pipeline.ts";
import { freshRegister, temporaryFolder } from "../register-fixture.ts";
import { upperValley } from "../seeded-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

const BEARERS = 510; // of one name: more than are looked at for one search
const LOOKED_AT = 500;

const register = await freshRegister("Register of one name");
const path = join(temporaryFolder(), "bearers.csv");
const rows = Array.from({ length: BEARERS }, (_, i) => `${i},Maro Velan,${1900 + (i % 90)},Sarn`);
const seldom = Array.from({ length: 40 }, (_, i) => `s${i},Osek Virrel,${1900 + i},Sarn`);
writeFileSync(path, ["id,full name,date of birth,village", ...rows, ...seldom].join("\n"));
await importSource(register, {
  path,
  source: {
    id: sourceId("bearers"),
    name: "Bearers of one name",
    consent: "public",
    consentFor: { names: "public", row: "public" },
  },
  organisation: upperValley,
  records: "person",
});
await buildWeb();
const [browser, served] = await Promise.all([openBrowser(), serveApplication(register)]);
after(async () => {
  await browser.close();
  await served.close();
});

for (const { path: screen, pages } of [
  { path: "/people", pages: 2 },
  { path: "/public-search", pages: 2 },
])
  test(`${screen} goes on to the last of forty people, and the focus to the first that came`, async () => {
    const { page, complaints } = await openPage(browser, { width: 360 });
    await page.goto(served.url + screen);
    await settle(page);
    await page.getByRole("searchbox").fill("Osek Virrel");
    await page.keyboard.press("Enter");
    const people = page.locator(".person");
    await people.first().waitFor();
    await page.getByRole("status").filter({ hasText: "40 people" }).waitFor();
    const first = await people.count();
    assert.ok(first < 40);
    const more = page.getByRole("button", { name: "Show more" });
    for (let shown = 1; shown < pages; shown++) await more.press("Enter");
    await people.nth(39).waitFor();
    await more.waitFor({ state: "detached" });
    assert.equal(await people.count(), 40);
    const focused = await page.evaluate(() =>
      [...document.querySelectorAll(".person")].indexOf(document.activeElement ?? document.body),
    );
    assert.equal(focused, first);
    await assertAccessible(page, screen);
    await assertNothingSticksOut(page, screen);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

test("at the end of as many people as are looked at, it is said that there may be more", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/people`);
  await settle(page);
  await page.getByRole("searchbox").fill("Maro Velan");
  await page.keyboard.press("Enter");
  const people = page.locator(".person");
  const more = page.getByRole("button", { name: "Show more" });
  for (let shown = 30; shown < LOOKED_AT; shown += 30) {
    await people.nth(shown - 1).waitFor();
    await more.press("Enter");
  }
  await page.getByText("More people may have a name as near as these.", { exact: false }).waitFor();
  assert.equal(await people.count(), LOOKED_AT);
  await page.context().close();
});
