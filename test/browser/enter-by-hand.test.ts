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

test("a person is entered by hand, with those of a near name beside the form, and taken out again", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/enter`);
  await settle(page);
  await page.getByRole("button", { name: "A person" }).click();
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.getByRole("alert").getByText("Name as told: needed").waitFor();
  await assertAccessible(page, "a form with issues");
  await page.getByLabel("Name as told").fill("Тарен Орвик");
  await page.getByRole("complementary").getByText("Tharén Orvik Sado").waitFor();
  await page.getByLabel("Born", { exact: true }).fill("31.02.1992");
  await page.getByLabel("Organisation that holds it").fill("Upper Valley Association");
  await page.getByLabel("Your name").fill("Ani");
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.getByRole("alert").getByText("Born: no such date").waitFor();
  await page.getByLabel("Born", { exact: true }).fill("1947-02");
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.getByText("Entered. The next linking compares it").waitFor();
  const { store } = served.register;
  const added = (await store.versions()).find(({ file }) => file.endsWith(".json"));
  assert.equal(added?.state, "accepted");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByText("Taken back: Entered.").waitFor();
  const undone = (await store.versions()).find(({ id }) => id === added?.id);
  assert.equal(undone?.state, "undone");
  assert.deepEqual(complaints, []);
});

test("a draft survives a closed browser, and is kept here while the link is broken", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/enter`);
  await page.getByRole("button", { name: "A testimony" }).click();
  await page.getByLabel("What was told").fill("They came at night.");
  await page.getByText(/^Saved /).waitFor();
  await page.route("**/api/drafts/**", (route) => route.abort());
  await page.getByLabel("What was told").fill("They came at night. There were four.");
  await page.getByText(/^Not sent yet, kept here/).waitFor();
  await page.unroute("**/api/drafts/**");
  await page.reload();
  await page.getByText("not sent yet, kept in this browser").waitFor();
  await page.getByRole("button", { name: "Continue" }).click();
  assert.equal(await page.getByLabel("What was told").inputValue(), "They came at night. There were four.");
  await page.getByRole("textbox", { name: "Anything else" }).fill("Told to Ani.");
  await page.getByText(/^Saved /).waitFor();
  await page.context().close();
  const { page: later } = await openPage(browser);
  await later.goto(`${served.url}/enter`);
  await later.getByRole("button", { name: "Continue" }).click();
  assert.equal(await later.getByRole("textbox", { name: "Anything else" }).inputValue(), "Told to Ani.");
});

test("a correction is a record of its own with its reason, and what it corrects contests nothing any more", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/people/upper%2F119`);
  await page.getByRole("link", { name: "Correct this record" }).click();
  await page.getByText("This corrects a record, which stays: upper/119").waitFor();
  await page.getByLabel("Born", { exact: true }).fill("1962");
  await page.getByLabel("Organisation that holds it").fill("Upper Valley Association");
  await page.getByLabel("Your name").fill("Ani");
  await page.getByLabel("Reason of the correction").fill("her passport");
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.getByText("Entered. The next linking compares it").waitFor();
  const judged = (await served.register.store.entriesOf("judgement")).map(({ entry }) => entry);
  assert.ok(JSON.stringify(judged).includes("her passport"));
});
