/** The map is drawn from the package alone, and its tables say the same. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { mappedRegister } from "../mapped-register.ts";
import { fullRegister } from "./invented-register.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser, serveApplication } from "./served-application.ts";
import { tilesArchive } from "./tiles-archive.ts";

await buildWeb();
const [browser, served, tiled, bare] = await Promise.all([
  openBrowser(),
  mappedRegister().then((register) => serveApplication(register)),
  mappedRegister().then((register) => serveApplication(register, { tilesFile: tilesArchive() })),
  fullRegister().then((register) => serveApplication(register)),
]);
after(async () => {
  await browser.close();
  await Promise.all([served.close(), tiled.close(), bare.close()]);
});

for (const [language, theme, width] of [
  ["en", "light", 1280],
  ["ar", "dark", 360],
] as const)
  test(`the map stands beside its tables and warns of unmarked land, ${language}, ${theme}, ${width} wide`, async () => {
    const { page, complaints } = await openPage(browser, { language, theme, width });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${served.url}/map`);
    await settle(page);
    await page.locator(".map-ground canvas").waitFor();
    await page.getByRole("cell", { name: "Sarn 1" }).waitFor();
    await page.getByRole("cell", { name: "Stone Minor" }).first().waitFor();
    await page.locator(".map-labels bdi", { hasText: "Sarn 1" }).first().waitFor();
    if (language === "en")
      await page.getByText("Land without a mark has not been shown to be safe.").waitFor();
    await assertAccessible(page, "map");
    await assertNothingSticksOut(page, "map");
    assert.ok(
      asked.every((url) => url.startsWith(served.url)),
      asked.join("\n"),
    );
    assert.deepEqual(complaints, []);
  });

test("a register in which nothing has a position says what would give it one", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${bare.url}/map`);
  await settle(page);
  await page.getByText("Places get one from a gazetteer", { exact: false }).waitFor();
});

test("one's own tiles are the ground, read by ranges from the same server", async () => {
  const { page, complaints } = await openPage(browser);
  const asked: string[] = [];
  page.on("response", (response) =>
    asked.push(`${response.status()} ${response.url().replace(tiled.url, "")}`),
  );
  await page.goto(`${tiled.url}/map`);
  await settle(page);
  await page.locator(".map-ground canvas").waitFor();
  await page.locator(".map-labels bdi").first().waitFor();
  assert.ok(asked.filter((line) => line === "206 /map/tiles.pmtiles").length >= 2, asked.join("\n"));
  assert.deepEqual(
    asked.filter((line) => line.includes("/map/land")),
    [],
  );
  assert.deepEqual(complaints, []);
  await page.context().close();
});
