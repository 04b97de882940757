/** A server as people start it, in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { env, execPath } from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../bin/recount.js", import.meta.url));

export type Server = { readonly child: ChildProcess; readonly url: string; readonly token: string };

/** Resolves when it says where it is. `databaseUrl` "" is the embedded database. */
export async function startServer(data: string, databaseUrl: string): Promise<Server> {
  const child = spawn(execPath, [bin, "serve", "--data", data, "--port", "0", "--no-open"], {
    env: { ...env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lines = createInterface({ input: child.stderr });
  const at = await new Promise<readonly (string | undefined)[]>((resolve, reject) => {
    lines.on("line", (line) => {
      const found = /(http:\S+)\/\?token=(\S+)/.exec(line);
      if (found !== null) resolve(found);
    });
    lines.once("close", () => reject(new Error("the server ended before it said where it is")));
  });
  const [, url = "", token = ""] = at;
  return { child, url: url.replace("localhost", "127.0.0.1"), token };
}

export async function stopServer({ child }: Server): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await ended;
}
