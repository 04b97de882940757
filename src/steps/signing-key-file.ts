/** An organisation's signing key as a file on its own machine: made, sealed, read. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { formatKeyFile, openSecret, parseKeyFile, secretOf, unsealed } from "../ledger/openssh-key.ts";
import { readUint32 } from "../ledger/ssh-wire.ts";
import { newSigningKey, type SigningKey } from "../ledger/verifier-key.ts";
import { writeFileDurably } from "../shell/files.ts";
import { newSeal, openSeal, sealSecret } from "../shell/key-seal.ts";
import { readText } from "../shell/read-folder.ts";

const SEALED_BLOCK = 16; // of AES

/** Makes a key and writes its file, open to its owner alone. Throws `input-file` where a file is already. */
export async function makeKeyFile(path: string, comment: string, passphrase: string): Promise<SigningKey> {
  if (existsSync(path)) throw new RecountError("input-file", `${path} is there already, wanted a new file`);
  const key = newSigningKey(randomBytes(32));
  const check = readUint32(randomBytes(4)) ?? 0;
  const { publicKey } = key;
  if (passphrase === "") {
    const secret = secretOf(key, comment, { check });
    await writeFileDurably(path, utf8(formatKeyFile({ publicKey, seal: unsealed, secret })), 0o600);
    return key;
  }
  const seal = newSeal();
  const secret = sealSecret(secretOf(key, comment, { check, block: SEALED_BLOCK }), seal, passphrase);
  await writeFileDurably(path, utf8(formatKeyFile({ publicKey, seal, secret })), 0o600);
  return key;
}

/**
 * The key of its file; the passphrase is asked for only where the file is sealed. Throws `input-key` for another kind of
 * file or key, a weak key, and a wrong passphrase.
 */
export async function readKeyFile(path: string, askPassphrase: () => Promise<string>): Promise<SigningKey> {
  const file = parseKeyFile(await readText(path));
  if ("issues" in file) throw badKey(path, file.issues);
  const { seal, secret } = file.value;
  const open = seal.cipher === "none" ? secret : openSeal(secret, seal, await askPassphrase());
  const key = openSecret(file.value, open);
  if ("issues" in key) throw badKey(path, key.issues);
  return key.value;
}

function badKey(path: string, issues: readonly { readonly message: string }[]): RecountError {
  return new RecountError("input-key", `${path}: ${issues.map(({ message }) => message).join("; ")}`);
}
