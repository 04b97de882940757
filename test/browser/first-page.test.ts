/** The first pages have all their words in what they load first, and fonts of their own script only. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { english } from "../../src/pages/messages/en.ts";
import { emptyRegister, fullRegister } from "./invented-register.ts";
import { openPage, settle } from "./look.ts";
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

test("signing in and the register at a glance show no key in place of words while the other words have not come", async () => {
  const { page } = await openPage(browser, { language: "ka", width: 360 });
  await page.route("**/assets/rest-*", (route) => route.abort());
  for (const url of [`${full.url}/sign-in`, full.url, empty.url]) {
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

test("a page in Arabic loads the Arabic letters that most texts need, and no other script's", async () => {
  const { page } = await openPage(browser, { language: "ar" });
  const fonts: string[] = [];
  page.on("request", (request) => {
    const [, font] = /\/fonts\/(.+)-\d+\.woff2$/.exec(request.url()) ?? [];
    if (font !== undefined) fonts.push(font);
  });
  await page.goto(`${full.url}/sign-in`);
  await settle(page);
  assert.deepEqual([...new Set(fonts)].sort(), ["noto-naskh-arabic-arabic-core", "noto-sans-latin"]);
});
