/**
 * Kills Node, the database, or both, 100 times at random points of imports, and finds all that was acknowledged.
 *
 * What this does not prove: `kill -9` leaves the operating system and its page cache alive, so bytes that were written
 * and never synced are found again here, and would not be after a loss of power. That fsync is on is checked below, and
 * that evidence and PostgreSQL's log are synced before anything is acknowledged has to be tried on a file system that
 * is shut down without flushing.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { sha256 } from "#sha256";
import { toHex } from "../../src/base/bytes.ts";
import { type Random, seededRandom } from "../../src/base/random.ts";
import { formLeaf, leafHash } from "../../src/ledger/leaf.ts";
import { digest, type SourceId, sourceId } from "../../src/model/ids.ts";
import type { StoredRecord } from "../../src/model/record.ts";
import { entryFields } from "../../src/register/entry-fields.ts";
import { evidencePath } from "../../src/shell/evidence.ts";
import { openSourceFile } from "../../src/shell/files.ts";
import { findPostmaster } from "../../src/shell/postmaster.ts";
import { initRegister, type OpenRegister, openRegister } from "../../src/shell/register-folder.ts";
import { connectClient } from "../../src/store/connection.ts";
import { temporaryFolder, testNow } from "../register-fixture.ts";
import { BATCH_ROWS, importCsv } from "./import-process.ts";

const KILLS = Number(process.env["RECOUNT_KILLS"] ?? 100);
const SEED = Number(process.env["RECOUNT_SEED"] ?? 20261123);
const ROWS = 400;
const BATCHES = ROWS / BATCH_ROWS;
const SLOWEST_START_MS = 900; // kills by time fall between the process's start and about its first batches
const victims = ["node", "server", "both"] as const;

type List = { readonly source: SourceId; readonly path: string };
type Killed = {
  readonly batch: number; // the last that was acknowledged, 0 for none
  readonly accepted: boolean;
  readonly wasKilled: boolean; // false when it had ended before
};

/** A list that is a new source each time, except that each third one corrects, drops and adds rows of the one before. */
function writeList(folder: string, number: number): List {
  const isLater = number % 3 === 2;
  const base = isLater ? number - 1 : number;
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const changed = isLater && i % 4 === 0 ? " (corrected)" : "";
    return `${isLater && i % 10 === 0 ? `new ${i}` : `row ${i}`},Անուն ${base}.${i}${changed}`;
  });
  const path = join(folder, `list ${number}.csv`);
  writeFileSync(path, `key,name\n${rows.join("\n")}\n`);
  return { source: sourceId(`list-${base}`), path };
}

/** Runs one import and kills it, by the clock or just after a random batch was acknowledged. */
async function importAndKill(
  register: { readonly data: string; readonly database: string },
  { source, path }: List,
  { random, victim }: { readonly random: Random; readonly victim: (typeof victims)[number] },
): Promise<Killed> {
  const program = join(import.meta.dirname, "import-process.ts");
  const child = spawn(process.execPath, [program, register.data, path, source], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  child.stderr.resume();
  const lines: string[] = [];
  const strike = random.below(3) === 0 ? pause(random.below(SLOWEST_START_MS)) : undefined;
  const lastBatch = random.below(BATCHES + 1);
  const reached = new Promise<void>((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      lines.push(line);
      if (batchesIn(lines) >= lastBatch && line !== "ready") resolve();
    });
  });
  await Promise.race([strike ?? reached, ended]);
  const wasKilled = child.exitCode === null && child.signalCode === null;
  killVictim(victim, child, register.database);
  await ended;
  return {
    batch: Math.max(0, ...lines.map((line) => Number(/^batch (\d+)$/.exec(line)?.[1] ?? 0))),
    accepted: lines.includes("accepted"),
    wasKilled,
  };
}

const batchesIn = (lines: readonly string[]) => lines.filter((line) => line.startsWith("batch ")).length;

/** Node first where both die, so that it cannot see the server go; the postmaster first among the server's processes. */
function killVictim(victim: (typeof victims)[number], child: ChildProcess, database: string): void {
  if (victim !== "server") child.kill("SIGKILL");
  const server = victim === "node" ? undefined : findPostmaster(database);
  if (server === undefined) return;
  for (const pid of [server.pid, ...childrenOf(server.pid)]) kill(pid);
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
  } catch {
    return undefined; // gone since
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // gone since
  }
}

async function recordsOf(register: OpenRegister, source?: SourceId): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of register.store.records(source === undefined ? {} : { source }))
    records.push(...batch);
  return records;
}

