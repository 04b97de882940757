/** The code of an enquiry: digits, which every keyboard has and can be told by telephone, and what follows from them. */
import { sha256 } from "#sha256";
import { utf8 } from "../base/bytes.ts";

/** Random bytes that a code is made of: 112 bits, which nobody guesses. */
export const CODE_BYTES = 14;
const DIGITS = 34; // 2^112 is below 10^34
const GROUP = 4;

/**
 * The code of `CODE_BYTES` random bytes: 34 digits and two to check them by (ISO 7064, MOD 97-10), in groups of four.
 *
 * @example
 * formatEnquiryCode(new Uint8Array(14)); //=> "0000 0000 0000 0000 0000 0000 0000 0000 0098"
 */
export function formatEnquiryCode(random: Uint8Array): string {
  const value = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const digits = value.toString().padStart(DIGITS, "0");
  const check = 98n - ((value * 100n) % 97n);
  return grouped(digits + check.toString().padStart(2, "0"));
}

/**
 * The code as typed, with digits of any script and anything between them, or undefined when a digit is wrong or missing.
 *
 * @example
 * parseEnquiryCode("٠000-0000 0000 0000 0000 0000 0000 0000 0098"); //=> "0000 0000 0000 0000 0000 0000 0000 0000 0098"
 */
export function parseEnquiryCode(typed: string): string | undefined {
  const digits = Array.from(typed, (char) => digitOf(char) ?? "").join("");
  if (digits.length !== DIGITS + 2 || BigInt(digits) % 97n !== 1n) return undefined;
  return grouped(digits);
}

/** 32 bytes that are the secret of an X25519 identity, to which the answer is sealed. Requires a parsed code. */
export const answerSecret = (code: string): Uint8Array => derived("answer key", code);

/** 32 bytes by which the server finds the enquiry; they open nothing. Requires a parsed code. */
export const enquiryLocator = (code: string): Uint8Array => derived("locator", code);

const derived = (purpose: string, code: string) =>
  sha256(utf8(`recount enquiry ${purpose} v1\n${code.replaceAll(" ", "")}`));

const grouped = (digits: string) => (digits.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join(" ");

// The blocks of decimal digits that readers of our languages and their neighbours type.
const zeros = [0x30, 0x660, 0x6f0, 0x966];

function digitOf(char: string): number | undefined {
  const point = char.codePointAt(0) ?? 0;
  const zero = zeros.find((start) => point >= start && point < start + 10);
  return zero === undefined ? undefined : point - zero;
}
