/** A tool of others sends what the OpenAPI document allows and what it does not, and holds every answer against it. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createApp } from "../../src/api/app.ts";
import { loopbackHosts } from "../../src/api/guard.ts";
import { registerServices } from "../../src/api/register-service.ts";
import { serveApp } from "../../src/api/serve.ts";
import { temporaryFolder, testNow } from "../register-fixture.ts";
import { seededRegister } from "../seeded-register.ts";

const requirements = fileURLToPath(new URL("schemathesis.txt", import.meta.url));
const config = fileURLToPath(new URL("schemathesis.toml", import.meta.url));
const run = promisify(execFile);

/** The tool in an environment of its own: the one that PEER_SCHEMATHESIS names, else made for this run. */
async function installed(): Promise<string> {
  const named = process.env["PEER_SCHEMATHESIS"] ?? "";
  if (named !== "" && existsSync(named)) return named;
  const folder = join(temporaryFolder(), "venv");
  await run("python3", ["-m", "venv", folder]);
  await run(join(folder, "bin", "pip"), ["install", "--quiet", "--requirement", requirements]);
  return join(folder, "bin", "st");
}

test("schemathesis finds nothing with all its checks on a server with people in it", async () => {
  const [tool, register] = await Promise.all([installed(), seededRegister()]);
  const app = createApp(
    registerServices(register, () => testNow),
    {
      allowedHosts: loopbackHosts,
      session: { token: "the-token", cookie: "the-cookie", viewer: { as: "keeper" } },
      webFolder: register.folder.published,
      publishedFolder: register.folder.published,
    },
  );
  const served = await serveApp(app, { port: 0, host: "127.0.0.1" });
  const how = ["--checks", "all", "--max-examples", "10", "--seed", "1"];
  // What is sealed is long, and slugs in any script are rarely met by chance: neither is wrong.
  const health = ["--suppress-health-check", "large_base_example,filter_too_much"];
  const quiet = ["--no-color", "--generation-database", "none"];
  const who = ["--header", "Authorization: Bearer the-token"];
  const asked = [
    "--config-file",
    config,
    "run",
    `${served.url}/api/openapi.json`,
    ...who,
    ...how,
    ...health,
    ...quiet,
  ];
  const said = await run(tool, asked, { cwd: temporaryFolder(), maxBuffer: 1 << 26 }).catch(
    (failure: { readonly stdout: string; readonly stderr: string }) => failure,
  );
  await served.close();
  await register.close();
  assert.ok(!(said instanceof Error), `${said.stdout}\n${said.stderr}`);
  assert.match(said.stdout, /No issues found|0 failures|passed/);
});
