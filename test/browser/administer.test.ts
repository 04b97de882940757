/** A register is governed: organisations and invitations, consents with their effect first, who looked, the doctor. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { sourceId } from "../../src/model/ids.ts";
import { acceptInvitation, invitePerson } from "../../src/steps/people/manage-people.ts";
import { connectClient } from "../../src/store/connection.ts";
import { testNow as now } from "../register-fixture.ts";
import { upperValley } from "../seeded-register.ts";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served] = await Promise.all([openBrowser(), fullRegister().then(serveApplication)]);
after(async () => {
  await browser.close();
  await served.close();
});

test("an organisation is added, and somebody invited by a code that is shown once", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/organisations`);
  await settle(page);
  await page.getByLabel("Name of another organisation").fill("Hill Committee");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("row", { name: "Hill Committee 0 0" }).waitFor();
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByText("It is shown this once.", { exact: false }).waitFor();
  assert.ok((await page.locator(".attention code").innerText()).length >= 20);
  await page.getByRole("heading", { name: "Open invitations" }).waitFor();
  await assertAccessible(page, "organisations");
  await page.reload();
  await settle(page);
  assert.equal(await page.locator(".attention code").count(), 0);
  assert.deepEqual(complaints, []);
});

test("what another consent would change is seen before it is entered, and it is taken back by its undo", async () => {
  const { page, complaints } = await openPage(browser);
  const consent = async () => {
    const source = (await served.register.store.sources()).find(({ id }) => id === sourceId("upper"));
    return source?.consent;
  };
  await page.goto(`${served.url}/audiences`);
  await settle(page);
  const source = page.getByRole("region", { name: "Families of the Upper Valley, 1994" });
  await source.getByRole("button", { name: "Who may see it" }).click();
  await page.getByRole("option", { name: "Your organisation" }).click();
  await source.getByRole("button", { name: "See what would change" }).click();
  await source.getByRole("row", { name: /^Kind of harm and its status .* Your organisation 4$/ }).waitFor();
  assert.equal(await consent(), "coalition");
  await assertAccessible(page, "a consent with its effect");
  await source.getByLabel("Reason, kept with it").fill("the families asked");
  await source.getByRole("button", { name: "Enter this word" }).click();
  await source.getByText("the families asked").waitFor();
  assert.equal(await consent(), "organisation");
  await page.keyboard.press("Control+z");
  await page.getByText("Taken back: Consent entered", { exact: false }).waitFor();
  assert.equal(await consent(), "coalition");
  assert.deepEqual(complaints, []);
});

test("how the register is kept says what is lacking, and the doctor examines it as long work", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/health`);
  await settle(page);
  await page.getByText("Fewer than two custodians", { exact: false }).waitFor();
  await page.getByText("No tested backup is known", { exact: false }).waitFor();
  await page.getByText("PostgreSQL", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Examine the register" }).click();
  await page.getByText("The register is sound.").waitFor();
  await page.getByText("doctor · done").waitFor();
  await assertAccessible(page, "health");
  assert.deepEqual(complaints, []);
});

test("who looked at what is filtered, and leaves as a file", async () => {
  const organisation = upperValley.id;
  const { secret } = await invitePerson(served.register, {
    organisation,
    role: "owner",
    viewer: { as: "keeper" },
    now,
  });
  const ani = await acceptInvitation(served.register, { secret, name: "Ani", now });
  const [first, second] = await served.register.store.recordsByIds(["upper/118", "upper/119"] as never);
  const limit = { records: 500 };
  const client = await connectClient(served.register.connection); // looks of before fields were noted
  await client.query(
    `insert into access_log (person, organisation, way, record)
     select 'Ani', $1, 'list', $2 from generate_series(1, 205)`,
    [organisation, first?.index],
  );
  await client.end();
  const look = (record: number | undefined) => ({ record: record ?? 0, fields: ["names", "harms.alleged"] });
  await served.register.store.logLook(ani, { way: "search", records: [look(first?.index)], limit });
  await served.register.store.logLook(ani, { way: "show", records: [look(second?.index)], limit });
  const { page } = await openPage(browser);
  await page.goto(`${served.url}/access-log`);
  await settle(page);
  const words = "Names; Who is said to have done it";
  await page.getByRole("row", { name: new RegExp(`Ani search upper/118 ${words}$`) }).waitFor();
  await page.getByText("Shown: 200 of 200").waitFor();
  await page.getByRole("button", { name: "Show older" }).click();
  await page.getByText("Shown: 207 of 207").waitFor();
  await page
    .getByRole("row", { name: /Ani list upper\/118 not noted then$/ })
    .last()
    .waitFor();
  assert.equal(await page.getByRole("button", { name: "Show older" }).count(), 0);
  await page.getByLabel("Record").fill("119");
  await page.getByText("Shown: 1 of 207").waitFor();
  await assertAccessible(page, "the log");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /"Ani","show","upper\/119","Names; Who is said to have done it"\r\n$/);
  assert.doesNotMatch(text, /upper\/118/);
});
