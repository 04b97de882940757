import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, openPage, settle } from "./look.ts";
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

test("somebody finds a person from the first screen by keyboard alone, and no address or title says whom", async () => {
  const { page, complaints } = await openPage(browser);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(served.url);
  await settle(page);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Тарен");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "People", level: 1 }).waitFor();
  await page.getByText("Тарен Орвик Садо").waitFor();
  await page.getByText("طارن أورفيك").waitFor();
  await page.getByText("sources disagree").waitFor();
  await assertAccessible(page, "search with answers");
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/people");
  assert.equal(await page.title(), "People · Recount");
  const told = [
    ...asked,
    await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])),
  ];
  assert.deepEqual(
    told.filter((text) => /Тарен|%D0%A2%D0%B0/.test(text)),
    [],
  );
  assert.deepEqual(complaints, []);
});

test("a search that finds nobody says so, and clearing it starts again", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/people`);
  await page.getByRole("searchbox").fill("zzz");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("Nobody on the lists has a name like this.").waitFor();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByText("Type a name.", { exact: false }).waitFor();
});

test("the focus goes to the new screen when one is chosen", async () => {
  const { page } = await openPage(browser);
  await page.goto(served.url);
  await settle(page);
  await page.getByRole("link", { name: "Appeals" }).click();
  await page.getByRole("heading", { name: "Appeals", level: 1 }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === "Appeals");
});

test("a failed request keeps what was typed, says a code, and can be tried again", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/people`);
  await settle(page);
  await page.route("**/api/search", (route) => route.abort());
  await page.getByRole("searchbox").fill("Taren");
  await page.getByRole("searchbox").press("Enter");
  await page.getByText("Code to quote: no-connection").waitFor();
  assert.equal(await page.getByRole("searchbox").inputValue(), "Taren");
  await assertAccessible(page, "a failed search");
  await page.unroute("**/api/search");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("2 people").waitFor();
});

test("a folder on the server is checked in the browser, and a page without its proofs is refused", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/appeals`);
  await page.getByRole("link", { name: "Verify here" }).first().click();
  await page.getByRole("button", { name: /^Verify Appeal for the missing/ }).click();
  // The folder of this test has no proofs: the verifier must say so.
  await page.getByRole("heading", { name: /^Refused/ }).waitFor();
  await page.getByText("that the sources are true").waitFor();
  await assertAccessible(page, "a verdict");
  assert.deepEqual(complaints, []);
});

test("a folder of this device is checked without sending it anywhere", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/verify`);
  await settle(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.locator('input[type="file"]').setInputFiles(`${served.publishedFolder}/missing`);
  await page.getByRole("heading", { name: /^Refused/ }).waitFor();
  assert.deepEqual(
    asked.filter((request) => !request.startsWith("GET /assets/") && !request.startsWith("GET /fonts/")),
    [],
  );
});
