import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { initRegister } from "../src/shell/register-folder.ts";
import {
  embeddedServer,
  outsideServer,
  type TestServer,
  temporaryFolder,
  testNow,
} from "./register-fixture.ts";

const writer = fileURLToPath(new URL("two-processes/writer.ts", import.meta.url));
const EACH = 40;
const JOBS = 6;

/** Two processes at once over one database: every index is given once, and every job is done once. */
async function writeTogether(server: TestServer): Promise<void> {
  const folder = `${temporaryFolder()}/register`;
  const databaseUrl = await server.freshDatabase();
  const register = await initRegister(folder, { databaseUrl, now: testNow });
  const { jobs } = register.store;
  for (let i = 0; i < JOBS; i++) await jobs.add({ kind: "link", input: { seed: i } });
  const children = ["one", "two"].map((name) =>
    spawn(process.execPath, [writer, folder, databaseUrl, name, String(EACH)], {
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  const given = await Promise.all(
    children.map(async (child) => {
      const [line] = await once(createInterface(child.stdout), "line");
      return JSON.parse(String(line)) as number[];
    }),
  );
  const all = () => jobs.list({ limit: JOBS });
  while ((await all()).some(({ ended }) => ended === undefined));
  for (const child of children) child.stdin.end();
  await Promise.all(children.filter(({ exitCode }) => exitCode === null).map((child) => once(child, "exit")));
  const done = await all();
  const ends = done.map(({ state, tries }) => `${state} ${tries}`);
  assert.deepEqual(ends, Array(JOBS).fill("done 1"), "each job is done once");
  const entries = await register.store.entriesOf("organisation");
  assert.equal(entries.length, 2 * EACH);
  const own = new Set(entries.map(({ index }) => index));
  assert.deepEqual(own, new Set(given.flat()), "nothing is lost, nothing given twice");
  const size = await register.store.size();
  assert.equal((await register.store.leafHashes(0, size)).length, 32 * size, "no index is left out");
  assert.deepEqual(await register.store.compareWithReplay(), []);
  await register.close();
}

const outside = await outsideServer();
suite("two processes write one register at once", () => {
  test("on the embedded PostgreSQL", async () => writeTogether(await embeddedServer()));
  if (outside !== undefined) test(`on ${outside.name}`, () => writeTogether(outside));
});
