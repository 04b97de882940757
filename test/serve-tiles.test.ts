/** `recount serve --tiles`: one's own base map under what is recorded, and nothing else taken for one. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { initRegister } from "../src/shell/register-folder.ts";
import { tilesArchive } from "./browser/tiles-archive.ts";
import { embeddedServer, temporaryFolder, testNow } from "./register-fixture.ts";

const folder = temporaryFolder();
const data = join(folder, "register");
const databaseUrl = await (await embeddedServer()).freshDatabase();
const register = await initRegister(data, { databaseUrl, now: testNow });
await register.close();
const env = { ...process.env, DATABASE_URL: databaseUrl };
const serve = ["bin/recount.js", "serve", "--data", data, "--port", "0", "--no-open"];

const children: ReturnType<typeof spawn>[] = [];
after(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    child.kill("SIGINT");
    await once(child, "exit");
  }
});

/** The address that is printed, of a server in a process of its own. */
async function started(...more: readonly string[]): Promise<URL> {
  const child = spawn(process.execPath, [...serve, ...more], { env, stdio: ["ignore", "ignore", "pipe"] });
  children.push(child);
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    const found = /^Recount is at (\S+)/.exec(line);
    if (found?.[1] !== undefined) return new URL(found[1]);
  }
  throw new Error(`serve ended:\n${said.join("\n")}`);
}

for (const { desc, name, bytes } of [
  { desc: "an archive of an older version", name: "old.pmtiles", bytes: "PMTiles\u0002, and more" },
  { desc: "a file that is not there", name: "nowhere.pmtiles", bytes: undefined },
])
  test(`${desc} is refused, with what was wanted`, () => {
    const path = join(folder, name);
    if (bytes !== undefined) writeFileSync(path, bytes, "latin1");
    const { status, stdout, stderr } = spawnSync(process.execPath, [...serve, "--tiles", path], {
      env,
      encoding: "utf8",
    });
    assert.deepEqual([status, stdout], [2, ""], stderr);
    assert.match(stderr, /--tiles/);
    assert.match(stderr, /a PMTiles archive, version 3/);
    assert.ok(stderr.includes(name), stderr);
  });

test("an archive of one's own is the map's ground, given by the bytes that are asked for, as they are", async () => {
  const archive = tilesArchive();
  const address = await started("--tiles", archive);
  const { origin } = address;
  const entered = await fetch(address, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const map = (await (await fetch(new URL("/api/map", origin), { headers: { cookie } })).json()) as {
    readonly tiles?: string;
  };
  assert.equal(map.tiles, "/map/tiles.pmtiles");
  const part = await fetch(new URL(map.tiles, origin), { headers: { cookie, range: "bytes=0-126" } });
  assert.equal(part.status, 206);
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), readFileSync(archive).subarray(0, 127));
});