/** What the register says, apart from the order in which random keys put the records of a version. */
async function contentOf(register: OpenRegister) {
  const entries = await register.store.entries(
    Array.from({ length: await register.store.size() }, (_, i) => i),
  );
  const records = await recordsOf(register);
  return {
    kinds: entries.map((each) => each?.entry.entry),
    records: records.map((record) => ({ ...record, index: 0 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    versions: (await register.store.versions()).map((version) => ({ ...version, id: "" })),
  };
}

/** No index is missing, and each leaf hash is that of its entry and key. */
async function checkLedger(register: OpenRegister, from: number): Promise<number> {
  const size = await register.store.size();
  const leaves = await register.store.leafHashes(from, size);
  const entries = await register.store.entries(Array.from({ length: size - from }, (_, i) => from + i));
  for (const [i, each] of entries.entries()) {
    assert.ok(each, `entry ${from + i} is missing`);
    const again = leafHash(formLeaf(each.key, entryFields(each.entry)).bytes);
    assert.equal(toHex(leaves.subarray(32 * i, 32 * i + 32)), toHex(again));
  }
  return size;
}

/** All that was acknowledged is there, and nothing of a version that was not accepted is to be seen. */
async function checkAfterKill(
  register: OpenRegister,
  list: List,
  killed: Killed,
  before: readonly StoredRecord[],
) {
  const { store, folder } = register;
  const given = await openSourceFile(list.path).then((file) => file.bytes());
  const evidence = digest(toHex(sha256(given)));
  const version = await store.findVersion(list.source, evidence);
  if (version !== undefined) {
    const kept = await openSourceFile(evidencePath(folder.evidence, evidence)).then((file) => file.bytes());
    assert.deepEqual(kept, given);
  }
  if (killed.accepted) assert.equal(version?.state, "accepted");
  if (version?.state === "accepted") return true;
  if (killed.batch > 0) {
    assert.ok(version, "the staged version is gone");
    const { file, mapping } = version;
    const { batchesDone, rowsDone } = await store.beginVersion({
      source: list.source,
      file,
      evidence,
      mapping,
    });
    assert.ok(
      batchesDone >= killed.batch,
      `batch ${killed.batch} was acknowledged, ${batchesDone} are there`,
    );
    assert.equal(rowsDone, batchesDone * BATCH_ROWS);
  }
  assert.equal(killed.accepted, false);
  assert.deepEqual(await recordsOf(register, list.source), before);
  return false;
}

test(`everything acknowledged survives ${KILLS} kills`, async (t) => {
  assert.ok(KILLS > 0 && process.platform === "linux", "reads /proc to find the server's processes");
  const folder = temporaryFolder();
  const random = seededRandom(SEED);
  const first = await initRegister(join(folder, "register"), { now: testNow });
  const { data, database } = first.folder;
  assert.equal(await setting(first.connection, "fsync"), "on");
  assert.equal(await setting(first.connection, "synchronous_commit"), "on");
  await first.close();

  const lists: List[] = [];
  const deaths = { node: 0, server: 0, both: 0 };
  const phases = { beforeFirstBatch: 0, whileStaging: 0, afterLastBatch: 0 };
  const state = { kills: 0, size: 0, before: [] as readonly StoredRecord[] };
  while (state.kills < KILLS) {
    const list = lists.at(-1) ?? writeList(folder, lists.length);
    if (lists.length === 0) lists.push(list);
    const victim = victims[state.kills % victims.length] ?? "both";
    const killed = await importAndKill({ data, database }, list, { random, victim });
    if (killed.wasKilled) {
      state.kills += 1;
      deaths[victim] += 1;
      phases[phaseOf(killed)] += 1;
    }
    const register = await openRegister(data);
    try {
      const isDone = await checkAfterKill(register, list, killed, state.before);
      state.size = await checkLedger(register, state.size);
      if (isDone) {
        const next = writeList(folder, lists.length);
        lists.push(next);
        state.before = await recordsOf(register, next.source);
      }
    } finally {
      await register.close();
    }
  }
  t.diagnostic(
    `seed ${SEED}: ${lists.length} lists; killed ${JSON.stringify(deaths)}, ${JSON.stringify(phases)}`,
  );

  const survivor = await openRegister(data);
  const undisturbed = await initRegister(join(folder, "undisturbed"), { now: testNow });
  try {
    const last = lists.at(-1);
    if (last !== undefined) await importCsv(survivor, { ...last, say: () => {} });
    for (const list of lists) await importCsv(undisturbed, { ...list, say: () => {} });
    await checkLedger(survivor, 0);
    assert.deepEqual(await contentOf(survivor), await contentOf(undisturbed));
  } finally {
    await survivor.close();
    await undisturbed.close();
  }
});

async function setting(connection: string, name: string): Promise<string | undefined> {
  const client = await connectClient(connection);
  try {
    const { rows } = await client.query<{ value: string }>("select current_setting($1) as value", [name]);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}

function phaseOf({ batch }: Killed): "beforeFirstBatch" | "whileStaging" | "afterLastBatch" {
  if (batch === 0) return "beforeFirstBatch";
  return batch < BATCHES ? "whileStaging" : "afterLastBatch";
}
