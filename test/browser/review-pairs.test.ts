import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { reviewRegister } from "./review-register.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";

await buildWeb();
const [browser, served] = await Promise.all([openBrowser(), reviewRegister().then(serveApplication)]);
after(async () => {
  await browser.close();
  await served.close();
});

/** The screen with the reviewer's name given by keyboard, at the first pair. */
async function begin(name: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const opened = await openPage(browser);
  await opened.page.goto(`${served.url}/review`);
  await settle(opened.page);
  await opened.page.getByRole("textbox", { name: "Your name" }).focus();
  await opened.page.keyboard.type(name);
  await opened.page.keyboard.press("Enter");
  await opened.page.getByRole("heading", { name: "Pair 1 of this sitting" }).waitFor();
  return opened;
}

const heading = (page: Page, number: number) =>
  page.getByRole("heading", { name: `Pair ${number} of this sitting`, exact: true });
const stored = async () => (await served.register.store.judgements()).toSorted((a, b) => a.id - b.id);
const told = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words }).waitFor();

test("twenty pairs are judged by keyboard alone, one long press is one judgement, and the last is taken back", async () => {
  const { page, complaints } = await begin("Ani");
  await assertAccessible(page, "a pair");
  const answers = ["same", "different", "unsure"] as const;
  for (let number = 1; number <= 20; number++) {
    await heading(page, number).waitFor();
    assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? "", /^Pair \d+ of/);
    if (number === 2) {
      await page.keyboard.press("r");
      await page.keyboard.type("123 same father");
      await page.keyboard.press("Enter");
    }
    await page.keyboard.press(String(1 + (number % 3)));
  }
  await heading(page, 21).waitFor();
  await told(page, "Pair 20: unsure");
  const made = await stored();
  assert.deepEqual(
    made.map(({ answer }) => answer),
    Array.from({ length: 20 }, (_, i) => answers[(i + 1) % 3]),
  );
  assert.ok(made.every(({ by }) => by === "Ani"));
  assert.deepEqual([made[0]?.why, made[1]?.why], ["Compared side by side", "123 same father"]);
  await page.keyboard.down("Digit2");
  await page.keyboard.down("Digit2"); // as a key does that is held
  await page.keyboard.up("Digit2");
  await heading(page, 22).waitFor();
  await told(page, "Pair 21: different");
  await page.keyboard.press("Control+z");
  await told(page, "Taken back");
  await heading(page, 21).waitFor();
  const last = (await stored()).at(-1);
  assert.equal(typeof last?.withdrawnBy, "number");
  assert.equal((await stored()).length, 21);
  assert.deepEqual(complaints, []);
});

test("a second reviewer is told neither weights nor the answer before having judged, and both afterwards", async () => {
  const { page, complaints } = await begin("Levon");
  await page.getByRole("radio", { name: /^Second review/ }).press("Space");
  await page.getByText("without knowing what others answered").waitFor();
  assert.equal(await page.getByText("What speaks for and against").count(), 0);
  assert.equal(await page.getByText(/\bAni\b/).count(), 0);
  await page.getByRole("heading", { name: "Pair 1 of this sitting" }).focus();
  await page.keyboard.press("e");
  await page.getByText("Shown once you have judged").waitFor();
  await assertAccessible(page, "a pair for a second reviewer");
  await page.keyboard.press("2");
  const before = page.locator("details", { hasText: "Pair 1, judged last" });
  await before.locator("summary").click();
  await before.getByText("Ani").waitFor();
  await before.getByText(/bits, match probability/).waitFor();
  await page.getByRole("tab", { name: "Agreement and accuracy" }).click();
  await page.getByRole("rowheader", { name: "Ani · Levon" }).waitFor();
  await assertAccessible(page, "agreement");
  await page.getByRole("button", { name: "Draw 200 pairs at random" }).click();
  await page.getByText(/^Drawn: \d+/).waitFor();
  assert.deepEqual(complaints, []);
});

test("keys act only in the review, can be changed, and can be switched off", async () => {
  const { page } = await begin("Sara");
  const before = (await stored()).length;
  await page.getByRole("tab", { name: "Pairs" }).focus();
  await page.keyboard.press("1");
  await page.getByText("Keys of review").click();
  await page.getByRole("button", { name: /^Same: key 1/ }).click();
  await page.keyboard.press("q");
  await page.getByRole("button", { name: /^Same: key Q/ }).waitFor();
  await page.getByRole("button", { name: /^Same Q/ }).waitFor();
  await heading(page, 1).focus();
  await page.keyboard.press("1");
  await page.keyboard.press("q");
  await heading(page, 2).waitFor();
  await told(page, "Pair 1: same");
  await page.getByText("Keys act without Ctrl").click();
  await heading(page, 2).focus();
  await page.keyboard.press("2");
  assert.equal(await page.getByRole("button", { name: "Different", exact: true }).count(), 1);
  assert.equal((await stored()).length, before + 1);
});

test("after 40 minutes of judging a pause is offered, and a pause hides the pair", async () => {
  const { page } = await openPage(browser, { width: 360 });
  await page.clock.install();
  await page.goto(`${served.url}/review`);
  await page.getByRole("textbox", { name: "Your name" }).fill("Oleg");
  await page.getByRole("button", { name: "Begin" }).click();
  await heading(page, 1).waitFor();
  await assertNothingSticksOut(page, "a pair on a telephone");
  await page.keyboard.press("3");
  await told(page, "Pair 1: unsure");
  await page.clock.fastForward("40:01");
  await page.getByText("You have been judging for 40 minutes.").waitFor();
  await page.getByRole("button", { name: "Pause", exact: true }).first().click();
  await page.getByText("Nothing is shown until you go on.").waitFor();
  assert.equal(await page.getByRole("table").count(), 0);
  await page.getByRole("button", { name: "Continue reviewing" }).click();
  await heading(page, 2).waitFor();
});
