/** Signatures by keys of certificates: RSA and ECDSA, verified only, the same code in Node and in the browser. */
import { p256, p384 } from "@noble/curves/nist.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, fromHex } from "./bytes.ts";

export type HashName = "sha1" | "sha256" | "sha384" | "sha512";

/** A public key: numbers of RSA, or a point of a curve as it stands in a certificate. */
export type PublicKey =
  | { readonly kind: "rsa"; readonly modulus: Uint8Array; readonly exponent: Uint8Array } // big end first
  | { readonly kind: "p256" | "p384"; readonly point: Uint8Array };

const hashes = { sha1, sha256, sha384, sha512 };

// DER of DigestInfo up to the hash itself: RFC 8017, section 9.2, note 1
const digestInfoHeads: { readonly [Name in HashName]: string } = {
  sha1: "3021300906052b0e03021a05000414",
  sha256: "3031300d060960864801650304020105000420",
  sha384: "3041300d060960864801650304020205000430",
  sha512: "3051300d060960864801650304020305000440",
};
const FEWEST_RSA_BYTES = 256; // 2048 bits: NIST SP 800-131A

/**
 * The hash of `bytes`.
 *
 * @example
 * hashBytes("sha384", new Uint8Array()).length; //=> 48
 */
export function hashBytes(name: HashName, bytes: Uint8Array): Uint8Array {
  return hashes[name](bytes);
}

/**
 * Whether `signature` is the key's over `message`: RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2.2), or ECDSA in DER (RFC
 * 3279, section 2.2.3). SHA-1, and RSA keys below 2048 bits, verify nothing.
 *
 * @example
 * const key = { kind: "rsa", modulus: new Uint8Array(256).fill(255), exponent: Uint8Array.of(3) };
 * verifySignature(key, "sha256", { message: new Uint8Array(), signature: new Uint8Array(256) }); //=> false
 */
export function verifySignature(
  key: PublicKey,
  hash: HashName,
  { message, signature }: { readonly message: Uint8Array; readonly signature: Uint8Array },
): boolean {
  if (hash === "sha1") return false;
  const digest = hashBytes(hash, message);
  return key.kind === "rsa"
    ? verifyRsa(key, hash, { digest, signature })
    : verifyEcdsa(key, digest, signature);
}

function verifyRsa(
  { modulus, exponent }: Extract<PublicKey, { readonly kind: "rsa" }>,
  hash: HashName,
  { digest, signature }: { readonly digest: Uint8Array; readonly signature: Uint8Array },
): boolean {
  const [n, e, s] = [modulus, exponent, signature].map(numberOf) as [bigint, bigint, bigint];
  const size = Math.ceil(n.toString(2).length / 8);
  if (size < FEWEST_RSA_BYTES || signature.length !== size || s >= n || e < 3n) return false;
  // The one text that was signed is made and compared, never taken apart: forgeries live in lenient parsers.
  const info = concatBytes(fromHex(digestInfoHeads[hash]) ?? new Uint8Array(), digest);
  const padding = new Uint8Array(size - info.length - 3).fill(255);
  const wanted = concatBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), info);
  return power(s, e, n) === numberOf(wanted);
}

function verifyEcdsa(
  { kind, point }: Extract<PublicKey, { readonly point: Uint8Array }>,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const curve = kind === "p256" ? p256 : p384;
  try {
    return curve.verify(signature, digest, point, { prehash: false, lowS: false, format: "der" });
  } catch {
    return false; // no point of the curve, or no signature in DER: an answer, not an error
  }
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** base to the exponent, modulo modulus. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, rest] = [1n, base % modulus, exponent];
  for (; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
