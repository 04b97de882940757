/**
 * A register at scale: `npm run bench -- register [--sizes 100000,1000000]` imports and links invented people through
 * the real database, and prints time, memory of Node and of PostgreSQL, and what lies on the disk. Each size runs in a
 * process of its own; truth stands in a column that neither step sees.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath, resourceUsage } from "node:process";
import { fileURLToPath } from "node:url";
import { initRegister, type OpenRegister } from "../src/shell/register-folder.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { folderMb, type WatchedServer, watchServer } from "./database-use.ts";
import { machine } from "./machine.ts";
import { importHidden, measureRegister } from "./register-lists.ts";
import { makePeople } from "./scale/people.ts";

type Scale = {
  readonly rows: number;
  readonly importSeconds: number;
  readonly linkSeconds: number;
  readonly nodeProcessor: number; // seconds of both steps
  readonly serverProcessor: number;
  readonly pairs: number;
  readonly entities: number;
  readonly f1: number;
  readonly nodeMb: number; // peak
  readonly serverMb: number | undefined; // peak, memory that its processes share counted once
  readonly databaseMb: number;
};

/** Runs the suite. */
export async function benchRegister(options: readonly string[]): Promise<void> {
  const [flag, own] = options;
  if (flag === "--child") return console.log(JSON.stringify(await runScale(Number(own))));
  const sizes = (flag === "--sizes" ? (own ?? "") : "100000,1000000").split(",").map(Number);
  console.log(`${machine()}\n`);
  console.log(
    "| rows | import s | link s | processor s of Node | of PostgreSQL | rows/s | pairs | entities | F1 | peak MB of Node | of PostgreSQL | database MB |",
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  for (const rows of sizes) console.log(formatScale(runInChild(rows)));
}

function runInChild(rows: number): Scale {
  const command = [fileURLToPath(new URL("run.ts", import.meta.url)), "register", "--child", `${rows}`];
  const output = execFileSync(execPath, command, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(output);
}

async function runScale(rows: number): Promise<Scale> {
  const people = makePeople(rows);
  if (people === undefined)
    throw new Error("wants RECOUNT_FIXTURES with bench/gen1m.py, and PEER_PYTHON (bench/peers/make-venv.sh)");
  const folder = mkdtempSync(join(tmpdir(), "recount-bench-"));
  chmodSync(folder, 0o711); // the database's user walks through it
  const register = await initRegister(join(folder, "register"), { now: new Date() });
  const server = watchServer(register.folder.database);
  try {
    return await importAndLink(register, { people, folder, server });
  } finally {
    server.stop();
    await register.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importAndLink(
  register: OpenRegister,
  {
    people,
    folder,
    server,
  }: { readonly people: string; readonly folder: string; readonly server: WatchedServer },
): Promise<Scale> {
  const started = performance.now();
  const [nodeBefore, serverBefore] = [nodeProcessor(), server.processorSeconds()];
  await importHidden(register, people, { folder, truth: "cluster" });
  const imported = performance.now();
  const { kinds } = await linkRegister(register, { seed: 1, onePerList: false, progress: () => {} });
  const linked = performance.now();
  const [nodeMb, peakMb] = [Math.round(resourceUsage().maxRSS / 1024), server.peakMb()]; // measuring takes more
  const [nodeAfter, serverAfter] = [nodeProcessor(), server.processorSeconds()];
  const persons = kinds.find(({ kind }) => kind === "person");
  const { f1, records } = await measureRegister(register, [people], "cluster");
  return {
    rows: records,
    importSeconds: (imported - started) / 1000,
    linkSeconds: (linked - imported) / 1000,
    nodeProcessor: nodeAfter - nodeBefore,
    serverProcessor: serverAfter - serverBefore,
    pairs: persons?.pairs ?? 0,
    entities: persons?.entities ?? 0,
    f1,
    nodeMb,
    serverMb: peakMb,
    databaseMb: folderMb(register.folder.database),
  };
}

function nodeProcessor(): number {
  const { userCPUTime, systemCPUTime } = resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
}

function formatScale(scale: Scale): string {
  const { rows, importSeconds, linkSeconds, pairs, entities, f1, nodeMb, serverMb, databaseMb } = scale;
  const cells = [
    rows,
    importSeconds.toFixed(1),
    linkSeconds.toFixed(1),
    scale.nodeProcessor.toFixed(1),
    scale.serverProcessor.toFixed(1),
    Math.round(rows / (importSeconds + linkSeconds)),
    pairs,
    entities,
    f1.toFixed(4),
    nodeMb,
    serverMb ?? "not known",
    databaseMb,
  ];
  return `| ${cells.join(" | ")} |`;
}
