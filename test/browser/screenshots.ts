/** Screenshots of every screen, light and dark, wide and narrow, left to right and right to left: dist/screenshots. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { emptyRegister, fullRegister } from "./invented-register.ts";
import { settle } from "./look.ts";
import { buildWeb, openBrowser, publishPages, serveApplication } from "./served-application.ts";

type Screen = {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
};

const search = async (page: Page) => {
  await page.getByRole("searchbox").fill("Taren");
  await page.getByRole("searchbox").press("Enter");
  await page.locator(".person").first().waitFor();
};

const screens: readonly Screen[] = [
  { name: "home", path: "/" },
  { name: "people", path: "/people", prepare: search },
  { name: "map", path: "/map" },
  { name: "enquiries", path: "/enquiries" },
  { name: "appeals", path: "/appeals" },
  { name: "verify", path: "/verify" },
  { name: "sign-in", path: "/sign-in" },
  { name: "accept", path: "/accept" },
];

type Variant = {
  readonly theme: "light" | "dark";
  readonly language: string;
  readonly width: number;
};
const variants: readonly Variant[] = (["light", "dark"] as const).flatMap((theme) =>
  ["en", "ar"].flatMap((language) => [1280, 360].map((width) => ({ theme, language, width }))),
);
const folder = fileURLToPath(new URL("../../dist/screenshots", import.meta.url));

await mkdir(folder, { recursive: true });
await buildWeb();
const browser = await openBrowser();
const full = await fullRegister().then(publishPages).then(serveApplication);
const empty = await emptyRegister().then(serveApplication);
try {
  for (const variant of variants) {
    await shoot(browser, variant, { url: full.url, screens, state: "full" });
    await shoot(browser, variant, { url: full.url, screens: [pageScreen(variant)], state: "published" });
  }
  await shoot(
    browser,
    { theme: "light", language: "en", width: 1280 },
    { url: empty.url, screens: screens.filter((s) => s.prepare === undefined), state: "empty" },
  );
  await shoot(
    browser,
    { theme: "light", language: "ka", width: 360 },
    { url: full.url, screens, state: "full" },
  );
  await printPage(browser, full.url);
} finally {
  await browser.close();
  await full.close();
  await empty.close();
}
process.stderr.write(`screenshots are in ${folder}\n`);

function pageScreen({ language }: Variant): Screen {
  return { name: "appeal-page", path: `/published/missing${language === "ar" ? "-ar" : ""}/` };
}

type Shoot = { readonly url: string; readonly screens: readonly Screen[]; readonly state: string };

async function shoot(
  from: Browser,
  { theme, language, width }: Variant,
  { url, screens: shown, state }: Shoot,
) {
  const context = await from.newContext({
    viewport: { width, height: width < 500 ? 740 : 860 },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  for (const { name, path, prepare } of shown) {
    await page.goto(url + path);
    await settle(page);
    await prepare?.(page);
    await settle(page);
    const file = `${name}.${state}.${theme}.${language}.${width}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true });
  }
  await context.close();
}

async function printPage(from: Browser, url: string) {
  const page = await from.newPage();
  await page.goto(`${url}/published/missing/`);
  await page.pdf({ path: join(folder, "appeal-page.pdf"), preferCSSPageSize: true, format: "A4" });
  await page.close();
}
