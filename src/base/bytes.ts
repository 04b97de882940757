/** Bytes and their text forms. Everything outside passes `Uint8Array`s about. */

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of `text`; unpaired surrogates become U+FFFD. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/**
 * Text of UTF-8 `bytes`. Throws a TypeError on bytes that are not UTF-8; a byte order mark is kept.
 *
 * @example
 * fromUtf8(Uint8Array.of(0xd0, 0x96)); //=> "Ж"
 */
export function fromUtf8(bytes: Uint8Array): string {
  return strictDecoder.decode(bytes);
}

/** The parts, one after the other, as new bytes. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether both have the same bytes. Not constant in time: never for secrets. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/**
 * Lower-case hexadecimal.
 *
 * @example
 * toHex(Uint8Array.of(0, 255)); //=> "00ff"
 */
export function toHex(bytes: Uint8Array): string {
  const text = outputOf(2 * bytes.length);
  let at = 0;
  for (const byte of bytes) {
    text[at++] = hexCodes[byte >> 4] ?? 0;
    text[at++] = hexCodes[byte & 15] ?? 0;
  }
  return asciiDecoder.decode(text);
}

/**
 * Bytes of lower-case hexadecimal, or undefined when `text` is anything else.
 *
 * @example
 * fromHex("0g"); //=> undefined
 */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    const byte = (digitAt(hexDigits, text, 2 * at) << 4) | digitAt(hexDigits, text, 2 * at + 1);
    if (byte < 0) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}

/**
 * Base64 with padding (RFC 4648, section 4).
 *
 * @example
 * toBase64(Uint8Array.of(1)); //=> "AQ=="
 */
export function toBase64(bytes: Uint8Array): string {
  return encode64(base64Codes, bytes) + "=".repeat((3 - (bytes.length % 3)) % 3);
}

/**
 * Bytes of canonical base64, or undefined: white space, missing padding and stray bits after the last byte
 * are refused, so that one value has one text.
 *
 * @example
 * fromBase64("AR=="); //=> undefined
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return decode64(base64Digits, text.slice(0, text.length - padding));
}

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  return encode64(base64urlCodes, bytes);
}

/**
 * Writes the base64url of the first `length` bytes into `target` from `at` on, without padding; gives how many characters.
 *
 * @example
 * writeBase64url(Uint8Array.of(1, 2), 1, { target: new Uint8Array(2), at: 0 }); //=> 2
 */
export function writeBase64url(bytes: Uint8Array, length: number, { target, at }: WritingPlace): number {
  return write64(base64urlCodes, bytes, { length, target, at });
}

/** Bytes of canonical base64url without padding, or undefined. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  return decode64(base64urlDigits, text);
}

// By tables: Node 24 has no Uint8Array.prototype.toBase64 yet, and btoa needs a string a byte and three replacements.
const asciiDecoder = new TextDecoder();
// Short texts are made in the same place again and again: a new array costs more than all that is written into it.
const SHORT_SIZE = 2048; // bytes
const shortOutput = new Uint8Array(SHORT_SIZE);
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const hexCodes = utf8("0123456789abcdef");
const base64Codes = utf8(`${alphanumeric}+/`);
const base64urlCodes = utf8(`${alphanumeric}-_`);
const [hexDigits, base64Digits, base64urlDigits] = [hexCodes, base64Codes, base64urlCodes].map(digitsOf) as [
  Int8Array,
  Int8Array,
  Int8Array,
];

/** The value of each ASCII code; -1 for those that are no digits. */
function digitsOf(codes: Uint8Array): Int8Array {
  const digits = new Int8Array(128).fill(-1);
  codes.forEach((code, digit) => {
    digits[code] = digit;
  });
  return digits;
}

const digitAt = (digits: Int8Array, text: string, at: number) => digits[text.charCodeAt(at)] ?? -1;

const outputOf = (size: number) =>
  size <= shortOutput.length ? shortOutput.subarray(0, size) : new Uint8Array(size);

function encode64(codes: Uint8Array, bytes: Uint8Array): string {
  const text = outputOf(Math.ceil((bytes.length * 4) / 3));
  write64(codes, bytes, { length: bytes.length, target: text, at: 0 });
  return asciiDecoder.decode(text);
}

type WritingPlace = { readonly target: Uint8Array; readonly at: number };

function write64(
  codes: Uint8Array,
  bytes: Uint8Array,
  { length, target, at }: WritingPlace & { readonly length: number },
): number {
  const whole = length - (length % 3);
  let to = at;
  for (let i = 0; i < whole; i += 3) {
    const bits = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    target[to++] = codes[bits >> 18] as number;
    target[to++] = codes[(bits >> 12) & 63] as number;
    target[to++] = codes[(bits >> 6) & 63] as number;
    target[to++] = codes[bits & 63] as number;
  }
  if (whole === length) return to - at;
  const bits =
    ((bytes[whole] as number) << 16) | (whole + 1 < length ? (bytes[whole + 1] as number) << 8 : 0);
  target[to++] = codes[bits >> 18] as number;
  target[to++] = codes[(bits >> 12) & 63] as number;
  if (whole + 1 < length) target[to++] = codes[(bits >> 6) & 63] as number;
  return to - at;
}

/** Bytes of unpadded digits, or undefined: six bits alone are no byte, and bits after the last byte have to be zero. */
function decode64(digits: Int8Array, text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, count, at] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const digit = digitAt(digits, text, i);
    if (digit < 0) return undefined;
    bits = ((bits << 6) | digit) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = bits >> count;
  }
  return (bits & ((1 << count) - 1)) === 0 ? bytes : undefined;
}
