/** An encrypted backup, tested by restoring it before anybody relies on it. */
import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { toBase64, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import { hashTree, rootHash } from "../ledger/tree.ts";
import { backupMembers, removeRegister, restoreMembers } from "../shell/backup.ts";
import { writeFileDurably } from "../shell/files.ts";
import {
  type Lock,
  type Opener,
  passingIdentity,
  readArchive,
  writeArchive,
} from "../shell/locked-archive.ts";
import { type OpenRegister, openRegister } from "../shell/register-folder.ts";
import { type Diagnosis, examineRegister } from "./doctor.ts";
import { lastBackupFile } from "./read-health.ts";

export type BackupReport = {
  readonly file: string;
  readonly size: number; // of the ledger
  readonly tested: Diagnosis["verdict"]; // what the doctor said of the register restored from it
};

type BackupOptions = { readonly progress: ReportProgress };

/**
 * Writes a backup, restores it into a folder inside the register's own, has the doctor look at it and removes it again;
 * only then the file has its name. Throws `backup-unsound` when what comes back is not what went in.
 */
export async function backupRegister(
  register: OpenRegister,
  { file, lock }: { readonly file: string; readonly lock: Lock },
  { progress }: BackupOptions,
): Promise<BackupReport> {
  const { store } = register;
  const path = resolve(file);
  const untested = `${path}.untested`;
  const tester = await testerOf(lock);
  try {
    const written = await store.writingStep("backup", async () => {
      const size = await store.size();
      const root = toBase64(rootHash(hashTree(await store.leafHashes(0, size))));
      await writeArchive(untested, tester.lock, backupMembers(register, root, progress));
      return { size, root };
    });
    await testBackup(register, { path: untested, opener: tester.opener, ...written }, progress);
    await rename(untested, path);
    await writeFileDurably(lastBackupFile(register), utf8(JSON.stringify({ size: written.size })));
    return { file: path, size: written.size, tested: "sound" };
  } finally {
    await rm(untested, { force: true });
  }
}

/** A backup for others' keys cannot be opened by whoever makes it: one more key, kept nowhere, opens it for the test. */
async function testerOf(lock: Lock): Promise<{ readonly lock: Lock; readonly opener: Opener }> {
  if ("passphrase" in lock) return { lock, opener: lock };
  const { identity, recipient } = await passingIdentity();
  return { lock: { recipients: [...lock.recipients, recipient] }, opener: { identities: [identity] } };
}

type Written = {
  readonly path: string;
  readonly opener: Opener;
  readonly size: number;
  readonly root: string;
};

/** Inside the register's folder, since what is restored is as open as the register. */
async function testBackup(
  { folder }: OpenRegister,
  { path, opener, size, root }: Written,
  progress: ReportProgress,
): Promise<void> {
  const trial = join(folder.data, `.restored-${randomUUID()}`);
  try {
    const restored = await restoreRegister(path, { dir: trial, opener }, { progress });
    if (restored.size !== size || restored.root !== root || restored.diagnosis.verdict !== "sound")
      throw new RecountError(
        "backup-unsound",
        `restored, the backup is not the register: ${JSON.stringify(restored)}, wanted ${size} entries with root ${root}`,
      );
  } finally {
    await removeRegister(trial);
  }
}

export type RestoreReport = {
  readonly folder: string;
  readonly origin: string; // of the new log
  readonly follows: string; // the origin of the log before
  readonly size: number; // of the log before, when the backup was made
  readonly root: string; // base64
  readonly diagnosis: Diagnosis;
};

/** Makes a register of a backup in a new folder, and has the doctor look at it. */
export async function restoreRegister(
  file: string,
  {
    dir,
    opener,
    databaseUrl,
  }: { readonly dir: string; readonly opener: Opener; readonly databaseUrl?: string },
  { progress }: BackupOptions,
): Promise<RestoreReport> {
  const at = databaseUrl === undefined ? {} : { databaseUrl };
  const { header } = await restoreMembers(dir, readArchive(file, opener), { ...at, progress });
  const register = await openRegister(dir, at);
  try {
    return {
      folder: register.folder.data,
      origin: register.info.origin,
      follows: header.register.origin,
      size: header.size,
      root: header.root,
      diagnosis: await examineRegister(register, { progress }),
    };
  } finally {
    await register.close();
  }
}
