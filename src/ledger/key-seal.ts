/** Key files under a passphrase: bcrypt's derivation and AES, as ssh-keygen seals by default; in Node and in the browser. */
import { cbc, ctr } from "@noble/ciphers/aes.js";
import { pbkdf } from "bcrypt-pbkdf";
import { utf8 } from "../base/bytes.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import {
  formatKeyFile,
  type KeyFile,
  type KeySeal,
  openSecret,
  parseKeyFile,
  secretOf,
  unsealed,
} from "./openssh-key.ts";
import { readUint32 } from "./ssh-wire.ts";
import type { SigningKey } from "./verifier-key.ts";

const [KEY_SIZE, IV_SIZE] = [32, 16];
const MAX_ROUNDS = 1000; // a file that asks for more would keep the computer busy for minutes
const NEW_ROUNDS = 24; // what ssh-keygen takes since OpenSSH 9.4
const BLOCK = 16; // of AES
const ciphers = {
  "aes256-ctr": ctr,
  "aes256-cbc": (key: Uint8Array, iv: Uint8Array) => cbc(key, iv, { disablePadding: true }),
} as const;

export type SealOptions = {
  readonly comment: string; // a name for the key, inside the file
  readonly passphrase: string; // empty for a file that whoever has it can open
  readonly random: Uint8Array; // 20 random bytes, made elsewhere
};

/**
 * The file of a key, sealed with a passphrase. Requires 20 random bytes that are used for nothing else.
 *
 * @example
 * const key = { seed: new Uint8Array(32), publicKey: new Uint8Array(32).fill(2) };
 * sealKeyFile(key, { comment: "", passphrase: "", random: new Uint8Array(20) }).slice(0, 35); //=> "-----BEGIN OPENSSH PRIVATE KEY-----"
 */
export function sealKeyFile(key: SigningKey, { comment, passphrase, random }: SealOptions): string {
  const { publicKey } = key;
  const check = readUint32(random) ?? 0;
  if (passphrase === "")
    return formatKeyFile({ publicKey, seal: unsealed, secret: secretOf(key, comment, { check }) });
  const seal = { cipher: "aes256-ctr", kdf: "bcrypt", salt: random.slice(4), rounds: NEW_ROUNDS } as const;
  const { key: derived, iv } = derive(seal, passphrase);
  const open = secretOf(key, comment, { check, block: BLOCK });
  return formatKeyFile({ publicKey, seal, secret: ctr(derived, iv).encrypt(open) });
}

/** Whether a key file opens only with its passphrase. */
export const isSealed = ({ seal }: KeyFile): boolean => seal.cipher !== "none";

/**
 * The key of its file's text; the passphrase is passed over where the file has none. Issues for another kind of file or
 * key, a weak key, a seal that is not read, and a wrong passphrase.
 *
 * @example
 * openKeyFile("-----BEGIN RSA PRIVATE KEY-----", "").issues[0].expected; //=> "a private key file of OpenSSH"
 */
export function openKeyFile(text: string, passphrase: string): Parsed<SigningKey> {
  const file = parseKeyFile(text);
  if ("issues" in file) return file;
  const { seal, secret } = file.value;
  if (!isSealed(file.value)) return openSecret(file.value, secret);
  const cipher = Object.entries(ciphers).find(([name]) => name === seal.cipher)?.[1];
  const isRead =
    seal.kdf === "bcrypt" && seal.rounds > 0 && seal.rounds <= MAX_ROUNDS && seal.salt.length > 0;
  if (cipher === undefined || !isRead || secret.length % BLOCK !== 0)
    return {
      issues: [
        issueAt(
          "key file",
          `${Object.keys(ciphers).join(" or ")} by bcrypt with at most ${MAX_ROUNDS} rounds (ssh-keygen -p -Z aes256-ctr changes it)`,
          `${seal.cipher} by ${seal.kdf} with ${seal.rounds} rounds`,
        ),
      ],
    };
  if (passphrase === "") return { issues: [issueAt("key file", "the passphrase of this key", "none")] };
  const { key, iv } = derive(seal, passphrase);
  return openSecret(file.value, cipher(key, iv).decrypt(secret));
}

function derive({ salt, rounds }: KeySeal, passphrase: string) {
  const bytes = utf8(passphrase);
  const derived = new Uint8Array(KEY_SIZE + IV_SIZE);
  pbkdf(bytes, bytes.length, salt, salt.length, derived, derived.length, rounds);
  return { key: derived.slice(0, KEY_SIZE), iv: derived.slice(KEY_SIZE) };
}
