/** A link that breaks takes nothing of what was typed: it is said, and sent by one key once the link is whole. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { organisationId } from "../../src/model/ids.ts";
import { passingIdentity } from "../../src/shell/locked-archive.ts";
import { setEnquiryKey } from "../../src/steps/enquiries/enquiry-keys.ts";
import { upperValley } from "../seeded-register.ts";
import { withAppeals } from "./appeal-register.ts";
import { fullRegister } from "./invented-register.ts";
import { openPage, settle } from "./look.ts";
import { reviewRegister } from "./review-register.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served, reviewed] = await Promise.all([
  openBrowser(),
  fullRegister().then(withAppeals).then(serveApplication),
  reviewRegister().then(serveApplication),
]);
await setEnquiryKey(served.register, {
  organisation: organisationId(upperValley.id),
  recipient: (await passingIdentity()).recipient,
  viewer: { as: "keeper" },
  now: new Date("2026-01-02T03:04:05.000Z"),
});
after(async () => {
  await browser.close();
  await Promise.all([served.close(), reviewed.close()]);
});

test("judgements that could not be sent come back with their reasons, and one key sends them all", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${reviewed.url}/review`);
  await settle(page);
  await page.getByRole("textbox", { name: "Your name" }).fill("Ani");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Pair 1 of this sitting" }).waitFor();
  await page.context().setOffline(true);
  await page.keyboard.press("r");
  await page.keyboard.type("same father and village");
  await page.keyboard.press("Enter");
  await page.keyboard.press("1");
  await page.getByText("Code to quote: no-connection").waitFor();
  await page.getByRole("heading", { name: "Pair 1 of this sitting" }).waitFor();
  const reason = page.locator(".judging-reason input");
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLInputElement>(".judging-reason input")?.value === "same father and village",
  );
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByRole("status").filter({ hasText: "Pair 1: same" }).waitFor();
  const [made, ...others] = await reviewed.register.store.judgements();
  assert.deepEqual([made?.answer, made?.why, others.length], ["same", "same father and village", 0]);
  assert.notEqual(await reason.inputValue(), "same father and village");
  await page.context().close();
});

test("an enquiry that could not be sent stays as it was written, and goes when the link is whole", async () => {
  const { page } = await openPage(browser, { width: 360 });
  await page.goto(`${served.url}/enquiry/en`);
  await page.locator("html[data-ready]").waitFor();
  await page.getByLabel("Name of the person").fill("Maro Velan");
  await page.getByLabel("Upper Valley Association").check();
  await page.context().setOffline(true);
  const send = page.getByRole("button", { name: "Lock and send" });
  await send.click();
  await page.locator("#ask-error").waitFor();
  assert.equal(await page.getByLabel("Name of the person").inputValue(), "Maro Velan");
  assert.ok(await page.getByLabel("Upper Valley Association").isChecked());
  await page.context().setOffline(false);
  await send.press("Enter");
  await page.getByRole("heading", { name: "Write this code down" }).waitFor();
  await page.context().close();
});

test("a consent whose reason could not be sent keeps it, and is entered by the same key", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/audiences`);
  await settle(page);
  const source = page.getByRole("region", { name: "Families of the Upper Valley, 1994" });
  await source.getByRole("button", { name: "Who may see it" }).click();
  await page.getByRole("option", { name: "Your organisation" }).click();
  await source.getByRole("button", { name: "See what would change" }).click();
  const why = source.getByLabel("Reason, kept with it");
  await why.fill("the families asked for it");
  await page.context().setOffline(true);
  const enter = source.getByRole("button", { name: "Enter this word" });
  await enter.press("Enter");
  await source.getByRole("alert").waitFor();
  assert.equal(await why.inputValue(), "the families asked for it");
  const consent = async () =>
    (await served.register.store.sources()).find(({ id }) => id === "upper")?.consent;
  assert.equal(await consent(), "coalition");
  await page.context().setOffline(false);
  await enter.press("Enter");
  await source.getByText("the families asked for it").waitFor();
  assert.equal(await consent(), "organisation");
  await page.context().close();
});

test("columns that were put right while the link is broken stay so, and are read when it is whole", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/import`);
  await settle(page);
  const rows = ["id,full name,village,prim", "1,Ilsa Varn,Sarn,x"].join("\n");
  const file = { name: "shore-families.csv", mimeType: "text/csv", buffer: Buffer.from(rows) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByLabel("Organisation that holds it").fill("Coast Committee");
  await page.getByRole("button", { name: "See what is in it" }).click();
  const meaning = page.getByRole("button", { name: /What prim means/ });
  await meaning.click();
  await page.getByRole("option", { name: "Leave out" }).click();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Look again" }).first().click();
  await page.getByText("Code to quote: no-connection").waitFor();
  await meaning.filter({ hasText: "Leave out" }).waitFor();
  await page.getByText("The columns were changed", { exact: false }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByText("As you put it right.").waitFor();
  await page.getByRole("button", { name: "Bring in: 1" }).waitFor();
  await page.context().close();
});

test("a form that is filled in while the link is broken is kept here, and there after a reload", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/enter?kind=person`);
  await settle(page);
  await page.context().setOffline(true);
  await page.locator("#entry-name").fill("Lenar Osk");
  await page.getByText("Not sent yet, kept", { exact: false }).waitFor();
  await page.context().setOffline(false);
  await page.goto(`${served.url}/enter`);
  await settle(page);
  await page.getByText("Lenar Osk").first().waitFor();
  await page.context().close();
});

test("a text that is typed while the link is broken is there after a reload", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/appeals/where-are-they`);
  await settle(page);
  const text = page.locator(".ProseMirror").first();
  await text.waitFor();
  await page.context().setOffline(true);
  await text.locator("p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" We wait by the bridge.");
  await page.waitForFunction(async () => {
    const names = await indexedDB.databases();
    return names.some(({ name }) => name === "recount-drafts");
  });
  await page.locator(".appeal-kept", { hasText: "kept in this browser" }).first().waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await page.getByText("We wait by the bridge.").first().waitFor();
  await page.context().close();
});
