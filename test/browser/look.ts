/** How the browser tests look at a screen: what axe finds, what the console says, what sticks out. */
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { session } from "./served-application.ts";

export type View = {
  readonly theme?: "light" | "dark";
  readonly language?: string;
  readonly width?: number;
};

/** A page in a context of its own. Everything that the console complains of, refused policies too, is in `complaints`. */
export async function openPage(
  browser: Browser,
  { theme = "light", language = "en", width = 1280 }: View = {},
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
    extraHTTPHeaders: { authorization: `Bearer ${session.token}` }, // end to end the printed address is opened instead
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (!message.text().includes("GL Driver Message")) complaints.push(message.text()); // of drawing without a graphics card
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, complaints };
}

/** Waits until the screen has its heading and nothing is still to come. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector("[data-loading]") === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Asserts that axe finds nothing of any impact. */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  assert.deepEqual(await axeFindings(page, where), []);
}

/** What axe finds, of any impact: WCAG 2.2 A and AA, and its best practice. */
export async function axeFindings(page: Page, where: string): Promise<readonly string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // Set by hand: axe's frames would need a blank page, which the policy of a published page refuses.
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id}: ${html}`));
}

/** Asserts that no line is wider than the screen. */
export async function assertNothingSticksOut(page: Page, where: string): Promise<void> {
  const [wide, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok((wide ?? 0) <= (screen ?? 0), `${where} is ${wide} wide, wanted at most ${screen}`);
}
