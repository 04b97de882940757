/** SHA-256 in Node: the one place that touches node:crypto's hashes. The browser's twin is sha256-browser.ts. */
import { createHash, createHmac, hash } from "node:crypto";

/** SHA-256 of the parts, joined in order: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return hash("sha256", only, "buffer");
  const state = createHash("sha256");
  for (const part of parts) state.update(part);
  return state.digest();
}

/** HMAC-SHA-256 of `message` under `key`: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return createHmac("sha256", key).update(message).digest();
}
