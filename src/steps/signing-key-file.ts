/** An organisation's signing key as a file on its own machine: made, sealed, read. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { isSealed, openKeyFile, sealKeyFile } from "../ledger/key-seal.ts";
import { parseKeyFile } from "../ledger/openssh-key.ts";
import { newSigningKey, type SigningKey } from "../ledger/verifier-key.ts";
import { writeFileDurably } from "../shell/files.ts";
import { readText } from "../shell/read-folder.ts";

/** Makes a key and writes its file, open to its owner alone. Throws `input-file` where a file is already. */
export async function makeKeyFile(path: string, comment: string, passphrase: string): Promise<SigningKey> {
  if (existsSync(path)) throw new RecountError("input-file", `${path} is there already, wanted a new file`);
  const key = newSigningKey(randomBytes(32));
  const text = sealKeyFile(key, { comment, passphrase, random: randomBytes(20) });
  await writeFileDurably(path, utf8(text), 0o600);
  return key;
}

/**
 * The key of its file; the passphrase is asked for only where the file is sealed. Throws `input-key` for another kind of
 * file or key, a weak key, and a wrong passphrase.
 */
export async function readKeyFile(path: string, askPassphrase: () => Promise<string>): Promise<SigningKey> {
  const text = await readText(path);
  const file = parseKeyFile(text);
  const needsPassphrase = "value" in file && isSealed(file.value);
  const key = openKeyFile(text, needsPassphrase ? await askPassphrase() : "");
  if ("value" in key) return key.value;
  throw new RecountError("input-key", `${path}: ${key.issues.map(({ message }) => message).join("; ")}`);
}
