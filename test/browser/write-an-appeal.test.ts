import assert from "node:assert/strict";
import { after, test } from "node:test";
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
const textOf = async (appeal: string) => (await served.register.store.appealRevisions(appeal))[0]?.text ?? "";

test("an appeal is begun, its number bound to a figure by keyboard, and saved as it is typed", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/appeals`);
  await settle(page);
  await page.getByRole("textbox", { name: "Title" }).fill("They never came back");
  await page.getByRole("button", { name: "Begin an appeal" }).click();
  const text = page.getByRole("textbox", { name: "Text of the appeal" });
  await text.click();
  await page.keyboard.type("Of us 40 people were killed.");
  const note = page.getByRole("complementary").getByRole("listitem");
  await note.getByText("Number without a figure").waitFor();
  await note.getByRole("button", { name: "Bind to a figure" }).click();
  const dialog = page.getByRole("dialog", { name: "Insert a figure" });
  await dialog.getByText(/^Fewer than 10 people|^At least/).waitFor();
  await assertAccessible(page, "the dialog of a figure");
  await dialog.getByRole("button", { name: "Put into the text" }).click();
  await page.getByText(/^Saved /).waitFor();
  assert.match(
    await textOf("they-never-came-back"),
    /Of us \{\{figure: killed, unit: person\}\} people were killed\./,
  );
  await page.getByText("To mend before anybody signs: 0").waitFor();
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" More than 70 fled.");
  await note.getByText("Number without a figure").waitFor();
  await page.keyboard.press("F8");
  await page.keyboard.press("Control+Shift+F");
  await page.getByRole("dialog", { name: "Insert a figure" }).waitFor();
  await page.keyboard.press("Escape");
  await assertAccessible(page, "the editor");
  assert.deepEqual(complaints, []);
});

test("what is typed while the link is broken survives a reload", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/appeals/where-are-they`);
  const text = page.getByRole("textbox", { name: "Text of the appeal" });
  await text.getByText("What we ask").click();
  await page.route("**/api/appeals/*/text", (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await page.keyboard.press("End");
  await page.keyboard.type(" of you");
  await page.getByText(/^Not sent yet, kept in this browser/).waitFor();
  await page.unroute("**/api/appeals/*/text");
  await page.reload();
  await text.getByText("What we ask of you").waitFor();
  await page.getByText(/^Saved /).waitFor();
  assert.match(await textOf("where-are-they"), /## What we ask of you/);
});

test("two people write one text: both are shown, and none is overwritten unseen", async () => {
  const [one, other] = [await openPage(browser), await openPage(browser)];
  for (const { page } of [one, other]) {
    await page.goto(`${served.url}/appeals/where-are-they-ar`);
    await page.getByRole("textbox", { name: "Text of the appeal" }).click();
    await page.keyboard.press("Control+End");
  }
  await one.page.keyboard.type(" One wrote this.");
  await one.page.getByText(/^Saved /).waitFor();
  await other.page.keyboard.type(" Another wrote that.");
  const conflict = other.page.getByRole("alert").filter({ hasText: "Two of you wrote this text" });
  await conflict.getByText("One wrote this.").waitFor();
  await conflict.locator("ins").filter({ hasText: "Another" }).first().waitFor();
  await assertAccessible(other.page, "two texts");
  assert.match(await textOf("where-are-they-ar"), /One wrote this/);
  await conflict.getByRole("button", { name: "Keep yours" }).click();
  await other.page.getByText(/^Saved /).waitFor();
  assert.match(await textOf("where-are-they-ar"), /Another wrote that/);
});

test("two people write the two languages of an appeal at once: each text has its own words, and what both wrote is shown twice", async () => {
  const [one, other] = [(await openPage(browser)).page, (await openPage(browser)).page];
  await one.goto(`${served.url}/appeals/where-are-they`);
  await other.goto(`${served.url}/appeals/where-are-they-ar`);
  for (const language of ["English", "العربية"])
    await one.getByRole("heading", { level: 2, name: language, exact: true }).waitFor();
  const write = async (page: typeof one, name: string, words: string) => {
    await page.getByRole("textbox", { name }).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(words);
  };
  await Promise.all([
    write(one, "Text of the appeal", " Written by one."),
    write(other, "Text of the appeal", " كتبه الآخر."),
  ]);
  for (const page of [one, other])
    await page
      .getByText(/^Saved /)
      .first()
      .waitFor();
  assert.match(await textOf("where-are-they"), /Written by one\./);
  assert.match(await textOf("where-are-they-ar"), /كتبه الآخر\./);
  await write(one, "Beside it: العربية", " كتبه الأول.");
  const conflict = one.getByRole("alert").filter({ hasText: "Two of you wrote this text" });
  await conflict.locator("ins").filter({ hasText: "الأول" }).first().waitFor();
  await conflict.getByText("كتبه الآخر.").first().waitFor();
  assert.match(await textOf("where-are-they-ar"), /كتبه الآخر\./, "nothing is saved over it unseen");
  await assertAccessible(one, "a text beside that two wrote");
  await write(one, "Beside it: العربية", " كتبه الأول بعد ذلك.");
  await one.getByText(/^العربية: Not sent until one of the two is chosen/).waitFor();
  await one.reload();
  await conflict.locator("ins").filter({ hasText: "ذلك" }).first().waitFor();
  assert.match(await textOf("where-are-they"), /Written by one\./);
});

test("a text that is not wanted is dropped after a question that says what stays of it", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/appeals`);
  await page.getByRole("textbox", { name: "Title" }).fill("Begun by mistake");
  await page.getByRole("button", { name: "Begin an appeal" }).click();
  await page.getByRole("textbox", { name: "Text of the appeal" }).click();
  await page.keyboard.type("Nothing.");
  await page.getByRole("button", { name: "Drop this text" }).click();
  const question = page.getByRole("dialog", { name: "Drop this text" });
  await question.getByText("nothing of it is left").waitFor();
  await assertAccessible(page, "the question of dropping");
  await question.getByRole("button", { name: "Drop this text" }).click();
  await page.getByRole("heading", { level: 1, name: "Appeals" }).waitFor();
  await page.getByRole("link", { name: "Where are they", exact: true }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Begun by mistake" }).count(), 0);
  assert.equal(await textOf("begun-by-mistake"), "");
});

test("a figure of an English text is in English, whatever language the screen is in", async () => {
  const { page } = await openPage(browser, { language: "ar" });
  await page.goto(`${served.url}/appeals/where-are-they`);
  await page.locator('.appeal-page[lang="en"] .appeal-figure').getByText("(fewer than 10) [F2]").waitFor();
});

test("figures of two languages are held against each other, and two versions side by side", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/appeals/where-are-they`);
  await page.getByText("The figures differ; this stops the signatures:").waitFor();
  await page.getByText("Only here: People recorded as killed").waitFor();
  const other = page.getByRole("textbox", { name: "Beside it: العربية" });
  assert.equal(await other.evaluate((text) => getComputedStyle(text).direction), "rtl");
  await other.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" وقُتل ");
  await page.getByRole("button", { name: "Put it there: People recorded as killed" }).click();
  await page.getByText("The figures of both are the same.").waitFor();
  await page.getByText(/^العربية: Saved/).waitFor();
  assert.match(await textOf("where-are-they-ar"), /وقُتل \{\{figure: killed\}\}/);
  await assertAccessible(page, "two languages side by side");
  await assertNothingSticksOut(page, "two languages side by side");
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("heading", { level: 1, name: "Where are they" }).waitFor();
  await page.getByLabel("Before").waitFor();
});
