/** How long a browser takes to verify a folder that a person gives to verify.html: `npm run bench -- verify`. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatZip } from "../../src/base/zip.ts";
import { verifyFolder } from "../../src/verify/verify-folder.ts";
import { openBrowser } from "../../test/browser/served-application.ts";
import { machine } from "../machine.ts";
import { FIGURES, LEAVES, millionFolder, RECORDS } from "./million-folder.ts";

const RUNS = 7;

/** Prints the middle of seven runs in Node and in the browser. Needs dist/verify.html: npm run build:web. */
export async function runVerify(): Promise<void> {
  const files = millionFolder();
  const inNode = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    const { verdict, refusals } = verifyFolder(files);
    if (verdict !== "consistent") throw new Error(`got ${verdict}: ${refusals[0]?.reason}`);
    return performance.now() - started;
  });
  const folder = mkdtempSync(join(tmpdir(), "recount-bench-"));
  const zip = join(folder, "folder.zip");
  writeFileSync(zip, formatZip("folder", files));
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join("dist", "verify.html")).href);
    const inBrowser: number[] = [];
    while (inBrowser.length < RUNS) {
      await page.locator("input[accept='.zip']").setInputFiles(zip);
      const count = inBrowser.length + 1;
      await page.waitForFunction((n) => performance.getEntriesByName("verify").length === n, count);
      const lasted = await page.evaluate(
        () => performance.getEntriesByName("verify").at(-1)?.duration ?? Number.NaN,
      );
      inBrowser.push(lasted);
    }
    const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    console.log(
      [
        machine(),
        "",
        `${FIGURES} figures, ${FIGURES * RECORDS} proofs, a ledger of ${LEAVES} leaves, ${Math.round(bytes / 1024)} KB`,
        "",
        "| where | middle of 7, ms | slowest, ms |",
        "| --- | --- | --- |",
        rowOf("Node", inNode),
        rowOf(`Chromium ${browser.version()}, verify.html`, inBrowser),
      ].join("\n"),
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

function rowOf(where: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return `| ${where} | ${Math.round(sorted[3] ?? 0)} | ${Math.round(sorted.at(-1) ?? 0)} |`;
}
