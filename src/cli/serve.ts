/** `recount serve`: the web application and the API, for this computer or behind a proxy that speaks TLS. */
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { isIP } from "node:net";
import { isAbsolute } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createApp } from "../api/app.ts";
import type { Doors, Session } from "../api/asker.ts";
import { loopbackHosts } from "../api/guard.ts";
import { startJobs } from "../api/job-runner.ts";
import { readyServices } from "../api/ready-services.ts";
import { registerServices } from "../api/register-service.ts";
import { serveApp } from "../api/serve.ts";
import type { Site } from "../api/site.ts";
import { toBase64url } from "../base/bytes.ts";
import type { Viewer } from "../model/person.ts";
import { type FileScanner, fileScanner } from "../shell/file-scanner.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { readPeople, requireDeed, viewerFor } from "../steps/people/viewer.ts";
import { signInTools } from "../steps/sign-in/tools.ts";
import { isToldOpen } from "../store/connection.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { builtVerifierPage } from "./offline-pages.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { numberOption, textOption, usageError } from "./options.ts";
import { packagePath } from "./package-files.ts";
import { withRegister } from "./with-register.ts";

export const serveOptions = [
  {
    flags: "--port <n>",
    text: "the port to listen on (or PORT; default 4780); the next free one when it is in use",
  },
  { flags: "--no-open", text: "do not open the page in a browser" },
  { flags: "--tiles <file>", text: "a PMTiles archive under the map, in place of the package's own land" },
];

const siteOptions = [
  { flags: "--origin <url>", text: "the https address of a proxy before it: everybody signs in there" },
  { flags: "--host <address>", text: "the address to listen on, with --origin (default 127.0.0.1)" },
  {
    flags: "--scanner <socket>",
    text: "clamd's socket, or host:port: a file that is sent is taken only when it is found clean",
  },
  { flags: "--proxy <address>", text: "the proxy's address, whose X-Forwarded-For is believed" },
];

export const serveCommand: Command = {
  name: "serve",
  operands: "",
  summary: "serves the web application and the API, on this computer or behind a TLS proxy, until Ctrl-C",
  example: "recount serve --port 4780",
  options: [...serveOptions, ...siteOptions],
  run: (context, _operands, options) =>
    withRegister(context, (register) => serveRegister(register, context, options), "anybody"),
};

/** A register that was served before opens in seconds; one whose names are read anew is asked for other things meanwhile. */
const OPENING_MS = 10_000;

/** Serves the register until Ctrl-C; says where. */
export async function serveRegister(
  register: OpenRegister,
  context: CommandContext,
  options: OptionValues,
): Promise<CommandAnswer> {
  const given = { port: options["port"] ?? process.env["PORT"] };
  const wanted = numberOption(given, "port", { min: 0, max: 65_535 }) ?? 4780;
  const site = siteOf(options);
  const session = await sessionOf(register, context, site);
  const doors: Doors = {
    signIn: await signInTools(register, { now: context.now, tell: logLine }),
    ...(session !== undefined && { session }),
    ...(site !== undefined && { site }),
  };
  const [tilesFile, scanner] = [tilesOf(options), scannerOf(options)];
  const jobs = await startJobs(register, builtVerifierPage);
  const ready = readyServices(
    registerServices(register, context.now, { wake: jobs.wake, scanner }),
    session?.viewer,
  );
  const app = createApp(ready.services, {
    ...doors,
    jobs,
    refusals: { now: context.now, write: logLine },
    allowedHosts: loopbackHosts,
    webFolder: packagePath("dist/web"),
    publishedFolder: register.folder.published,
    ...(tilesFile !== undefined && { tilesFile }),
  });
  await Promise.race([
    ready.opened,
    setTimeout(OPENING_MS, undefined, { ref: false }),
    aborted(context.signal),
  ]);
  const served = await serveApp(app, { port: wanted, host: textOption(options, "host") ?? "127.0.0.1" });
  if (served.moved) context.say(`port ${wanted} is in use, taking ${served.port}`);
  const address = await sayWhere(register, served.url, doors);
  if (options["open"] === true && process.stdout.isTTY) openInBrowser(address);
  await aborted(context.signal);
  await served.close();
  await jobs.close();
  await ready.settled();
  return { exit: 0, json: { url: served.url }, text: "" };
}

