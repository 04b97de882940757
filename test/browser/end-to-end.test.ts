import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { readExample } from "../../src/cli/example.ts";
import { assertAccessible, assertNothingSticksOut, openPage, settle } from "./look.ts";
import { buildWeb, openBrowser } from "./served-application.ts";

const recount = fileURLToPath(new URL("../../bin/recount.js", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "recount-end-to-end-"));
await chmod(folder, 0o711); // the database's user walks through it
const data = join(folder, "data");

await buildWeb();
const example = await readExample();
const started = await startRecount(await freePort());
const browser = await openBrowser();
after(async () => {
  await browser.close();
  if (started.process.exitCode === null) {
    started.process.kill("SIGINT");
    await once(started.process, "exit");
  }
  await rm(folder, { recursive: true, force: true });
});

type Started = { readonly url: string; readonly token: string; readonly process: ChildProcess };

/** The whole example, from its lists to the server, in a process of its own. */
async function startRecount(port: number): Promise<Started> {
  const run = [recount, "start", "--no-open", "--data", data, "--port", String(port)];
  const { DATABASE_URL: _elsewhere, ...env } = process.env;
  const child = spawn(process.execPath, run, { env, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  const [url = "", token = ""] = await new Promise<readonly string[]>((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      said.push(chunk.toString());
      const found = /^Recount is at (http:\/\/localhost:\d+)\/\?token=(\S+)/m.exec(said.join(""));
      if (found !== null) resolve(found.slice(1));
    });
    child.on("exit", (code) => reject(new Error(`start ended with ${code}:\n${said.join("")}`)));
  });
  return { url, token, process: child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  assert.ok(address !== null && typeof address === "object");
  return address.port;
}

async function open(path: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const opened = await openPage(browser);
  await opened.page.goto(`${started.url}${path}?token=${started.token}`);
  await settle(opened.page);
  return opened;
}

async function publishedAreas(): Promise<unknown> {
  const statements = await readFile(join(data, "published", "appeal", "data", "statements.json"), "utf8");
  const { figures }: { figures: { query: { unit: string }; documented: unknown }[] } = JSON.parse(statements);
  return figures.find(({ query }) => query.unit === "hazard")?.documented;
}

async function look(page: Page, where: string): Promise<void> {
  await settle(page);
  await assertAccessible(page, where);
  await assertNothingSticksOut(page, where);
}

test("the first screen shows what is documented and every list of the example", async () => {
  const { page, complaints } = await open("/");
  const shown = page.getByRole("region", { name: "Documented" });
  for (const words of [
    "People recorded as killed",
    "People recorded as missing",
    "People recorded as displaced",
    "Sites recorded as destroyed",
    "Areas recorded as contaminated",
  ]) {
    const tile = shown.locator(".figure-tile", { has: page.getByText(words, { exact: true }) });
    const number = Number((await tile.locator("dd").innerText()).replaceAll(",", ""));
    assert.ok(number > 20, `${words}: ${number}`);
    // The appeal counts areas anywhere and at any time: its figure is the register's.
    if (words.startsWith("Areas")) assert.equal(number, await publishedAreas());
  }
  const names = await page
    .getByRole("table")
    .getByRole("rowheader")
    .locator("bdi:first-child")
    .allInnerTexts();
  assert.equal(example.lists.length, 20);
  for (const { source } of example.lists) assert.ok(names.includes(source.name), source.name);
  await look(page, "home");
  assert.deepEqual(complaints, []);
});

test("a name typed in Latin letters finds the person whom a list has in Arabic ones, and one in Cyrillic a Latin one", async () => {
  const { page, complaints } = await open("/people");
  await page.getByRole("searchbox").fill("Suren Kosmar");
  await page.getByRole("searchbox").press("Enter");
  const person = page.getByRole("listitem").filter({ has: page.getByRole("heading") });
  const found = person.filter({ hasText: "سورين كوسمار" });
  await found.getByText("Missing people, families' enquiries").waitFor();
  await found.getByText("recorded as missing").waitFor();
  await look(page, "search");
  await page.getByRole("searchbox").fill("Рафаэль Гёльмаршвили");
  await page.getByRole("searchbox").press("Enter");
  const other = person.filter({ hasText: "Rafael Sergey oğlu Gölmarşvili" });
  await other.getByText("Displaced from Sarmel, register of families").waitFor();
  assert.deepEqual(complaints, []);
});

test("both appeals are listed, and the page of one leads from a figure to how it was counted", async () => {
  const { page, complaints } = await open("/appeals");
  const appeals = page.locator(".appeals > li");
  assert.equal(await appeals.count(), 2);
  assert.equal(await page.locator(".appeals h2 [lang=ar]").count(), 1);
  await look(page, "appeals");
  await appeals.first().getByRole("link", { name: "Read the page" }).click();
  await page.getByRole("heading", { level: 1, name: "For those who were driven out" }).waitFor();
  await look(page, "published page");
  const figure = page.locator("#F1-text");
  const number = await figure.locator("bdi").innerText();
  await figure.click();
  assert.match(page.url(), /#F1$/);
  await page.locator("#F1").getByText(`At least ${number} people`).waitFor();
  assert.ok(await page.locator("#F1 figure.picture").first().isVisible());
  const places = await page.locator("#F1 dd bdi[lang]").allInnerTexts();
  assert.deepEqual(places, [...new Set(places)]);
  assert.deepEqual(complaints, []);
});

test("the Arabic appeal is accessible too", async () => {
  const { page, complaints } = await open("/published/appeal-ar/");
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  await look(page, "published page in Arabic");
  assert.deepEqual(complaints, []);
});

test("a published appeal is consistent when checked in the browser, and verified with all keys", async () => {
  const { page, complaints } = await open("/verify");
  const first = page.getByRole("button", { name: /^Verify For those who were driven out/ });
  await first.click();
  await page.getByRole("heading", { name: /^Consistent:/ }).waitFor();
  await page.getByText("0 of 5 keys confirmed").waitFor();
  await look(page, "verify, consistent");
  const published = join(data, "published", "appeal");
  const paths = [join("data", "log.vkey"), join("keys", "allowed_signers")];
  const keys = await Promise.all(paths.map((path) => readFile(join(published, path), "utf8")));
  await page.getByLabel("Keys you were given").fill(keys.join(""));
  await first.click();
  await page.getByRole("heading", { name: /^Verified:/ }).waitFor();
  await page.getByText("5 of 5 keys confirmed").waitFor();
  await look(page, "verify, verified");
  assert.deepEqual(complaints, []);
});

test("a folder on the device in which one byte was changed is refused, with the path", async () => {
  const changed = join(folder, "changed");
  await cp(join(data, "published", "appeal"), changed, { recursive: true });
  const proof = join(changed, "proofs", "F1.json");
  const bytes = await readFile(proof);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(proof, bytes);
  const { page } = await open("/verify");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a folder" }).click(),
  ]);
  await chooser.setFiles(changed);
  await page.getByRole("heading", { name: /^Refused:/ }).waitFor();
  await page.getByRole("table").getByText("proofs/F1.json").first().waitFor();
  await look(page, "verify, refused");
});

