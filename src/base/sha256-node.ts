/** SHA-256 in Node: the one place that touches node:crypto's hashes. The browser's twin is sha256-browser.ts. */
import { createHash, hash } from "node:crypto";

/** SHA-256 of the parts, joined in order: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return hash("sha256", only, "buffer");
  const state = createHash("sha256");
  for (const part of parts) state.update(part);
  return state.digest();
}

const BLOCK_SIZE = 64; // bytes, of SHA-256

/**
 * HMAC-SHA-256 of `message` under `key` (RFC 2104): 32 bytes. From two one-shot hashes, since a leaf needs some forty
 * and each object of createHmac costs three times as much.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = key.length > BLOCK_SIZE ? sha256(key) : key;
  const inner = new Uint8Array(BLOCK_SIZE + message.length).fill(0x36, 0, BLOCK_SIZE);
  const outer = new Uint8Array(BLOCK_SIZE + 32).fill(0x5c, 0, BLOCK_SIZE);
  for (let i = 0; i < block.length; i++) {
    inner[i] = 0x36 ^ (block[i] ?? 0);
    outer[i] = 0x5c ^ (block[i] ?? 0);
  }
  inner.set(message, BLOCK_SIZE);
  outer.set(sha256(inner), BLOCK_SIZE);
  return sha256(outer);
}
