/** SHA-256 in the browser, where node:crypto is not. The same vectors hold for both. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { concatBytes, toBase64url, utf8 } from "./bytes.ts";

/** SHA-256 of the parts, joined in order: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return nobleSha256(concatBytes(...parts));
}

/** SHA-256 of the UTF-8 bytes of `text`, as base64url without padding: 43 characters. */
export function sha256Base64url(text: string): string {
  return toBase64url(nobleSha256(utf8(text)));
}

/** HMAC-SHA-256 of `message` under `key`: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(nobleSha256, key, message);
}
