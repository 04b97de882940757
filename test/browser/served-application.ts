/** The real application, built and served with a real published folder, and a real browser to look at it. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { buildOfflinePage, signPage } from "../../pack/offline-page.ts";
import { createApp } from "../../src/api/app.ts";
import { loopbackHosts } from "../../src/api/guard.ts";
import { startJobs } from "../../src/api/job-runner.ts";
import { registerServices } from "../../src/api/register-service.ts";
import { serveApp } from "../../src/api/serve.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { renderAppealPage } from "../../src/pages/appeal-page.ts";
import type { AppealPageData } from "../../src/pages/appeal-page-data.ts";
import { fontFiles } from "../../src/pages/fonts.ts";
import type { OpenRegister } from "../../src/shell/register-folder.ts";
import { chartDocument } from "../../src/steps/chart-document.ts";
import { closeBeforeServers, testNow } from "../register-fixture.ts";
import { arabicAppeal, englishAppeal } from "./invented-appeal.ts";

export const webFolder = fileURLToPath(new URL("../../dist/web", import.meta.url));
const configs = ["../../src/web/vite.config.ts", "../../src/web/public/vite.config.ts"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

const builds: Promise<unknown>[] = [];

/** Builds dist/web, so that what is looked at is what stands in the source: once, since a build takes away the files that another test is being served. */
export async function buildWeb(): Promise<void> {
  if (builds.length === 0) builds.push(buildAll());
  await Promise.all(builds);
}

/** One after the other: the first empties the folder that the second one's lies in. */
async function buildAll(): Promise<void> {
  for (const configFile of configs) await build({ configFile, logLevel: "error" });
  await buildOfflinePage(signPage);
}

/** As the terminal would print it: a page opens the address with the token once. */
export const session = {
  token: "token-of-the-test",
  cookie: "cookie-of-the-test",
  viewer: { as: "keeper" },
} as const;

export type ServedApplication = {
  readonly url: string;
  readonly register: OpenRegister;
  readonly publishedFolder: string;
  readonly close: () => Promise<void>;
};

/** The application over a register, which it closes with itself. */
export async function serveApplication(
  register: OpenRegister,
  { tilesFile }: { readonly tilesFile?: string } = {},
): Promise<ServedApplication> {
  const publishedFolder = register.folder.published;
  const jobs = await startJobs(register);
  const app = createApp(
    registerServices(register, () => testNow, jobs),
    {
      allowedHosts: loopbackHosts,
      session,
      webFolder,
      publishedFolder,
      ...(tilesFile !== undefined && { tilesFile }),
    },
  );
  const served = await serveApp(app, { port: 0, host: "127.0.0.1" });
  const closing: Promise<void>[] = [];
  const close = () => {
    if (closing.length === 0)
      closing.push(
        served
          .close()
          .then(jobs.close)
          .then(() => register.close()),
      );
    return closing[0] ?? Promise.resolve();
  };
  closeBeforeServers(close);
  return { url: served.url, register, publishedFolder, close };
}

/** Publishes two invented appeals into the register's folder: the page and its statements, with no proofs. */
export async function publishPages(register: OpenRegister): Promise<OpenRegister> {
  await publishPage(join(register.folder.published, "missing"), englishAppeal);
  await publishPage(join(register.folder.published, "missing-ar"), arabicAppeal);
  return register;
}

/** Chromium without a network of its own, as small as it gets. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

async function publishPage(folder: string, data: AppealPageData): Promise<void> {
  const fonts = await Promise.all(
    fontFiles.map(async ({ name }) => [name, await readFile(join(webFolder, "fonts", name))] as const),
  );
  const pages = renderAppealPage(data, { fonts: new Map(fonts), document: chartDocument() });
  const { title, language, version, size, figures } = data;
  const statements = utf8(JSON.stringify({ title, language, version, size, figures }));
  for (const [path, bytes] of [...pages, ["data/statements.json", statements] as const]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
