/** Which Ed25519 keys and signatures are refused unseen, the same in Node and in the browser. */
import { fromHex } from "./bytes.ts";

/** Why a public key is not accepted. */
export type KeyVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

// The five y-coordinates of the eight points of small order, little-endian, sign bit cleared
// (https://cr.yp.to/ecdh.html#validate, Edwards form; 1 and -1 stand with either sign bit).
const smallOrder: readonly string[] = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
];

/**
 * Whether a public key may be used at all. Refused are keys that are not 32 bytes, whose y-coordinate is not
 * below 2^255 - 19, and the points of small order, for which one signature fits many messages.
 * That the bytes are a point of the curve is left to verification, which then says no.
 *
 * @example
 * judgePublicKey(new Uint8Array(32)).reason; //=> "the key is a point of small order"
 */
export function judgePublicKey(key: Uint8Array): KeyVerdict {
  if (key.length !== 32) return { ok: false, reason: `got a key of ${key.length} bytes, wanted 32` };
  const y = withoutSign(key);
  if (y.slice(1, 31).every((byte) => byte === 0xff) && y[31] === 0x7f && (y[0] ?? 0) >= 0xed)
    return { ok: false, reason: "the key is not in its canonical form" };
  return isSmallOrder(y) ? { ok: false, reason: "the key is a point of small order" } : { ok: true };
}

/**
 * Whether a signature is worth checking: 64 bytes, and R no point of small order. An honest signer never
 * makes such an R, and versions of OpenSSL disagree on it.
 */
export function isPlausibleSignature(signature: Uint8Array): boolean {
  return signature.length === 64 && !isSmallOrder(withoutSign(signature.subarray(0, 32)));
}

function withoutSign(point: Uint8Array): Uint8Array {
  return point.map((byte, i) => (i === 31 ? byte & 0x7f : byte));
}

const isSmallOrder = (y: Uint8Array) =>
  smallOrder.some((hex) => fromHex(hex)?.every((byte, i) => byte === y[i]));
