/** How each screen is brought before the eye: a test fails when a route of the application has no line here. */
import type { Page } from "playwright-core";
import { formatAudit } from "../../src/appeal/audit.ts";
import { digest } from "../../src/model/ids.ts";
import type { RoutePath } from "../../src/web/routes.ts";
import { builtPage, type ShownRegister } from "./shown-registers.ts";

export type ShownScreen = {
  readonly route: RoutePath | "none"; // none: what the server shows without the application
  readonly name: string; // of its pictures
  readonly path?: string; // its address, where the route's is not one: with the ids of the seeded register
  readonly rtlPath?: string; // another address for languages that are written from right to left
  readonly prepare?: (page: Page) => Promise<void>; // what is done before it is looked at
  readonly isMissing?: true; // of what is not there
  readonly of?: ShownRegister; // where it is not the register with a little of everything
  readonly empty?: true; // looked at in a register without anything too
};

const search = async (page: Page) => {
  await page.getByRole("searchbox").fill("Taren");
  await page.getByRole("searchbox").press("Enter");
  await page.locator(".person").first().waitFor();
};

/** With the question of whether a record is of another open, and the files listed. */
const separate = async (page: Page) => {
  await page.locator("#record-3 button").first().click();
  await page.locator(".entity-separate").waitFor();
};

/** With the warning before a receipt. */
const giveReceipt = async (page: Page) => {
  await page.locator("#record-1 .entity-deeds button").last().click();
  await page.locator("#record-1 .attention").waitFor();
};

/** With people of a near name beside the form, and what is wrong above it. */
const typeName = async (page: Page) => {
  await page.locator("#entry-name").fill("Taren");
  await page.locator(".entry-likely li").first().waitFor();
  await page.locator('.entry button[type="submit"]').click();
  await page.getByRole("alert").waitFor();
};

/** With a figure in parts, and the words for why there is no estimate. */
const countMissing = async (page: Page) => {
  for (const [field, choice] of [
    [0, 1],
    [1, 2],
  ] as const) {
    await page.locator(".count-form .pick-button").nth(field).click();
    await page.locator(".pick-choice").nth(choice).click();
  }
  await page.locator(".count-form .check").click();
  await page.locator('.count-form button[type="submit"]').click();
  await page.locator(".figure-sentence").waitFor();
};

/** With what the check says beside the text, and its figures counted. */
const checked = async (page: Page) => {
  await page.locator(".appeal-note").first().waitFor();
  await page.locator(".appeal-figures .number").filter({ hasText: /\S/ }).first().waitFor();
};

/** Another part of the appeal. */
const openPart = (at: number) => async (page: Page) => {
  await page.getByRole("tab").nth(at).click();
  await page.locator(".tab-panel").waitFor();
};

/** With what another word of the first source would change. */
const previewConsent = async (page: Page) => {
  const source = page.locator(".part").first();
  await source.locator(".pick-button").nth(1).click();
  await page.locator(".pick-choice").first().click();
  await source.locator(".govern-form .button").first().click();
  await source.locator("table").waitFor();
};

/** At the first pair. */
const beginReview = async (page: Page) => {
  await page.locator(".review-name input").fill("Ani");
  await page.keyboard.press("Enter");
  await page.locator("table.pair").waitFor();
};

/** With an audit at hand of which one token has its finding. */
const begunAudit = async (page: Page) => {
  const sample = ["A", "B", "C"].map((letter) => `${letter.repeat(42)}A`);
  const audit = formatAudit({
    figure: "F1",
    manifest: digest("0".repeat(64)),
    total: 40,
    seed: { text: "4 11 19 23 31 40", source: "A lottery", published: "2026-03-07T20:00:00Z" },
    sample,
    findings: [{ token: sample[0] ?? "", finding: "supported" }],
  });
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: "audit-F1.json", mimeType: "application/json", buffer: Buffer.from(audit) });
  await page.locator(".part .hint + .audit-result").first().waitFor();
};

const twoRows = `Full name;Born;Village;What happened\nMaro Velan;1950;Sarn;missing\nОлег Дорин;31.02.1992;Nowhere;killed\n`;

