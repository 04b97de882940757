/**
 * How many leaves a second a ledger takes, durably: `npm run bench -- ledger`.
 *
 * An *entry* is a step of the register; its *leaf* commits to each of its fields under a salt of its own, and the tree
 * holds the leaf's hash. Four ways are timed, wall clock and this process's own processor time (the database has its own):
 * - encoded: entries in memory to bytes and leaf hashes, one core.
 * - appended: the same, then entries, keys, leaves and projections in the database, a transaction a batch, on disk
 *   (fsync) when it ends.
 * - published: appended, and after each batch the tree grown by it, the checkpoint signed with its marks on disk, and
 *   all tiles in the ledger's folder, on disk.
 * - the ledger alone: leaf hashes that are there already, to a tree, a signed checkpoint and tiles on disk, a batch at
 *   a time.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "#sha256";
import { exampleRecord } from "../src/appeal/example-folder.ts";
import { utf8 } from "../src/base/bytes.ts";
import { signCheckpoint } from "../src/ledger/checkpoint.ts";
import { growTree, HASH_SIZE, type HashTree, hashTree, rootHash } from "../src/ledger/tree.ts";
import { formatVerifierKey, newSigningKey, verifierKey } from "../src/ledger/verifier-key.ts";
import type { Entry } from "../src/model/entry.ts";
import { initRegister, type OpenRegister } from "../src/shell/register-folder.ts";
import { publishLedger, publishRegisterLedger } from "../src/steps/publish-ledger.ts";
import { treeOfRegister } from "../src/steps/register-tree.ts";
import { signLedger } from "../src/steps/sign-checkpoint.ts";
import { encodeEntry } from "../src/store/encode-entry.ts";
import { machine } from "./machine.ts";

const BATCH = 8192;
const [FEW, MANY, MILLION] = [3, 12, 123]; // batches

type Kind = {
  readonly name: string;
  readonly batches: number;
  readonly make: (at: number) => Entry;
};

const kinds: readonly Kind[] = [
  {
    name: "records of a list, 42 fields each",
    batches: FEW,
    make: (at) => ({ entry: "record", record: exampleRecord(at, { kind: "killed", when: "1993-05-17" }) }),
  },
  {
    name: "entries of 2 fields each",
    batches: MANY,
    make: (at) => ({
      entry: "response",
      appeal: "valley",
      version: 1,
      addressee: `Addressee ${at}`,
      state: "sent",
      on: "1995-04-10",
    }),
  },
];

/** Runs `work` on each batch, and prints how many leaves a second that was. */
async function timeBatches(name: string, batches: number, work: (at: number) => unknown): Promise<void> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  for (let at = 0; at < batches; at++) await work(at);
  const [seconds, used] = [(performance.now() - begun) / 1000, process.cpuUsage(before)];
  const count = batches * BATCH;
  const microseconds = (used.user + used.system) / count;
  console.log(
    `| ${name} (${count}) | ${Math.round(count / seconds)} | ${microseconds.toFixed(1)} | ${Math.round(1e6 / microseconds)} |`,
  );
}

/** Prints a table of the four ways. */
export async function benchLedger(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "recount-bench-"));
  try {
    console.log(
      `${machine()}\n| leaves, in batches of ${BATCH} | leaves /s | processor us each | leaves /s of processor |\n|---|---|---|---|`,
    );
    for (const kind of kinds) {
      const register = await initRegister(join(root, kind.name), { now: new Date() });
      try {
        await benchKind(register, kind);
      } finally {
        await register.close();
      }
    }
    await benchAlone(join(root, "alone"));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function benchKind(register: OpenRegister, { name, batches, make }: Kind): Promise<void> {
  const { store } = register;
  const entries = Array.from({ length: 2 * batches * BATCH }, (_, at) => make(at + 1));
  const keys = register.newKeys(entries.length);
  const batchOf = <T>(all: readonly T[], at: number) => all.slice(at * BATCH, (at + 1) * BATCH);
  const append = (at: number) => store.append(batchOf(entries, at), batchOf(keys, at));
  await timeBatches(`${name}: encoded`, batches, (at) => {
    for (const [i, entry] of batchOf(entries, at).entries())
      encodeEntry(entry, keys[at * BATCH + i] ?? new Uint8Array());
  });
  await timeBatches(`${name}: appended`, batches, append);
  await timeBatches(`${name}: published`, batches, async (at) => {
    const { end } = await append(batches + at);
    await signLedger(register, await treeOfRegister(register, end));
    await publishRegisterLedger(register);
  });
}

/** A million leaves: what the ledger itself costs, apart from entries and their database. */
async function benchAlone(folder: string): Promise<void> {
  const key = newSigningKey(new Uint8Array(32).fill(1));
  const logKey = formatVerifierKey(verifierKey("ledger.example", key.publicKey));
  const leaves = new Uint8Array(BATCH * HASH_SIZE);
  const first = sha256(utf8("leaf"));
  let tree: HashTree = hashTree(new Uint8Array());
  await timeBatches("the ledger alone", MILLION, async (at) => {
    for (let i = 0; i < BATCH; i++) {
      leaves.set(first, i * HASH_SIZE);
      new DataView(leaves.buffer).setUint32(i * HASH_SIZE, at * BATCH + i);
    }
    tree = growTree(tree, leaves);
    const signed = signCheckpoint({ origin: "ledger.example", size: tree.size, root: rootHash(tree) }, key);
    await publishLedger(folder, { tree, checkpoint: utf8(signed), logKey });
  });
}
