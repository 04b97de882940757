/** The first pages have all their words in what they load first, and fonts of their own script only. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { english } from "../../src/pages/messages/en.ts";
import { emptyRegister, fullRegister } from "./invented-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, full, empty] = await Promise.all([
  openBrowser(),
  fullRegister().then(serveApplication),
  emptyRegister().then(serveApplication),
]);
after(async () => {
  await browser.close();
  await Promise.all([full.close(), empty.close()]);
});

test("signing in, the register at a glance and public search show no key in place of words while the other words have not come", async () => {
  const { page } = await openPage(browser, { language: "ka", width: 360 });
  await page.route("**/assets/rest-*", (route) => route.abort());
  for (const url of [`${full.url}/sign-in`, full.url, empty.url, `${full.url}/public-search`]) {
    await page.goto(url);
    await settle(page);
    const text = await page.evaluate(() => document.body.innerText);
    const keys = Object.keys(english.messages).map((key) => key.replace(/_(one|other)$/, ""));
    assert.deepEqual(
      keys.filter((key) => key.includes(".") && text.includes(key)),
      [],
    );
  }
});

/** A page whose program has not come yet, and how to let it come. */
async function beforeProgram(path: string) {
  const { page } = await openPage(browser, { width: 360 });
  const held = Promise.withResolvers<void>();
  await page.route("**/assets/first-*.js", async (route) => {
    await held.promise;
    await route.continue();
  });
  const early = page.waitForResponse(/\/assets\/early-/);
  await page.goto(full.url + path, { waitUntil: "commit" });
  await (await early).finished();
  return { page, come: () => held.resolve() };
}

test("what is typed and sent before the program has come is searched for when it is there", async () => {
  const { page, come } = await beforeProgram("/");
  await page.getByRole("searchbox").fill("Maro Velan");
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).search, "", "a name stands in no address");
  come();
  await page.getByRole("link", { name: /Maro Velan/ }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/people");
  await page.context().close();
});

test("the program takes over what was typed for signing in, and the cursor in its place", async () => {
  const { page, come } = await beforeProgram("/sign-in");
  await page.getByLabel("Your name").fill("Ani Torvan");
  await page.getByLabel("Password", { exact: true }).pressSequentially("of the");
  await assertAccessible(page, "the first screen of signing in");
  await assertNothingSticksOut(page, "the first screen of signing in");
  come();
  await settle(page);
  await page.keyboard.type(" river");
  assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "of the river");
  assert.equal(await page.getByLabel("Your name").inputValue(), "Ani Torvan");
  await page.context().close();
});

test("a page in Arabic loads the Arabic letters that most texts need, and no other script's", async () => {
  const { page } = await openPage(browser, { language: "ar" });
  const fonts: string[] = [];
  page.on("request", (request) => {
    const [, font] = /\/fonts\/(.+)-\d+\.woff2$/.exec(request.url()) ?? [];
    if (font !== undefined) fonts.push(font);
  });
  await page.goto(`${full.url}/sign-in`);
  await settle(page);
  assert.deepEqual([...new Set(fonts)].sort(), ["noto-naskh-arabic-arabic-core", "noto-sans-latin-core"]);
});
