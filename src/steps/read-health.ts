/** How a register is kept: its database and disk, its ledger, who can open what is sealed, backups, log witnesses. */
import { readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { fromUtf8 } from "../base/bytes.ts";
import { parseSignedNote } from "../ledger/signed-note.ts";
import { readCustodians } from "../shell/custodians.ts";
import { readFileIfThere } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

export type Health = {
  readonly database: { readonly bytes: number; readonly version: string };
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number }; // where the data folder lies
  readonly ledger: {
    readonly size: number;
    readonly signedSize?: number; // of the last checkpoint; absent while none is signed
    readonly timestamps: number; // on it
  };
  readonly custodians: {
    readonly items: readonly { readonly name: string; readonly drilledAt?: string }[];
    readonly isEnough: boolean; // two: with one lost key all that is sealed would be lost
  };
  readonly backup?: { readonly at: string; readonly size: number }; // the last that was restored and found sound
  readonly witnesses: readonly string[]; // whose cosignatures stand beside the published ledger
};

const FEWEST_CUSTODIANS = 2;
const LAST_BACKUP = "last-backup.json"; // in the data folder; its own date says when

/** The name of the file that `backup` leaves in the data folder. */
export const lastBackupFile = ({ folder }: OpenRegister): string => join(folder.data, LAST_BACKUP);

export async function readHealth(register: OpenRegister): Promise<Health> {
  const { store, folder } = register;
  const [database, disk, size, latest, custodians, backup, witnesses] = await Promise.all([
    store.databaseState(),
    statfs(folder.data),
    store.size(),
    store.latestCheckpoint(),
    readCustodians(store),
    readLastBackup(register),
    readWitnesses(register),
  ]);
  const timestamps = latest === undefined ? [] : await store.timestamps(latest.size);
  return {
    database,
    disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
    ledger: {
      size,
      ...(latest !== undefined && { signedSize: latest.size }),
      timestamps: timestamps.length,
    },
    custodians: {
      items: custodians.map(({ name, drilledAt }) => ({
        name,
        ...(drilledAt !== undefined && { drilledAt }),
      })),
      isEnough: new Set(custodians.map(({ recipient }) => recipient)).size >= FEWEST_CUSTODIANS,
    },
    ...(backup !== undefined && { backup }),
    witnesses,
  };
}

async function readLastBackup(register: OpenRegister): Promise<Health["backup"]> {
  const file = lastBackupFile(register);
  if ((await readFileIfThere(file)) === undefined) return undefined;
  const [text, { mtime }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
  const { size }: { readonly size: number } = JSON.parse(text);
  return { at: mtime.toISOString(), size };
}

/** Who signed the published ledger's cosigned checkpoint beside the log itself. */
async function readWitnesses({ folder, info }: OpenRegister): Promise<readonly string[]> {
  const bytes = await readFileIfThere(join(folder.published, "ledger", "checkpoint.cosigned"));
  if (bytes === undefined) return [];
  const note = parseSignedNote(fromUtf8(bytes));
  if ("issues" in note) return [];
  const names = note.value.signatures.map(({ name }) => name);
  return [...new Set(names)].filter((name) => name !== info.origin);
}
