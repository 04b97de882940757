/** Ed25519 in Node: the one place that touches node:crypto's keys. The browser's twin is ed25519-browser.ts. */
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { concatBytes } from "./bytes.ts";
import { isPlausibleSignature, judgePublicKey } from "./ed25519-keys.ts";
import { RecountError } from "./errors.ts";

// DER of RFC 8410, section 7, up to the 32 bytes of the key itself
const PRIVATE_KEY_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_KEY_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** The 32 bytes of the public key of a secret seed. Throws `bad-seed` when the seed is not 32 bytes. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" });
  return Uint8Array.from(spki.subarray(PUBLIC_KEY_HEAD.length));
}

/** The 64 bytes of the signature (RFC 8032, pure Ed25519). Throws `bad-seed` when the seed is not 32 bytes. */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return Uint8Array.from(sign(null, message, privateKey(seed)));
}

/**
 * Whether `signature` is the key's over `message`. Without the cofactor, R compared as bytes, S below the order;
 * keys and signatures that ed25519-keys.ts refuses verify nothing.
 */
export function ed25519Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!judgePublicKey(key).ok || !isPlausibleSignature(signature)) return false;
  const spki = Buffer.from(concatBytes(PUBLIC_KEY_HEAD, key));
  return verify(null, message, createPublicKey({ key: spki, format: "der", type: "spki" }), signature);
}

function privateKey(seed: Uint8Array) {
  if (seed.length !== 32) throw new RecountError("bad-seed", `got a seed of ${seed.length} bytes, wanted 32`);
  const pkcs8 = Buffer.from(concatBytes(PRIVATE_KEY_HEAD, seed));
  return createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
}
