/** The picture of the README: the beginning of a published appeal, beside the note of its first figure. */
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openBrowser } from "./served-application.ts";

const WIDTH = 1400;
const HEIGHT = 900;
const SCALE = 0.83; // so that the whole chart is on it

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error("got no published folder, wanted its path: picture.ts published/appeal");
const picture = fileURLToPath(new URL("../../docs/appeal.png", import.meta.url));
const page = pathToFileURL(join(resolve(folder), "index.html")).href;

const browser = await openBrowser();
try {
  const halves: string[] = [];
  for (const part of ["", "#F1"]) {
    const context = await browser.newContext({
      viewport: { width: Math.round(WIDTH / 2 / SCALE), height: Math.round(HEIGHT / SCALE) },
      deviceScaleFactor: SCALE,
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    const half = await context.newPage();
    await half.goto(page + part);
    await half.evaluate(() => document.fonts.ready.then(() => undefined));
    halves.push((await half.screenshot()).toString("base64"));
    await context.close();
  }
  const both = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await both.setContent(
    `<body style="margin: 0; display: flex">${halves
      .map(
        (half, i) =>
          `<img style="${i > 0 ? "border-left: 1px solid #7d7a73" : ""}" width="${WIDTH / 2}" height="${HEIGHT}" src="data:image/png;base64,${half}">`,
      )
      .join("")}</body>`,
  );
  await both.waitForFunction(() => [...document.images].every((image) => image.complete));
  await writeFile(picture, await both.screenshot());
} finally {
  await browser.close();
}
process.stderr.write(`the picture is ${picture}\n`);