test("a long list draws the rows in sight, asks for more as it is scrolled, and keeps its place", async () => {
  const { page, complaints } = await open("/sites");
  const status = page.getByRole("main").getByRole("status").first();
  const rows = page.locator(".long-row");
  await rows.first().waitFor();
  await status.filter({ hasText: /\d/ }).waitFor();
  const total = Number(/\d+/.exec((await status.textContent()) ?? "")?.[0]);
  assert.ok(total > 100, `got ${total} sites, wanted more than one page of them`);
  const isAtEnd = async () => (await status.textContent())?.endsWith(`${total} of ${total}`) === true;
  // By time and not by turns: turns are quick where the next rows are slow to come, and then the wheel turns the page,
  // so that the pointer has to be brought back to the list.
  for (const until = Date.now() + 180_000; Date.now() < until && !(await isAtEnd()); ) {
    await page.getByRole("grid").hover();
    await page.mouse.wheel(0, 2400);
    await settle(page);
    assert.ok((await rows.count()) < 30, "rows out of sight stay on the page");
  }
  assert.ok(await isAtEnd(), (await status.textContent()) ?? "");
  await rows.last().scrollIntoViewIfNeeded(); // of which a strip was in sight: the list moves, and its rows are drawn again
  await settle(page);
  await rows.last().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForURL(/\/sites\/./);
  await page.goBack();
  await rows.first().waitFor();
  await settle(page);
  const shown = (await page.locator("[data-number]").last().getAttribute("data-number")) ?? "";
  assert.ok(Number(shown) > 100, `came back to row ${shown}`);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("Ctrl-C ends it with exit 0", async () => {
  const ended = once(started.process, "exit");
  started.process.kill("SIGINT");
  const [code] = await ended;
  assert.equal(code, 0);
});
