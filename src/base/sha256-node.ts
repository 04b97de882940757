/** SHA-256 in Node: the one place that touches node:crypto's hashes. The browser's twin is sha256-browser.ts. */
import { createHash, hash } from "node:crypto";
import { concatBytes } from "./bytes.ts";

const BLOCK_SIZE = 64; // bytes, of SHA-256
const DIGEST_SIZE = 32; // bytes
const JOINED_SIZE = 1 << 16; // bytes: up to here one call on a copy is faster than a call for each part

/** SHA-256 of the parts, joined in order: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return hashOnce(only);
  if (parts.reduce((size, part) => size + part.length, 0) <= JOINED_SIZE)
    return hashOnce(concatBytes(...parts));
  const state = createHash("sha256");
  for (const part of parts) state.update(part);
  return state.digest();
}

/** SHA-256 of the UTF-8 bytes of `text`, as base64url without padding: 43 characters. */
export function sha256Base64url(text: string): string {
  return hash("sha256", text, "base64url");
}

/** HMAC-SHA-256 of `message` under `key` (RFC 2104): 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const { inner, outer } = keyBlocks(key);
  return sha256(outer, sha256(inner, message));
}

function keyBlocks(key: Uint8Array): { readonly inner: Uint8Array; readonly outer: Uint8Array } {
  const block = key.length > BLOCK_SIZE ? sha256(key) : key;
  return { inner: padBlock(block, 0x36), outer: padBlock(block, 0x5c) };
}

function padBlock(key: Uint8Array, pad: number): Uint8Array {
  const block = new Uint8Array(BLOCK_SIZE).fill(pad);
  for (let i = 0; i < key.length; i++) block[i] = pad ^ (key[i] ?? 0);
  return block;
}

function hashOnce(bytes: Uint8Array): Uint8Array {
  const digest = new Uint8Array(DIGEST_SIZE);
  digestInto(digest, 0, bytes);
  return digest;
}

/** By way of a string: a digest as a Buffer costs twice the whole hash. */
function digestInto(target: Uint8Array, at: number, bytes: Uint8Array): void {
  const digest = hash("sha256", bytes, "binary");
  for (let i = 0; i < DIGEST_SIZE; i++) target[at + i] = digest.charCodeAt(i);
}
