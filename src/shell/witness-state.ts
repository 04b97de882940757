/** What a log witness keeps on its own computer: its key, and of each ledger the key and the last checkpoint. */
import { createHash, randomBytes } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { RecountError } from "../base/errors.ts";
import { ensureFolder, readFileIfThere, systemCode, writeFileDurably } from "./files.ts";

/** Of one ledger. `seen` is the signed note that was cosigned last. */
export type WitnessState = {
  readonly seed: Uint8Array; // 32 bytes: a secret
  readonly logKey?: string; // a verifier key's text, as it was confirmed
  readonly seen?: string;
  /** Makes a checkpoint the last one; on disk when it resolves, so that no cosignature outruns it. */
  readonly keep: (logKey: string, note: string) => Promise<void>;
};

const SEED_FILE = "witness-ed25519.seed";

/**
 * Runs `act` with the state of one ledger, alone: two runs at once could cosign two ledgers that part. The folder and
 * its key are made where there are none. Throws `busy` while another run holds it.
 */
export async function withWitnessState<T>(
  folder: string,
  origin: string,
  act: (state: WitnessState) => Promise<T>,
): Promise<T> {
  await ensureFolder(folder, 0o700);
  // A ledger's name may hold what no file name can.
  const name = createHash("sha256").update(origin).digest("hex").slice(0, 32);
  const [lock, keyFile, seenFile] = ["lock", "key", "checkpoint"].map((end) =>
    join(folder, `${name}.${end}`),
  );
  const held = await open(lock ?? "", "wx", 0o600).catch((error: unknown) => {
    if (systemCode(error) !== "EEXIST") throw error;
    throw new RecountError(
      "busy",
      `${lock} is there: another run is at this ledger; take the file away if none is`,
    );
  });
  try {
    const [logKey, seen] = await Promise.all([textOf(keyFile ?? ""), textOf(seenFile ?? "")]);
    return await act({
      seed: await seedOf(folder),
      ...(logKey !== undefined && { logKey }),
      ...(seen !== undefined && { seen }),
      keep: async (key, note) => {
        const encoder = new TextEncoder();
        await writeFileDurably(keyFile ?? "", encoder.encode(key), 0o600);
        await writeFileDurably(seenFile ?? "", encoder.encode(note), 0o600);
      },
    });
  } finally {
    await held.close();
    await rm(lock ?? "", { force: true });
  }
}

async function seedOf(folder: string): Promise<Uint8Array> {
  const path = join(folder, SEED_FILE);
  const kept = await readFileIfThere(path);
  if (kept !== undefined) return kept;
  const seed = randomBytes(32);
  await writeFileDurably(path, seed, 0o600);
  return seed;
}

async function textOf(path: string): Promise<string | undefined> {
  const bytes = await readFileIfThere(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