/** At the columns of a list, with a row that has an issue. */
const chooseList = async (page: Page) => {
  await page.locator('input[type="file"]').setInputFiles({
    name: "families-of-the-upper-valley-1994.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(twoRows),
  });
  const fields = page.locator(".import-file .form-field input");
  await fields.nth(0).fill("Families of the Upper Valley, 1994");
  await fields.nth(1).fill("Upper Valley Association");
  await page.locator(".import-file .actions button").first().click();
  await page.locator(".import-table table").first().waitFor();
};

export const shownScreens: readonly ShownScreen[] = [
  { route: "/", name: "home", empty: true },
  { route: "/people", name: "people", prepare: search },
  { route: "/people", name: "people-start", empty: true },
  { route: "/map", name: "map", of: "mapped", empty: true },
  { route: "/review", name: "review", empty: true },
  { route: "/review", name: "review-pair", of: "review", prepare: beginReview },
  { route: "/returns", name: "returns", of: "returns", empty: true },
  { route: "/enquiries", name: "enquiries", empty: true },
  { route: "/people/$id", name: "person", path: "/people/upper%2F118", prepare: separate },
  { route: "/people/$id", name: "person-receipt", path: "/people/upper%2F118", prepare: giveReceipt },
  { route: "/groups", name: "groups", empty: true },
  { route: "/groups/$id", name: "group", path: "/groups/households%2FH-1" },
  { route: "/sites", name: "sites" },
  { route: "/sites/$id", name: "site", path: "/sites/shrines%2FS-1" },
  { route: "/hazards", name: "hazards", empty: true },
  { route: "/hazards/$id", name: "hazard", path: "/hazards/fields%2FHA-1" },
  { route: "/events", name: "events" },
  { route: "/events/$id", name: "event", path: "/events/incidents%2FE-1" },
  { route: "/places", name: "places", of: "review", empty: true },
  { route: "/places/$id", name: "place", path: "/places/places%2FP1", of: "review" },
  { route: "/places/$id", name: "missing-place", path: "/places/none%2F1", isMissing: true },
  { route: "/import", name: "import" },
  { route: "/import", name: "import-columns", prepare: chooseList },
  { route: "/enter", name: "enter", empty: true },
  { route: "/enter", name: "enter-person", path: "/enter?kind=person", prepare: typeName },
  { route: "/counts", name: "counts", prepare: countMissing, empty: true },
  { route: "/appeals", name: "appeals", empty: true },
  { route: "/appeals/$id", name: "appeals-text", path: "/appeals/where-are-they", prepare: checked },
  { route: "/appeals/$id", name: "appeals-signatures", path: "/appeals/to-all", prepare: openPart(2) },
  { route: "/appeals/$id", name: "appeals-versions", path: "/appeals/to-all", prepare: openPart(1) },
  { route: "/appeals/$id", name: "appeals-answers", path: "/appeals/to-all", prepare: openPart(3) },
  { route: "/public-search", name: "public-search", empty: true },
  { route: "/verify", name: "verify", empty: true },
  { route: "/organisations", name: "organisations", empty: true },
  { route: "/audiences", name: "audiences", prepare: previewConsent, empty: true },
  { route: "/access-log", name: "access-log" },
  { route: "/audits", name: "audits", prepare: begunAudit, empty: true },
  { route: "/health", name: "health" },
  { route: "/sign-in", name: "sign-in" },
  { route: "/accept", name: "accept" },
  { route: "/account", name: "account" },
  { route: "none", name: "missing-page", path: "/no-such-screen" },
  { route: "none", name: "enquiry", path: "/enquiry/en", rtlPath: "/enquiry/ar" },
  { route: "none", name: "sign-page", path: builtPage("web/sign.html") },
  { route: "none", name: "verify-page", path: builtPage("verify.html") },
  { route: "none", name: "published", path: "/published/missing/", rtlPath: "/published/missing-ar/" },
];

const pathOf = ({ path, rtlPath, route }: ShownScreen, language: string): string =>
  (language === "ar" ? rtlPath : undefined) ?? path ?? route;

/** Where a screen is, on the server of its register; a page that is opened from the disk is where it is. */
export function addressOf(screen: ShownScreen, language: string, url: string): string {
  const path = pathOf(screen, language);
  return path.startsWith("file:") ? path : url + path;
}

/** What the console says of a screen that it should not: Chromium complains of each answer that there is no such thing. */
export const unasked = ({ isMissing }: ShownScreen, said: readonly string[]): readonly string[] =>
  said.filter((text) => isMissing !== true || !text.includes("status of 404"));
