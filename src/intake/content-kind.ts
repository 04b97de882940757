/** What a file is by its first bytes, whatever its name says. */

export type ContentKind =
  | "empty"
  | "zip"
  | "compound" // the container of .xls, and of encrypted .xlsx
  | "parquet"
  | "pdf"
  | "gzip"
  | "image"
  | "executable"
  | "rtf"
  | "html"
  | "xml"
  | "text"
  | "binary";

const magics: readonly (readonly [ContentKind, readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]], // no entries
  ["compound", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ["parquet", [0x50, 0x41, 0x52, 0x31]],
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["gzip", [0x1f, 0x8b]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", [0x47, 0x49, 0x46, 0x38]],
  ["executable", [0x7f, 0x45, 0x4c, 0x46]],
  ["executable", [0x4d, 0x5a, 0x90, 0x00]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/**
 * The kind of a file by its head (some kilobytes are enough). Text in an encoding with NULs (UTF-16) is `text`.
 *
 * @example
 * contentKind(Uint8Array.of(0x50, 0x4b, 3, 4)); //=> "zip"
 */
export function contentKind(head: Uint8Array): ContentKind {
  if (head.length === 0) return "empty";
  const magic = magics.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
  if (magic !== undefined) return magic[0];
  if (utf16Order(head) === undefined && looksBinary(head)) return "binary";
  const opening = new TextDecoder("latin1").decode(head.subarray(0, 512)).replace(/^ï»¿/, "");
  if (/^\s*<(!doctype html|html|table|meta)\b/i.test(opening)) return "html";
  return /^\s*<(\?xml|[a-z]+[\s:>])/i.test(opening) ? "xml" : "text";
}

/**
 * Whether bytes are UTF-16, by their mark or by where their NULs stand: the upper byte of digits, commas and line
 * ends is 0 in every script. Undefined when they are not.
 *
 * @example
 * utf16Order(Uint8Array.of(0x31, 0, 0x0a, 0)); //=> "utf-16le"
 */
export function utf16Order(head: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const nuls: [number, number] = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) nuls[(i % 2) as 0 | 1]++;
  const [even, odd] = nuls;
  if (even + odd < head.length / 50) return undefined;
  const order = odd > even ? "utf-16le" : "utf-16be";
  // NULs in both places are no text; and what UTF-16 makes of a binary has control characters.
  if (Math.min(even, odd) > 0) return undefined;
  const text = new TextDecoder(order).decode(head.subarray(0, head.length - (head.length % 2)));
  return controlShare(text) === 0 ? order : undefined;
}

function looksBinary(head: Uint8Array): boolean {
  if (head.includes(0)) return true;
  return controlShare(new TextDecoder("latin1").decode(head)) > 0.01;
}

function controlShare(text: string): number {
  // biome: control characters are what is looked for, so they are counted by code and not by a pattern.
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32 && code !== 26)) controls++;
  }
  return text.length === 0 ? 0 : controls / text.length;
}
