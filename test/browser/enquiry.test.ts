/** A family asks without an account, the organisation opens and answers, the family reads: in two browsers, with real keys. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { passingIdentity } from "../../src/shell/locked-archive.ts";
import { setEnquiryKey } from "../../src/steps/enquiries/enquiry-keys.ts";
import { ownEnquiries } from "../../src/steps/enquiries/own-enquiries.ts";
import { upperValley } from "../seeded-register.ts";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served, key] = await Promise.all([
  openBrowser(),
  fullRegister().then(serveApplication),
  passingIdentity(),
]);
const keeper = { as: "keeper" } as const;
await setEnquiryKey(served.register, {
  organisation: upperValley.id,
  recipient: key.recipient,
  viewer: keeper,
  now: new Date("2026-01-02T03:04:05.000Z"),
});
after(async () => {
  await browser.close();
  await served.close();
});

test("a family asks, the organisation answers on its screen, and the family reads with the code alone", async () => {
  const { page, complaints } = await openPage(browser, { width: 360 });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto(`${served.url}/enquiry/en`);
  await page.locator("html[data-ready]").waitFor();
  await page.getByRole("button", { name: "Lock and send" }).click();
  await page.getByText("Write the person's name.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "name");
  await page.getByLabel("Name of the person").fill("Maro Velan");
  await page.getByRole("button", { name: "Lock and send" }).click();
  await page.getByText("Choose at least one organisation.").waitFor();
  await assertAccessible(page, "enquiry with a mistake");
  await page.getByLabel("Upper Valley Association").check();
  await page.getByRole("button", { name: "Lock and send" }).click();
  await page.getByRole("heading", { name: "Write this code down" }).waitFor();
  const code = await page.locator("#digits").innerText();
  assert.match(code, /^(\d{4} ){8}\d{4}$/);
  await assertAccessible(page, "enquiry sent");
  await assertNothingSticksOut(page, "enquiry sent");
  await page.getByRole("button", { name: "clear the page" }).click();
  assert.equal(await page.locator("#digits").innerText(), "");
  assert.equal(await page.getByLabel("Name of the person").inputValue(), "");

  await answerOnTheScreen();

  await page.getByLabel("Your code").fill(code.replaceAll(" ", ""));
  await page.getByRole("button", { name: "Look for an answer" }).click();
  await page.getByText("Write to us at the bridge office.").waitFor();
  await page.getByRole("heading", { name: "Answer of Upper Valley Association" }).waitFor();
  await assertAccessible(page, "answer");
  const stored = await page.evaluate(() =>
    JSON.stringify([localStorage.length, sessionStorage.length, document.cookie]),
  );
  assert.equal(stored, '[0,0,""]');
  assert.deepEqual(
    [...asked, stored].filter((text) => /Maro|Velan|bridge/.test(text)),
    [],
  );
  assert.ok(asked.every((text) => text.startsWith(served.url)));
  assert.deepEqual(complaints, []);
});

async function answerOnTheScreen(): Promise<void> {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/enquiries`);
  await settle(page);
  await page.getByLabel("Key of your organisation").fill(`# our key\n${key.identity}\n`);
  await page.getByRole("button", { name: /^Open/ }).first().click();
  await page.getByText("Maro Velan").waitFor();
  await page.getByText("There is something that we tell").click();
  await page.getByLabel("What you tell").fill("Write to us at the bridge office.");
  await page.getByLabel("Where the person is").fill("in the white house");
  await page.getByRole("button", { name: "Lock and send the answer" }).click();
  await page.getByText("Whereabouts are told only with the person's consent", { exact: false }).waitFor();
  await assertAccessible(page, "answer without consent");
  await page.getByLabel("Where the person is").fill("");
  await page.getByRole("button", { name: "Lock and send the answer" }).click();
  await page.getByText(/^The enquiry is answered/).waitFor();
  const [own] = await ownEnquiries(served.register, keeper);
  assert.ok(own?.answered !== undefined);
  assert.deepEqual(complaints, []);
}

for (const language of ["en", "ar"])
  for (const theme of ["light", "dark"] as const)
    test(`the page for families is accessible and fits, ${language}, ${theme}`, async () => {
      const { page, complaints } = await openPage(browser, { language, theme, width: 320 });
      await page.goto(`${served.url}/enquiry/`);
      await page.locator(`html[lang="${language}"][data-ready]`).waitFor();
      await assertAccessible(page, `enquiry ${language}`);
      await assertNothingSticksOut(page, `enquiry ${language}`);
      assert.equal(await page.title(), "Recount");
      assert.deepEqual(complaints, []);
      await page.context().close();
    });

test("Escape twice empties the page and leaves nothing in the history to go back to", async () => {
  const { page } = await openPage(browser);
  await page.route("https://www.wikipedia.org/", (route) =>
    route.fulfill({ body: "<title>elsewhere</title>" }),
  );
  await page.goto(`${served.url}/healthz`);
  await page.goto(`${served.url}/enquiry/en`);
  await page.locator("html[data-ready]").waitFor();
  await page.getByLabel("Name of the person").fill("Maro Velan");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL("https://www.wikipedia.org/");
  await page.goBack();
  assert.equal(page.url(), `${served.url}/healthz`);
});
