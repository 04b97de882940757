import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served] = await Promise.all([openBrowser(), fullRegister().then(serveApplication)]);
after(async () => {
  await browser.close();
  await served.close();
});

const header = "id,full name,date of birth,date of disappearance,village,status,prim";
const list = (rows: readonly string[]) => ({
  name: "coast.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`${[header, ...rows].join("\n")}\n`),
});

test("a list is brought in: its columns corrected, its issues seen with their rows, its changes before they are made, and undone", async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(`${served.url}/import`);
  await settle(page);
  await page.getByRole("button", { name: "See what is in it" }).click();
  await page.getByRole("alert").getByText("Choose a file").waitFor();
  await assertAccessible(page, "a list without a file");
  const rows = ["1,Ilsa Varn,1950,1992-02,Sarn,missing,x", "2,Oren Tal,31.02.1960,1992-02,Sarn,missing,y"];
  await page.locator('input[type="file"]').setInputFiles(list(rows));
  await page.getByLabel("Organisation that holds it").fill("Coast Committee");
  await page.getByRole("button", { name: "See what is in it" }).click();
  await page.getByRole("heading", { name: "What the columns mean" }).waitFor();
  await page.getByRole("rowheader", { name: "full name" }).waitFor();
  await page.getByRole("table", { name: "Rows with issues" }).getByText("Oren Tal").waitFor();
  await page.getByRole("button", { name: /What prim means/ }).click();
  await page.getByRole("option", { name: "Leave out" }).click();
  await page.getByText("The columns were changed", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Look again" }).first().click();
  await page.getByText("As you put it right.").waitFor();
  await assertAccessible(page, "the columns of a list");
  await assertNothingSticksOut(page, "the columns of a list");
  await page.getByRole("button", { name: "Bring in: 2" }).click();
  await page.getByText("The list was brought in.").first().waitFor();
  await page.getByRole("button", { name: "Link now" }).click();
  await page.getByText("The records were linked.").first().waitFor();
  await page.getByRole("button", { name: "Another list" }).click();
  await page.locator('input[type="file"]').setInputFiles(list([rows[0]?.replace("1950", "1951") ?? ""]));
  await page.getByLabel("Organisation that holds it").fill("Coast Committee");
  await page.getByRole("button", { name: "See what is in it" }).click();
  await page.getByText("As it was read last time.").waitFor();
  await page.getByRole("table", { name: "Changed" }).getByRole("deletion").getByText("1950").waitFor();
  await page.getByRole("button", { name: "Bring in: 1" }).click();
  await page.getByText("The list was brought in.").first().waitFor();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByText("Taken back: The list was brought in.").waitFor();
  const states = (await served.register.store.versions())
    .filter(({ file }) => file === "coast.csv")
    .map(({ state }) => state)
    .sort();
  assert.deepEqual(states, ["accepted", "undone"]);
  assert.deepEqual(complaints, []);
});
