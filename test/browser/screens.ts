/**
 * Pictures of every screen, light and dark, wide and narrow, from left and from right, into dist/screens with a sheet of
 * them all; axe looks at each in the same visit. `npm run screens -- people` does the screens whose name begins so.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { closeServers } from "../register-fixture.ts";
import { axeFindings, openPage, settle, type View } from "./look.ts";
import { buildWeb, openBrowser } from "./served-application.ts";
import { shownRegisters } from "./shown-registers.ts";
import { addressOf, type ShownScreen, shownScreens, unasked } from "./shown-screens.ts";

const views: readonly Required<View>[] = (["light", "dark"] as const).flatMap((theme) =>
  ["en", "ar"].flatMap((language) => [1280, 360].map((width) => ({ theme, language, width }))),
);
const widest: Required<View> = { theme: "light", language: "ka", width: 360 }; // Georgian has the longest words
const plain: Required<View> = { theme: "light", language: "en", width: 1280 };
const folder = fileURLToPath(new URL("../../dist/screens", import.meta.url));

const [wanted = ""] = process.argv.slice(2);
const screens = shownScreens.filter(({ name }) => name.startsWith(wanted));
await mkdir(folder, { recursive: true });
await buildWeb();
const findings: string[] = [];
const taken: string[] = [];
const browser = await openBrowser();
const registers = shownRegisters();
try {
  for (const view of [...views, widest]) await shoot({ shown: screens, view, state: "full" });
  const unfilled = screens.filter((screen) => screen.empty === true);
  await shoot({ shown: unfilled, view: plain, state: "empty" });
  if (screens.some(({ name }) => name === "published"))
    await printPage(browser, await registers.urlOf("full"));
} finally {
  await browser.close();
  await closeServers(); // and what is served from them
}
await writeFile(join(folder, "index.html"), sheet());
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.stderr.write(
  `${screens.length} screens in ${taken.length} pictures are in ${join(folder, "index.html")}\n`,
);
process.exitCode = findings.length === 0 ? 0 : 1;

type Shoot = {
  readonly shown: readonly ShownScreen[];
  readonly view: Required<View>;
  readonly state: "full" | "empty";
};

async function shoot({ shown, view, state }: Shoot): Promise<void> {
  const { page, complaints } = await openPage(browser, view);
  for (const screen of shown) {
    const file = fileOf(screen, view, state);
    try {
      const url = await registers.urlOf(state === "empty" ? "empty" : (screen.of ?? "full"));
      await page.goto(addressOf(screen, view.language, url));
      await settle(page);
      if (state === "full") await screen.prepare?.(page);
      await settle(page);
      await page.evaluate(() => window.scrollTo(0, 0)); // what sticks to the screen stands at its head
      await page.screenshot({ path: join(folder, file), fullPage: true });
      taken.push(file);
      findings.push(...(await axeFindings(page, file)));
    } catch (error) {
      findings.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    findings.push(...unasked(screen, complaints.splice(0)).map((text) => `${file}: console: ${text}`));
  }
  await page.context().close();
}

function fileOf({ name }: ShownScreen, { theme, language, width }: Required<View>, state: string): string {
  return [name, state, theme, language, width, "png"].join(".");
}

async function printPage(from: Browser, url: string): Promise<void> {
  const { page } = await openPage(from);
  await page.goto(`${url}/published/missing/`);
  await page.pdf({ path: join(folder, "published.pdf"), preferCSSPageSize: true, format: "A4" });
  await page.context().close();
}

/** Screens down, views across. */
function sheet(): string {
  const rows = screens.map((screen) => {
    const files = [...views, widest].map((view) => fileOf(screen, view, "full"));
    if (screen.empty === true) files.push(fileOf(screen, plain, "empty"));
    const pictures = files.map((file) => `<td><a href="${file}"><img src="${file}" alt="${file}"></a></td>`);
    return `<tr><th>${screen.name}</th>${pictures.join("")}</tr>`;
  });
  const style =
    "img { max-width: 20rem; max-height: 24rem } td, th { vertical-align: top; font: 1rem sans-serif }";
  return `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style><table>${rows.join("\n")}</table>\n`;
}
