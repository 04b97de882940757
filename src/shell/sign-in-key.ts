/** The key that passwords' digests and the secrets of codes hang on: a copy of the database alone opens no account. */
import { hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { link, rm } from "node:fs/promises";
import { join } from "node:path";
import { RecountError } from "../base/errors.ts";
import { readFileIfThere, writeFileDurably } from "./files.ts";
import type { RegisterFolder } from "./register-folder.ts";

/** What is drawn from the key, 32 bytes each. */
export type SignInKeys = {
  readonly pepper: Uint8Array; // goes into each password's digest
  readonly lock: Uint8Array; // of the secrets of codes
};

const FILE = "sign-in.key";

/**
 * The keys of a register's accounts, made when there are none yet. Throws `bad-key` for a file of another length, and
 * where accounts hang on a key that is gone.
 */
export async function openSignInKeys(folder: RegisterFolder, hasAccounts: boolean): Promise<SignInKeys> {
  const path = join(folder.keys, FILE);
  const key = (await readFileIfThere(path)) ?? (hasAccounts ? undefined : await makeKey(path));
  if (key?.length !== 32)
    throw new RecountError(
      "bad-key",
      `got ${key?.length ?? 0} bytes in ${path}, wanted 32: accounts hang on it`,
    );
  return { pepper: drawn(key, "pepper"), lock: drawn(key, "lock") };
}

// By a link, so that of two servers that start at one moment the second takes the first one's key.
async function makeKey(path: string): Promise<Uint8Array> {
  const made = `${path}.${randomUUID()}`;
  await writeFileDurably(made, randomBytes(32), 0o600);
  try {
    await link(made, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(made, { force: true });
  }
  return (await readFileIfThere(path)) ?? new Uint8Array();
}

const drawn = (key: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), `recount sign-in ${use}`, 32));
