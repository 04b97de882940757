/** Codes that change every half minute (RFC 6238, SHA-1, six digits, as every authenticator has them). */
import { createHmac, timingSafeEqual } from "node:crypto";
import { utf8 } from "../../base/bytes.ts";

const STEP_MS = 30_000;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648, section 6

/** The step of a moment. */
export const stepOf = (now: Date): number => Math.floor(now.getTime() / STEP_MS);

/** The code of a step. */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, "0");
}

/**
 * The step whose code was given, of the present one and its neighbours, since clocks differ; undefined for none. All
 * three are compared whatever the first gives.
 */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | undefined {
  const given = utf8(code.replaceAll(/\s/g, "").padEnd(6).slice(0, 6).normalize("NFKC"));
  const matching = [-1, 0, 1]
    .map((by) => stepOf(now) + by)
    .filter((step) => {
      const wanted = utf8(codeOf(secret, step));
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
  return matching.at(-1);
}

/** Bytes in base32 without padding, as secrets are typed. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

/** The address that an authenticator reads from a picture. It names the register and not the person: phones are taken. */
export function authenticatorAddress(secret: Uint8Array, register: string): string {
  const label = encodeURIComponent(register);
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${label}`;
}
