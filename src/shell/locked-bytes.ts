/** Short secrets locked for the database with AES-256-GCM, each for what it belongs to. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { concatBytes } from "../base/bytes.ts";

const NONCE = 12;
const TAG = 16;

/** The bytes locked by a key of 32 bytes. They open only for the same `owner`. */
export function lockBytes(bytes: Uint8Array, key: Uint8Array, owner: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(owner);
  return concatBytes(nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag());
}

/** What was locked. Throws where it was locked by another key, for another owner, or changed. */
export function openBytes(locked: Uint8Array, key: Uint8Array, owner: Uint8Array): Uint8Array {
  const decipher = createDecipheriv("aes-256-gcm", key, locked.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(owner).setAuthTag(locked.subarray(-TAG));
  return concatBytes(decipher.update(locked.subarray(NONCE, -TAG)), decipher.final());
}
