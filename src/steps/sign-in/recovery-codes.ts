/** Codes on paper that stand in for a lost authenticator, each once. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { utf8 } from "../../base/bytes.ts";
import { toBase32 } from "./totp.ts";

const CODES = 10;
const CODE_BYTES = 15; // 120 bits: nobody guesses one, so that a plain keyed digest is enough
const CODE_LETTERS = 24;

/** Ten codes of six groups of four letters, of as many random keys of 32 bytes. */
export function recoveryCodesOf(keys: readonly Uint8Array[]): readonly string[] {
  return keys
    .slice(0, CODES)
    .map((key) => (toBase32(key.subarray(0, CODE_BYTES)).match(/.{4}/g) ?? []).join("-"));
}

export const recoveryCodeCount = CODES;

/** The letters of what has the form of a recovery code; undefined for an authenticator's, and for anything else. */
export function recoveryLetters(code: string): string | undefined {
  const letters = plainLetters(code);
  return letters.length === CODE_LETTERS ? letters : undefined;
}

const plainLetters = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z2-7]/g, "");

/** What is kept of a code: nothing without the pepper, and nothing for another account. */
export function recoveryDigest(code: string, handle: Uint8Array, pepper: Uint8Array): Uint8Array {
  const plain = plainLetters(code);
  return new Uint8Array(createHmac("sha256", pepper).update(handle).update(utf8(plain)).digest());
}

/** The kept digest that is this one. All ten are compared, kept or not. */
export function findDigest(kept: readonly Uint8Array[], wanted: Uint8Array): Uint8Array | undefined {
  const compared = Array.from({ length: CODES }, (_, i) => kept[i] ?? new Uint8Array(wanted.length));
  return compared.filter((digest) => timingSafeEqual(digest, wanted)).at(-1);
}
