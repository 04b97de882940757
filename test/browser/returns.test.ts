/** Households by place of origin, a step at a time, down to each household's own page. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { registerOfReturns } from "../return-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served] = await Promise.all([openBrowser(), registerOfReturns().then(serveApplication)]);
after(async () => {
  await browser.close();
  await served.close();
});

test("somebody goes from all places to a village, reads what stands in the way there, and opens a household", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/returns`);
  await settle(page);
  await page.getByRole("row", { name: /^Upper Valley 4 / }).waitFor();
  await page.getByRole("row", { name: /^Place not known 1 / }).waitFor();
  await page.getByRole("listitem").filter({ hasText: "sources disagree 1" }).first().waitFor();
  await page.getByRole("link", { name: "Upper Valley" }).click();
  await page.getByRole("link", { name: "Stone Minor" }).click();
  await page.getByRole("tab", { name: "What is in the way" }).click();
  await page.getByRole("row", { name: /mines 1 documents 1/ }).waitFor();
  assert.match(page.url(), /\?place=p1$/);
  await assertAccessible(page, "a village");
  await page.getByRole("link", { name: "Household 1" }).click();
  await page.getByRole("heading", { level: 1, name: "Maro Velan" }).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: "All places" }).click();
  await page.getByRole("row", { name: /^Upper Valley 4 / }).waitFor();
  assert.deepEqual(complaints, []);
});

test("in Arabic, dark and narrow, nothing of a place sticks out", async () => {
  const { page, complaints } = await openPage(browser, { language: "ar", theme: "dark", width: 360 });
  await page.goto(`${served.url}/returns?place=V`);
  await settle(page);
  await page.locator(".return-households li").first().waitFor();
  await assertAccessible(page, "a district");
  await assertNothingSticksOut(page, "a district");
  await page.goto(`${served.url}/returns?place=nowhere`);
  await page.getByRole("alert").waitFor();
  assert.ok(complaints.every((text) => text.includes("404")));
});
