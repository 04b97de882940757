/** A new database cluster: all of it or nothing, whoever else is making the same one. */
import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { syncFolder, unlessCode, writeFileDurably } from "./files.ts";
import type { Binaries } from "./postgres-binaries.ts";
import { dropTo } from "./postmaster.ts";
import { closedParent, giveTo, refuseClosed, type ServerUser } from "./server-user.ts";

export const DATABASE_USER = "recount";

/** Makes the cluster `folder` if there is none: beside it and renamed, so that a crash leaves no half of one. */
export async function ensureCluster(
  folder: string,
  { binaries, user }: { readonly binaries: Binaries; readonly user: ServerUser | undefined },
): Promise<void> {
  const closed = closedParent(user, folder);
  if (closed !== undefined) refuseClosed(user, closed);
  if (existsSync(join(folder, "PG_VERSION"))) return;
  const part = `${folder}.${randomUUID()}.part`;
  const passwordFile = `${part}.password`;
  try {
    const password = randomBytes(24).toString("base64url");
    await mkdir(part, { mode: 0o700 });
    giveTo(user, part);
    await writeFileDurably(passwordFile, utf8(password), 0o600);
    giveTo(user, passwordFile);
    await initCluster(part, { binaries, user, passwordFile });
    await writeFileDurably(passwordPath(part), utf8(password), 0o600);
    await rename(part, folder).catch(unlessCode("ENOTEMPTY", "EEXIST", "EPERM")); // another process was first
    await syncFolder(dirname(folder));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(part, { recursive: true, force: true });
  }
}

/** The password of `DATABASE_USER`, kept in the cluster's own closed folder. */
export async function clusterPassword(folder: string): Promise<string> {
  return readFile(passwordPath(folder), "utf8");
}

const passwordPath = (folder: string) => join(folder, "recount-password");

async function initCluster(
  folder: string,
  options: {
    readonly binaries: Binaries;
    readonly user: ServerUser | undefined;
    readonly passwordFile: string;
  },
): Promise<void> {
  const child = spawn(
    join(options.binaries.folder, "initdb"),
    [
      "-D",
      folder,
      "-U",
      DATABASE_USER,
      "-A",
      "scram-sha-256",
      `--pwfile=${options.passwordFile}`,
      // Under LC_ALL=C initdb would choose SQL_ASCII; collations of names are asked for by name, never inherited.
      "-E",
      "UTF8",
      "--locale=C",
      "--data-checksums",
      "--no-instructions",
    ],
    { ...dropTo(options.user), cwd: "/", env: { ...process.env, LC_ALL: "C" }, windowsHide: true },
  );
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [code, , problem] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
  if (code !== 0)
    throw new RecountError(
      "database-init",
      `initdb could not make the database in ${folder}: ${problem.trim()}`,
    );
}
