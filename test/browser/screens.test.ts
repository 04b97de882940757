import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { languages } from "../../src/pages/language.ts";
import { routes } from "../../src/web/routes.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser } from "./served-application.ts";
import { shownRegisters } from "./shown-registers.ts";
import { addressOf, shownScreens, unasked } from "./shown-screens.ts";

await buildWeb();
const registers = shownRegisters();
const [browser, full, empty] = await Promise.all([
  openBrowser(),
  registers.serve("full"),
  registers.serve("empty"),
]);
after(async () => {
  await browser.close();
  await registers.close();
});

test("every route of the application has its line among the screens that are looked at", () => {
  const shown = new Set<string>(shownScreens.map(({ route }) => route));
  assert.deepEqual(
    routes.map(({ path }) => path).filter((path) => !shown.has(path)),
    [],
  );
});

// `npm run screens` looks at all views; these are the two that differ most.
for (const view of [
  { theme: "light", language: "en", width: 1280 },
  { theme: "dark", language: "ar", width: 360 },
] as const)
  test(`every screen is accessible and fits, ${Object.values(view).join(", ")} wide`, async () => {
    const { page, complaints } = await openPage(browser, view);
    let heard = 0;
    for (const screen of shownScreens) {
      const url = await registers.urlOf(screen.of ?? "full");
      await page.goto(addressOf(screen, view.language, url));
      await settle(page);
      await screen.prepare?.(page);
      await settle(page);
      await assertAccessible(page, screen.name);
      await assertNothingSticksOut(page, screen.name);
      const said = complaints.slice(heard);
      heard = complaints.length;
      assert.deepEqual(unasked(screen, said), [], screen.name);
    }
    await page.context().close();
  });

test("screens of an empty register say what would fill them, accessibly", async () => {
  const { page } = await openPage(browser);
  for (const screen of shownScreens.filter(({ empty: isEmpty }) => isEmpty === true)) {
    await page.goto(addressOf(screen, "en", empty.url));
    await settle(page);
    await assertAccessible(page, screen.name);
  }
  await page.goto(empty.url);
  await page.getByText("No list has been brought in yet", { exact: false }).waitFor();
  await page.getByText("No pairs are waiting.").waitFor();
});

test("the frame and the published page speak every language, in its direction and at 360 wide", async () => {
  const { page } = await openPage(browser, { width: 360 });
  await page.goto(full.url);
  await settle(page);
  for (const language of languages) {
    await page.locator("select").selectOption(language);
    await page.locator(`html[lang="${language}"]`).waitFor();
    assert.equal(await page.locator("html").getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
    await assertNothingSticksOut(page, language);
    await assertAccessible(page, language);
  }
});

test("the chosen language and appearance are there again after a reload", async () => {
  const { page } = await openPage(browser, { theme: "light" });
  await page.goto(full.url);
  await settle(page);
  await page.getByText("Dark", { exact: true }).click();
  await page.locator("select").selectOption("ru");
  await page.locator('html[lang="ru"][data-theme="dark"]').waitFor();
  await page.reload();
  await settle(page);
  assert.equal(await page.locator("html").getAttribute("lang"), "ru");
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(ground, "rgb(22, 24, 26)");
});

test("the published page reads from a disk, without a server, with its style and fonts", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(pathToFileURL(join(full.publishedFolder, "missing", "index.html")).href);
  await settle(page);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(ground, "rgb(250, 249, 246)");
  assert.deepEqual(complaints, []);
});

test("each figure of the published page leads to its note and back", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${full.url}/published/missing/`);
  await page
    .getByRole("link", { name: /\[F1\]: how it was counted$/ })
    .first()
    .click();
  assert.match(page.url(), /#F1$/);
  await page
    .locator("#F1")
    .getByText(
      "About 158 in all, documented ones among them; most likely between 130 and 207 (95% confidence).",
    )
    .waitFor();
  await page.locator("#F1").getByRole("link", { name: "Back to the text" }).click();
  assert.match(page.url(), /#F1-text$/);
});

test("the published page runs nothing and reaches nobody", async () => {
  const { page } = await openPage(browser);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${full.url}/published/missing-ar/`);
  await settle(page);
  assert.ok(asked.length > 2);
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(`${full.url}/published/missing-ar/`) || url.endsWith(".js")),
    [],
  );
});
