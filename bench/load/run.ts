/**
 * A coalition at work: `npm run bench -- load [--minutes 10] [--readers 2000] [--writers 50] [--records 10000]`. Two
 * server processes over one PostgreSQL (DATABASE_URL, else the system's) are read by wrk and written to; then every write
 * that was acknowledged has to be in the register once, and `doctor` has to find nothing.
 */
import { execFile, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openEmbeddedDatabase } from "../../src/shell/database.ts";
import { installedBinaries } from "../../src/shell/postgres-binaries.ts";
import { initRegister, type OpenRegister, openRegister } from "../../src/shell/register-folder.ts";
import { examineRegister } from "../../src/steps/doctor.ts";
import { connectClient } from "../../src/store/connection.ts";
import { machine } from "../machine.ts";
import { type Server, startServer, stopServer } from "../server-process.ts";
import { fillRegister } from "../service/open-made-register.ts";
import { type Written, writeUntil } from "./writers.ts";

const PROCESSES = 2;
const script = fileURLToPath(new URL("readers.lua", import.meta.url));

/** Runs the suite. */
export async function benchLoad(options: readonly string[]): Promise<void> {
  if (spawnSync("wrk", ["--version"]).error !== undefined)
    return console.error("SKIPPED load: wants wrk, of Debian's package of that name");
  const [minutes, readers] = [numberOf(options, "--minutes", 10), numberOf(options, "--readers", 2000)];
  const [writers, records] = [numberOf(options, "--writers", 50), numberOf(options, "--records", 10_000)];
  const folder = mkdtempSync(join(tmpdir(), "recount-load-"));
  chmodSync(folder, 0o711); // the database's user walks through it
  const database = await openServer(folder);
  const data = join(folder, "register");
  const opened: { servers: readonly Server[] } = { servers: [] };
  try {
    const register = await initRegister(data, { databaseUrl: database.connection, now: new Date() });
    await fillRegister(register, folder, records);
    await writeQuestions(register, folder);
    await register.close();
    opened.servers = await Promise.all(
      Array.from({ length: PROCESSES }, () => startServer(data, database.connection)),
    );
    console.log(
      `${machine()}\n\n${records} records, ${PROCESSES} processes, ${readers} readers, ${writers} writers, ${minutes} minutes`,
    );
    const until = performance.now() + minutes * 60_000;
    const [read, written] = await Promise.all([
      Promise.all(
        opened.servers.map((server) =>
          readFor(server, { folder, minutes, connections: readers / PROCESSES }),
        ),
      ),
      writeUntil(until, opened.servers, writers),
    ]);
    const memory = opened.servers.map(({ child }) => peakMb(child.pid));
    for (const [i, line] of read.entries())
      console.log(`readers of process ${i + 1}: ${line}; peak ${memory[i]} MB`);
    console.log(formatWritten(written, minutes));
    await Promise.all(opened.servers.map(stopServer));
    opened.servers = [];
    console.log(await checkWritten(data, database.connection, written));
  } finally {
    await Promise.all(opened.servers.map(stopServer));
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A new database on the server of DATABASE_URL, else on one run from the system's PostgreSQL. */
async function openServer(folder: string) {
  const url = env["DATABASE_URL"] ?? "";
  const binaries = installedBinaries();
  if (url === "" && binaries === undefined)
    throw new Error("wants PostgreSQL of the system, or DATABASE_URL");
  const server =
    url === ""
      ? await openEmbeddedDatabase(join(folder, "database"), binaries === undefined ? {} : { binaries })
      : { connection: url, close: async () => {} };
  const name = `recount_load_${randomUUID().replaceAll("-", "")}`;
  const client = await connectClient(server.connection);
  await client.query(`create database ${name} template template0 encoding 'UTF8' locale 'C'`);
  const connection = new URL(server.connection);
  connection.pathname = `/${name}`;
  return {
    connection: connection.href,
    async close() {
      await client.query(`drop database ${name} with (force)`);
      await client.end();
      await server.close();
    },
  };
}

/** What readers will ask for: ids as they stand in an address, and names. */
async function writeQuestions({ store }: OpenRegister, folder: string): Promise<void> {
  const [ids, names]: [string[], string[]] = [[], []];
  for await (const batch of store.records({ kinds: ["person"] }))
    for (const { id, mentions } of batch) {
      ids.push(encodeURIComponent(id));
      names.push(JSON.stringify(mentions.names[0]?.text ?? "").slice(1, -1));
    }
  writeFileSync(join(folder, "ids"), ids.join("\n"));
  writeFileSync(join(folder, "names"), names.join("\n"));
}

type Reading = { readonly folder: string; readonly minutes: number; readonly connections: number };

/** One server read by so many connections; the line of what wrk measured. */
async function readFor({ url, token }: Server, { folder, minutes, connections }: Reading): Promise<string> {
  const how = ["-t", "1", "-c", `${connections}`, "-d", `${Math.round(minutes * 60)}s`, "--timeout", "30s"];
  const { stdout } = await promisify(execFile)("wrk", [...how, "-s", script, url], {
    env: { ...env, LOAD_TOKEN: token, LOAD_IDS: join(folder, "ids"), LOAD_NAMES: join(folder, "names") },
  });
  const line = stdout.split("\n").find((each) => each.startsWith("{")) ?? "{}";
  const { requests, seconds, p50, p99, worst, ...errors }: { readonly [name: string]: number } =
    JSON.parse(line);
  const wrong = Object.entries(errors)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
  const each = ((requests ?? 0) / (seconds ?? 1)).toFixed(0);
  return `${requests} requests, ${each}/s, p50 ${p50?.toFixed(0)} ms, p99 ${p99?.toFixed(0)} ms, worst ${worst?.toFixed(0)} ms; ${wrong}`;
}

function formatWritten({ acknowledged, ms, again, refused }: Written, minutes: number): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(0) ?? "-";
  const each = (acknowledged.length / (60 * minutes)).toFixed(1);
  const words = `${acknowledged.length} acknowledged, ${each}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
  return `writers: ${words}; ${again} tries again, ${refused.length} refused ${refused.slice(0, 3).join(" ")}`;
}

/** Whether each acknowledged write is an entry once and nothing else was written, and what doctor finds. */
async function checkWritten(data: string, databaseUrl: string, { acknowledged }: Written): Promise<string> {
  const register = await openRegister(data, { databaseUrl });
  try {
    const byName = new Map<string, string[]>();
    for await (const batch of register.store.records({ kinds: ["person"] }))
      for (const { id, mentions } of batch) {
        const name = mentions.names[0]?.text ?? "";
        if (name.startsWith("Writer ")) byName.set(name, [...(byName.get(name) ?? []), id]);
      }
    const lost = acknowledged.filter(({ name, record }) => byName.get(name)?.includes(record) !== true);
    const doubled = [...byName.values()].filter((ids) => ids.length > 1);
    const unasked = byName.size - acknowledged.length; // written, and the answer did not arrive
    const { findings } = await examineRegister(register, { progress: () => undefined });
    return `lost ${lost.length}, doubled ${doubled.length}, written without an answer ${unasked}; doctor: ${JSON.stringify(findings)}`;
  } finally {
    await register.close();
  }
}

/** Greatest memory of a process so far, as Linux tells it. */
function peakMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}

function numberOf(options: readonly string[], flag: string, usual: number): number {
  const at = options.indexOf(flag);
  return at === -1 ? usual : Number(options[at + 1]);
}
