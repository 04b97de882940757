/** What npm would publish, installed in an empty folder by somebody who has nothing else: the main job runs from it. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "recount-packed-"));
const recount = join(folder, "node_modules/recount/bin/recount.js");
const data = join(folder, "data");

before(() => {
  chmodSync(folder, 0o711); // the database's user walks through it
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    encoding: "utf8",
  });
  const tarball = packed.trim().split("\n").at(-1) ?? "";
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", join(folder, tarball)], {
    cwd: folder,
    stdio: "ignore",
  });
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("the package carries no Node of its own and no sources in TypeScript", () => {
  const root = join(folder, "node_modules/recount");
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  assert.deepEqual(
    Object.keys(manifest.optionalDependencies ?? {}).filter((name) => name.startsWith("node-")),
    [],
  );
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".d.ts"),
  );
  assert.deepEqual(sources, []);
});

test("start runs the main job, serves it and stops cleanly on Ctrl-C", async (t) => {
  const server = spawn(process.execPath, [recount, "start", "--no-open", "--data", data, "--port", "4790"], {
    cwd: folder,
  });
  t.after(() => server.kill("SIGKILL")); // it has ended, unless something failed
  const output: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    const onText = (chunk: Buffer) => {
      output.push(chunk.toString());
      const url = /http:\/\/localhost:\d+/.exec(output.join(""));
      if (url !== null) resolve(url[0]);
    };
    server.stdout.on("data", onText);
    server.stderr.on("data", onText);
    server.on("exit", (code) => reject(new Error(`start ended with ${code}:\n${output.join("")}`)));
  });
  assert.equal((await fetch(`${address}/healthz`)).status, 200);
  assert.match(await (await fetch(`${address}/`)).text(), /<div id="root"/);
  const ended = new Promise<number | null>((resolve) => {
    server.removeAllListeners("exit");
    server.on("exit", resolve);
  });
  server.kill("SIGINT");
  assert.equal(await ended, 0);
});

test("what it published is verified by the command from the same package", () => {
  const [appeal] = readdirSync(join(data, "published"));
  const answer = execFileSync(
    process.execPath,
    [recount, "verify", join(data, "published", appeal ?? ""), "--json"],
    { encoding: "utf8" },
  );
  assert.equal(JSON.parse(answer).verdict, "consistent");
});

test("the libraries stand alone", () => {
  const script = `import { estimateTotal } from "recount/estimate"; import { compareNames, prepareName } from "recount/names";
    import "recount/linkage"; import "recount/ledger";
    console.log(estimateTotal([{ lists: ["a"], count: 5 }, { lists: ["b"], count: 10 }, { lists: ["a", "b"], count: 5 }]).estimable,
      compareNames(prepareName("Гасанов"), prepareName("Гасанов")).level)`;
  writeFileSync(join(folder, "libraries.mjs"), script);
  assert.equal(
    execFileSync(process.execPath, ["libraries.mjs"], { cwd: folder, encoding: "utf8" }).trim(),
    "true 0",
  );
});
