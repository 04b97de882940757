/**
 * The first page on a slow link and an old telephone: `npm run bench -- web [--runs 3]`. The server as people start it,
 * over the example coalition's register; Chromium at 1.6 Mbit/s, 150 ms there and back, a processor four times as slow,
 * nothing in its cache. Bytes are all that the page loads, as they came over the line, their headers among them. Usable
 * is a page that can be read, and whose field takes what is typed; the program is there when it acts on it.
 */
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import { languages } from "../../src/pages/language.ts";
import { machine } from "../machine.ts";
import { type Server, startServer, stopServer } from "../server-process.ts";
import { exampleRegister, publishedIn } from "./example-register.ts";

const CHROMIUM = "/usr/bin/chromium";
const LINK = {
  offline: false,
  latency: 150, // ms
  downloadThroughput: 1_600_000 / 8, // bytes a second
  uploadThroughput: 750_000 / 8,
};
const SLOWER = 4;
const WANTED = { bytes: 200_000, ms: 2_000 };

type FirstPage = {
  readonly what: string;
  readonly languages: readonly string[];
  readonly path: (language: string) => string;
  readonly there: string; // selector of what one waits for
  readonly program?: string; // of what stands there when the program acts, where that comes later
  readonly signedIn?: true;
};

const pages: readonly FirstPage[] = [
  {
    what: "sign in",
    languages,
    path: () => "/sign-in",
    there: 'input[autocomplete="username"]',
    program: '#root:not([hidden]) input[autocomplete="username"]',
  },
  {
    what: "home, signed in",
    languages,
    path: () => "/",
    there: "input[type=search]",
    program: "#root:not([hidden]) input[type=search]",
    signedIn: true,
  },
  {
    what: "public search",
    languages,
    path: () => "/public-search",
    there: "input[type=search]",
    program: "#root:not([hidden]) input[type=search]",
  },
  { what: "enquiry of a family", languages, path: (tag) => `/enquiry/${tag}`, there: "html[data-ready]" },
  { what: "published appeal", languages, path: publishedIn, there: "#F1" },
];

type Seen = {
  readonly bytes: number;
  readonly requests: number;
  readonly ms: number;
  readonly programMs: number;
};

/** Runs the suite. */
export async function benchWeb(options: readonly string[]): Promise<void> {
  if (!existsSync(CHROMIUM)) return console.error(`SKIPPED web: ${CHROMIUM} is not there`);
  if (!existsSync("dist/web/index.en.html"))
    return console.error("SKIPPED web: dist/web is not there; npm run build:web makes it");
  const at = options.indexOf("--runs");
  const runs = at === -1 ? 3 : Number(options[at + 1]);
  const folder = mkdtempSync(join(tmpdir(), "recount-web-"));
  chmodSync(folder, 0o711); // the database's user walks through it
  try {
    const server = await startServer(await exampleRegister(join(folder, "register")), "");
    try {
      await askOnce(server); // the first to ask after a start waits for what the server then keeps
      await measureAll(server, runs);
    } finally {
      await stopServer(server);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function askOnce({ url, token }: Server): Promise<void> {
  const response = await fetch(`${url}/api/overview`, { headers: { authorization: `Bearer ${token}` } });
  if (response.status !== 200) throw new Error(`got ${response.status} for the overview, wanted 200`);
  await response.arrayBuffer();
}

async function measureAll(server: Server, runs: number): Promise<void> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    console.log(`${machine()}, Chromium ${browser.version()}; ${runs} runs each\n`);
    console.log(
      `wanted: less than ${WANTED.bytes / 1000} kB, usable in ${WANTED.ms / 1000} s at 1.6 Mbit/s, 150 ms, processor ${SLOWER} times as slow\n`,
    );
    console.log(
      "| page | language | kB | requests | usable, median ms | slowest ms | program there, median ms | met |\n| --- | --- | --- | --- | --- | --- | --- | --- |",
    );
    for (const page of pages)
      for (const language of page.languages)
        console.log(await measure({ browser, server, page, language, runs }));
  } finally {
    await browser.close();
  }
}

type Measured = {
  readonly browser: Browser;
  readonly server: Server;
  readonly page: FirstPage;
  readonly language: string;
  readonly runs: number;
};

async function measure({ browser, server, page, language, runs }: Measured): Promise<string> {
  const seen: Seen[] = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: language,
    });
    try {
      if (page.signedIn === true) await signIn(context, server);
      seen.push(await visit(context, server.url + page.path(language), page));
    } finally {
      await context.close();
    }
  }
  const slowest = Math.max(...seen.map(({ ms }) => ms));
  const bytes = Math.max(...seen.map((each) => each.bytes));
  const isMet = bytes < WANTED.bytes && slowest < WANTED.ms;
  const cells = [
    page.what,
    language,
    (bytes / 1000).toFixed(0),
    Math.max(...seen.map(({ requests }) => requests)),
    medianOf(seen.map(({ ms }) => ms)).toFixed(0),
    slowest.toFixed(0),
    medianOf(seen.map(({ programMs }) => programMs)).toFixed(0),
    isMet ? "yes" : "no",
  ];
  return `| ${cells.join(" | ")} |`;
}

const medianOf = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** As the printed address does, before the link becomes slow. */
async function signIn(context: BrowserContext, { url, token }: Server): Promise<void> {
  await context.request.get(`${url}/?token=${token}`);
}

async function visit(
  context: BrowserContext,
  url: string,
  { there, program = there }: FirstPage,
): Promise<Seen> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", LINK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const line = listen(session);
  await page.addInitScript(noteThere, { usable: there, program });
  await page.goto(url);
  const [ms, programMs] = [await markedAt(page, "usable"), await markedAt(page, "program")];
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await untilQuiet(line);
  return { bytes: line.bytes, requests: line.requests, ms, programMs };
}

type Line = { bytes: number; requests: number; readonly open: Set<string> };

/** Counts what comes over the line. */
function listen(session: CDPSession): Line {
  const line: Line = { bytes: 0, requests: 0, open: new Set() };
  session.on("Network.requestWillBeSent", ({ requestId }) => line.open.add(requestId));
  session.on("Network.loadingFailed", ({ requestId }) => line.open.delete(requestId));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    line.open.delete(requestId);
    line.bytes += encodedDataLength;
    line.requests++;
  });
  return line;
}

const [STILL, LOOK_MS] = [10, 100];

/** Until nothing was under way for a second: Chromium's own word for it does not come on so slow a link. */
async function untilQuiet({ open }: Line): Promise<void> {
  for (let still = 0; still < STILL; still = open.size === 0 ? still + 1 : 0) await pause(LOOK_MS);
}

// In the page: the first frame that has what one waits for, and after it the moment when the page answers again.
function noteThere(selectors: { readonly [mark: string]: string }): void {
  const look = (mark: string, selector: string) => {
    const found = document.querySelector(selector);
    if (found === null || found.getClientRects().length === 0)
      return requestAnimationFrame(() => look(mark, selector));
    return setTimeout(() => performance.mark(mark));
  };
  for (const [mark, selector] of Object.entries(selectors)) requestAnimationFrame(() => look(mark, selector));
}

async function markedAt(page: Page, name: string): Promise<number> {
  const mark = await page.waitForFunction((of) => performance.getEntriesByName(of)[0]?.startTime, name);
  return Number(await mark.jsonValue());
}
