/** From a register without anything to a published appeal that anyone checks: the way of somebody without a terminal. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { emptyRegister } from "./invented-register.ts";
import { assertAccessible, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const disk = await mkdtemp(join(tmpdir(), "recount-first-user-"));
const [browser, served] = await Promise.all([openBrowser(), emptyRegister().then(serveApplication)]);
after(async () => {
  await browser.close();
  await served.close();
  await rm(disk, { recursive: true });
});

const head = "id,full name,date of birth,date of death,village,status";
const lists = [
  {
    name: "families-of-the-valley.csv",
    rows: [
      "1,Ilyas Temur,1950-03-02,1992-05-04,Sarn,killed",
      "2,Maro Velan,1961-04-12,1992-05-04,Sarn,killed",
      "3,Sofi Andar,1972-08-01,1992-05-04,Sarn,killed",
      "4,Pavle Korin,1938-01-09,1992-05-04,Sarn,killed",
    ],
  },
  {
    name: "committee.csv",
    rows: [
      "a,Ilyas Temur,1950-03-02,1992-05-04,Sarn,killed",
      "b,Maro Velen,1961-04,1992-05,Sarn,killed",
      "c,Nura Halem,1944-11-30,1992-05-04,Sarn,killed",
    ],
  },
] as const;

/** What a press saves, on the disk. */
async function save(page: Page, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  const path = join(disk, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function bringIn(page: Page, { name, rows }: (typeof lists)[number]): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(`${[head, ...rows].join("\n")}\n`),
  });
  await page.getByLabel("Organisation that holds it").fill("Valley Association");
  await page.getByRole("button", { name: "See what is in it" }).click();
  await page.getByRole("button", { name: `Bring in: ${rows.length}` }).click();
  await page.getByText("The list was brought in.").first().waitFor();
}

const link = (page: Page, name: string) =>
  page.getByRole("navigation").getByRole("link", { name, exact: true }).click();

test("an empty register leads its first user from the first screen to lists that are linked and counted", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(served.url);
  await settle(page);
  await link(page, "Organisations and people");
  await page.getByLabel("Name of another organisation").fill("Valley Association");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("row", { name: "Valley Association 0 0" }).waitFor();
  await link(page, "Register");
  await page.getByText("No list has been brought in yet.").waitFor();
  await page.getByRole("main").getByRole("link", { name: "Bring a list in" }).click();
  await settle(page);
  await bringIn(page, lists[0]);
  await page.getByRole("button", { name: "Another list" }).click();
  await bringIn(page, lists[1]);
  await page.getByRole("button", { name: "Link now" }).click();
  await page.getByText("The records were linked.").first().waitFor();
  await link(page, "Register");
  await page.getByText("People recorded as killed").waitFor();
  await page.getByRole("rowheader", { name: /^committee/ }).waitFor();
  await assertAccessible(page, "the register with its first lists");
  await link(page, "Review");
  await page.getByRole("textbox", { name: "Your name" }).fill("Ani");
  await page.getByRole("button", { name: "Begin" }).click();
  await page
    .getByRole("heading", { name: /^Pair 1 of this sitting/ })
    .or(page.getByText("No pairs are waiting", { exact: false }))
    .first()
    .waitFor();
  await link(page, "Counts");
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await page.getByText("Fewer than 10 people").first().waitFor();
  assert.deepEqual(complaints, []);
});

test("the first appeal is written, signed on a page of the disk, published, and found consistent by whoever checks", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/appeals`);
  await settle(page);
  await page.getByRole("textbox", { name: "Title" }).fill("Open the archives");
  await page.getByRole("button", { name: "Begin an appeal" }).click();
  const text = page.getByRole("textbox", { name: "Text of the appeal" });
  await text.waitFor();
  await page.getByLabel("To whom it is addressed").fill("The Assembly of the Twelve Cities");
  await page.getByLabel("Organisation", { exact: true }).fill("Valley Association");
  await page.getByLabel("Who signs for it", { exact: true }).fill("Ani Torvan");
  await page.getByLabel("Role", { exact: true }).fill("Chair");
  await text.click();
  await page.keyboard.type("Of our families ");
  await page.getByRole("button", { name: "Insert a figure" }).click();
  const dialog = page.getByRole("dialog", { name: "Insert a figure" });
  await dialog.getByText(/^Fewer than 10 people|^At least/).waitFor();
  await dialog.getByRole("button", { name: "Put into the text" }).click();
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" were killed. Open the archives.");
  await page.getByText("To mend before anybody signs: 0").waitFor();
  await page.getByText(/^Saved /).waitFor();
  await page.getByRole("tab", { name: "Signatures" }).click();
  await page.getByRole("button", { name: "Take in as version 1" }).click();
  const toSign = await save(page, () =>
    page.getByRole("button", { name: "Put up and save the file" }).click(),
  );
  const signPage = await save(page, () =>
    page.getByRole("link", { name: "Save the page for signing" }).click(),
  );

  const signer = await openPage(browser);
  await signer.page.context().setOffline(true);
  await signer.page.goto(pathToFileURL(signPage).href);
  await signer.page.getByLabel("Choose the file").setInputFiles(toSign);
  await signer.page.getByLabel("A passphrase").fill("lantern kettle orchard nine");
  await signer.page.getByLabel("The passphrase once more").fill("lantern kettle orchard nine");
  await save(signer.page, () => signer.page.getByRole("button", { name: "Make the key" }).click());
  const fingerprint = await signer.page.locator("#fingerprint code").innerText();
  await signer.page.getByLabel("I have read the text").check();
  const letter = await save(signer.page, () =>
    signer.page.getByRole("button", { name: "Sign and save" }).click(),
  );

  await page.getByLabel("Fingerprint of an organisation’s first key").fill(fingerprint);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose files" }).click(),
  ]);
  await chooser.setFiles(letter);
  await page.getByText("valley-association: taken in").waitFor();
  await page.getByRole("tab", { name: "Publish", exact: true }).click();
  await page.getByLabel("To publish, type open-the-archives").fill("open-the-archives");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Published.", { exact: true }).waitFor();
  assert.ok((await readFile(letter, "utf8")).includes("valley-association"));
  assert.deepEqual([complaints, signer.complaints], [[], []]);

  const anybody = await openPage(browser);
  await anybody.page.context().setExtraHTTPHeaders({});
  await anybody.page.goto(`${served.url}/appeals`);
  await anybody.page.getByRole("link", { name: "Verify here" }).click();
  await anybody.page.getByRole("button", { name: /^Verify/ }).click();
  await anybody.page.getByRole("heading", { name: /^Consistent:/ }).waitFor();
});