/** What other machines are to see is a line of JSON on standard error: docs/serving.md says how it is taken there. */
const logLine = (line: object): void => {
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

/**
 * The session of the address that is printed: for whoever --as names, or the keeper of a register without people. None
 * where others come in as well, and where people are to sign in.
 */
async function sessionOf(
  register: OpenRegister,
  { person }: CommandContext,
  site: Site | undefined,
): Promise<Session | undefined> {
  if (site !== undefined && person !== undefined)
    throw usageError("--as", "nobody with --origin: everybody signs in there", person);
  const { people } = await readPeople(register.store);
  if (site !== undefined || (people.length > 0 && person === undefined)) return undefined;
  const viewer: Viewer = await viewerFor(register.store, person);
  requireDeed(viewer, "look");
  const [token = "", cookie = ""] = register.newKeys(2).map((key) => toBase64url(key));
  return { token, cookie, viewer };
}

function siteOf(options: OptionValues): Site | undefined {
  const [origin, host, proxy] = ["origin", "host", "proxy"].map((name) => textOption(options, name));
  if (proxy !== undefined && isIP(proxy) === 0) throw usageError("--proxy", "an IP address", proxy);
  if (origin === undefined) {
    if (host !== undefined) throw usageError("--host", "--origin with it: passwords need TLS", host);
    if (proxy !== undefined) throw usageError("--proxy", "--origin with it", proxy);
    return undefined;
  }
  const url = URL.parse(origin);
  if (url?.protocol !== "https:" || url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw usageError("--origin", "an address like https://register.example.org", origin);
  return { origin: url.origin, ...(proxy !== undefined && { proxy }) };
}

/** The archive of --tiles, which begins as PMTiles version 3 does. */
function scannerOf(options: OptionValues): FileScanner | undefined {
  const at = textOption(options, "scanner");
  if (at === undefined) return undefined;
  const [, host, port] = /^([^/]+):(\d{1,5})$/.exec(at) ?? [];
  if (host !== undefined) return fileScanner({ host, port: Number(port) });
  if (!isAbsolute(at)) throw usageError("--scanner", "the path of a socket, or host:port", at);
  return fileScanner({ path: at });
}

function tilesOf(options: OptionValues): string | undefined {
  const file = textOption(options, "tiles");
  if (file === undefined) return undefined;
  const head = existsSync(file) ? readHead(file) : "no such file";
  if (head !== "PMTiles\u0003") throw usageError("--tiles", "a PMTiles archive, version 3", file);
  return file;
}

function readHead(file: string): string {
  const opened = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(8);
    readSync(opened, bytes);
    return bytes.toString("latin1");
  } finally {
    closeSync(opened);
  }
}

/** Says on standard error where the register is, and gives the address. */
async function sayWhere(register: OpenRegister, url: string, { session, site }: Doors): Promise<string> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (isToldOpen(register.connection))
    say("the way to the database is not locked (sslmode=disable): whoever is on it reads and changes all");
  if (session !== undefined) {
    const address = `${url}/?token=${session.token}`;
    const { viewer } = session;
    const whose = viewer.as === "person" ? `, for ${viewer.name} of ${viewer.organisation}` : "";
    say(`Recount is at ${address} (Ctrl-C stops it)${whose}`);
    say("whoever has this address sees what you see: give it to nobody");
    return address;
  }
  say(`Recount is at ${site?.origin ?? url} (Ctrl-C stops it); people sign in`);
  if (site !== undefined) say(`the proxy reaches it at ${url}`);
  if (!(await register.store.accounts.hasAccounts()))
    say("nobody has an account yet: recount person invite and recount person code give a code for one");
  return site?.origin ?? url;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
