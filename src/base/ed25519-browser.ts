/** Ed25519 in the browser, where node:crypto is not. The same vectors hold for both. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, sameBytes } from "./bytes.ts";
import { isPlausibleSignature, judgePublicKey } from "./ed25519-keys.ts";
import { RecountError } from "./errors.ts";

/** The 32 bytes of the public key of a secret seed. Throws `bad-seed` when the seed is not 32 bytes. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(checkSeed(seed));
}

/** The 64 bytes of the signature (RFC 8032, pure Ed25519). Throws `bad-seed` when the seed is not 32 bytes. */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, checkSeed(seed));
}

/**
 * Whether `signature` is the key's over `message`. Without the cofactor, R compared as bytes, S below the order;
 * keys and signatures that ed25519-keys.ts refuses verify nothing.
 */
export function ed25519Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!judgePublicKey(key).ok || !isPlausibleSignature(signature)) return false;
  // The library's own verify multiplies by the cofactor, OpenSSL does not: R' = S·B - k·A, compared as bytes.
  const [r, s] = [signature.subarray(0, 32), littleEndian(signature.subarray(32))];
  const { Point } = ed25519;
  if (s >= Point.Fn.ORDER) return false;
  const point = decodePoint(key);
  if (point === undefined) return false;
  const k = littleEndian(sha512(concatBytes(r, key, message))) % Point.Fn.ORDER;
  const again = Point.BASE.multiplyUnsafe(s).subtract(point.multiplyUnsafe(k));
  return sameBytes(again.toBytes(), r);
}

function decodePoint(key: Uint8Array) {
  try {
    return ed25519.Point.fromBytes(key);
  } catch {
    return undefined; // not a point of the curve: an answer, not an error
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function checkSeed(seed: Uint8Array): Uint8Array {
  if (seed.length !== 32) throw new RecountError("bad-seed", `got a seed of ${seed.length} bytes, wanted 32`);
  return seed;
}
