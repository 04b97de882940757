import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served] = await Promise.all([openBrowser(), fullRegister().then(serveApplication)]);
after(async () => {
  await browser.close();
  await served.close();
});

test("somebody finds a person while typing, reads who says what, and separates a record and takes that back", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/people`);
  await settle(page);
  await page.getByRole("searchbox").pressSequentially("Тарен");
  await page.getByRole("link", { name: "Tharén Orvik Sado" }).click();
  await page.getByRole("heading", { level: 1, name: "Тарен Орвик Садо" }).waitFor();
  assert.equal(await page.title(), "Person · Recount");
  const birth = page.getByRole("rowheader", { name: "Birth sources disagree" });
  await birth.waitFor();
  const said = page.locator("tbody", { has: birth });
  assert.deepEqual(await said.locator("bdi").allInnerTexts(), ["1947", "March 1949"]);
  await assertAccessible(page, "a profile");

  await page.locator("#record-2").getByRole("button", { name: "Separate this record" }).click();
  await page.getByLabel("Your name").fill("Ani");
  await page.getByLabel("Reason").fill("another village");
  await page.getByRole("button", { name: "Judge: different" }).click();
  await page.getByText("Judged: the record is of another.").waitFor();
  const judged = page.locator(".entity-judgements > li", { hasText: "another village" });
  await judged.first().waitFor();
  assert.equal(await judged.count(), 2);
  await assertAccessible(page, "a record that was separated");
  await page.keyboard.press("Control+z");
  await page.getByText("Taken back: Judged: the record is of another.").waitFor();
  await judged.getByText("taken back").nth(1).waitFor();
  await page.reload();
  await judged.getByText("taken back").nth(1).waitFor();
  assert.deepEqual(complaints, []);
});

test("a field of a record is kept closer with a reason, that is taken back by its undo, and lifted by hand", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/people/upper%2F118`);
  await settle(page);
  const record = page.locator("#record-1");
  const restrict = async () => {
    await record.getByRole("button", { name: "Keep closer" }).click();
    await record.getByRole("button", { name: "Field" }).click();
    await page.getByRole("option", { name: "Names", exact: true }).click();
    await record.getByLabel("Reason").fill("the family asked");
    await record.getByRole("button", { name: "Keep it closer" }).click();
  };
  const kept = record.getByRole("list", { name: "Kept closer than its list" });
  await restrict();
  await kept.getByText("Names: Your organisation").waitFor();
  await kept.getByText("the family asked").waitFor();
  await assertAccessible(page, "a record with a restriction");
  const audiences = async () =>
    (await served.register.store.entriesOf("restriction")).map(({ entry: { field, audience } }) => [
      field,
      audience,
    ]);
  assert.deepEqual(await audiences(), [["names", "organisation"]]);
  await page.keyboard.press("Control+z");
  await page.getByText("Taken back: Kept closer: Names").waitFor();
  await kept.waitFor({ state: "detached" });
  await restrict();
  await kept.getByRole("button", { name: "Lift: Names" }).click();
  await page.getByText("Lifted: Names").waitFor();
  await kept.waitFor({ state: "detached" });
  assert.deepEqual((await audiences()).at(-1), ["names", "public"]);
  assert.deepEqual(complaints, []);
});

test("a list says which rows are in sight, and its row leads to its page by keyboard alone", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/sites`);
  await settle(page);
  await page.getByText("Rows: 2").waitFor();
  const name = await page.getByRole("row").nth(1).locator("bdi").first().innerText(); // whose ids come first, differs
  await page.getByRole("main").focus();
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((text) => document.activeElement?.textContent?.includes(text), name);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  assert.deepEqual(complaints, []);
});

test("F6 goes from region to region, and the keys are listed on the question mark", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/sites`);
  await settle(page);
  await page.keyboard.press("F6");
  const first = await page.evaluate(
    () => document.activeElement?.getAttribute("role") ?? document.activeElement?.tagName,
  );
  await page.keyboard.press("F6");
  const second = await page.evaluate(
    () => document.activeElement?.getAttribute("role") ?? document.activeElement?.tagName,
  );
  assert.notEqual(first, second);
  await page.locator("h1").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await assertAccessible(page, "the keys");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});
