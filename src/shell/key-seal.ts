/** Passphrases of OpenSSH key files: bcrypt's derivation and AES, as ssh-keygen seals by default. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { pbkdf } from "bcrypt-pbkdf";
import { RecountError } from "../base/errors.ts";

/** How a secret is sealed, as the file says. */
export type Seal = {
  readonly cipher: string;
  readonly kdf: string;
  readonly salt: Uint8Array;
  readonly rounds: number;
};

// OpenSSH's names and OpenSSL's.
const CIPHERS: ReadonlyMap<string, string> = new Map([
  ["aes256-ctr", "aes-256-ctr"],
  ["aes256-cbc", "aes-256-cbc"],
]);
const [KEY_SIZE, IV_SIZE] = [32, 16];
const MAX_ROUNDS = 1000; // a file that asks for more would keep the computer busy for minutes
const NEW_ROUNDS = 24; // what ssh-keygen takes since OpenSSH 9.4

/** A seal for a new key. */
export function newSeal(): Seal {
  return { cipher: "aes256-ctr", kdf: "bcrypt", salt: randomBytes(16), rounds: NEW_ROUNDS };
}

/** The secret, sealed. Requires bytes in whole blocks of 16. */
export function sealSecret(secret: Uint8Array, seal: Seal, passphrase: string): Uint8Array {
  const { key, iv } = derive(seal, passphrase);
  const cipher = createCipheriv(checkCipher(seal), key, iv).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([cipher.update(secret), cipher.final()]));
}

/** The secret, opened; with a wrong passphrase it is other bytes. Throws `input-key` for a seal that is not read. */
export function openSeal(sealed: Uint8Array, seal: Seal, passphrase: string): Uint8Array {
  const { key, iv } = derive(seal, passphrase);
  const decipher = createDecipheriv(checkCipher(seal), key, iv).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([decipher.update(sealed), decipher.final()]));
}

function derive({ kdf, salt, rounds }: Seal, passphrase: string) {
  const isRead = kdf === "bcrypt" && rounds > 0 && rounds <= MAX_ROUNDS && salt.length > 0;
  if (!isRead || passphrase === "")
    throw new RecountError(
      "input-key",
      `got a key sealed by ${kdf} with ${rounds} rounds, wanted bcrypt with at most ${MAX_ROUNDS} and a passphrase`,
    );
  const bytes = new TextEncoder().encode(passphrase);
  const derived = new Uint8Array(KEY_SIZE + IV_SIZE);
  pbkdf(bytes, bytes.length, salt, salt.length, derived, derived.length, rounds);
  return { key: derived.subarray(0, KEY_SIZE), iv: derived.subarray(KEY_SIZE) };
}

function checkCipher({ cipher }: Seal): string {
  const known = CIPHERS.get(cipher);
  if (known !== undefined) return known;
  throw new RecountError(
    "input-key",
    `got a key sealed with ${cipher}, wanted ${[...CIPHERS.keys()].join(" or ")}: ssh-keygen -p -Z aes256-ctr changes it`,
  );
}
