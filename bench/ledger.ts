/** How many leaves a second are appended durably, in batches and one transaction each: `npm run bench -- ledger`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleRecord } from "../src/appeal/example-folder.ts";
import type { Entry } from "../src/model/entry.ts";
import { initRegister } from "../src/shell/register-folder.ts";
import { encodeEntry } from "../src/store/encode-entry.ts";
import { machine } from "./machine.ts";

const BATCH = 5000;
const [FEW, MANY] = [20_000, 100_000];

const kinds: readonly {
  readonly name: string;
  readonly count: number;
  readonly make: (at: number) => Entry;
}[] = [
  {
    name: "records of a list, 44 fields each",
    count: FEW,
    make: (at) => ({ entry: "record", record: exampleRecord(at, { kind: "killed", when: "1993-05-17" }) }),
  },
  {
    name: "entries of 2 fields each",
    count: MANY,
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

const perSecond = (count: number, milliseconds: number) => Math.round((1000 * count) / milliseconds);

/** Prints a row a kind: encoded on one core alone, and appended: on disk (fsync) when each batch's transaction ends. */
export async function benchLedger(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "recount-bench-"));
  const register = await initRegister(join(root, "register"), { now: new Date() });
  try {
    console.log(`${machine()}\n| entries | encoded /s, one core | appended durably /s |\n|---|---|---|`);
    for (const { name, count, make } of kinds) {
      const entries = Array.from({ length: count }, (_, at) => make(at + 1));
      const keys = register.newKeys(count);
      const begun = performance.now();
      for (const [at, entry] of entries.entries()) encodeEntry(entry, keys[at] ?? new Uint8Array(32));
      const encoded = performance.now();
      for (let at = 0; at < count; at += BATCH)
        await register.store.append(entries.slice(at, at + BATCH), keys.slice(at, at + BATCH));
      const appended = performance.now();
      console.log(
        `| ${name} (${count}) | ${perSecond(count, encoded - begun)} | ${perSecond(count, appended - encoded)} |`,
      );
    }
  } finally {
    await register.close();
    rmSync(root, { recursive: true, force: true });
  }
}
