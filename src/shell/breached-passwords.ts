/** The set of passwords that were found in breaches and are tried first; data/README.md says what it is made of. */
import { readFile } from "node:fs/promises";
import { type BloomFilter, holdsText } from "../base/bloom-filter.ts";
import { concatBytes, fromUtf8, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";

// The same two folders up in a checkout and in the published package.
const SET = new URL("../../data/breached-passwords.bin", import.meta.url);
const FORMAT = "recount-breached-passwords/1";

/** The file of a set: one line that says how many positions a text has, then the bits. */
export function formatBreachedPasswords({ hashes, bits }: BloomFilter): Uint8Array {
  return concatBytes(utf8(`${FORMAT} ${hashes}\n`), bits);
}

/** Whether a password, folded as `foldPassword` does, is in the set; about one in a thousand others is taken for one. */
export async function readBreachedPasswords(): Promise<(folded: string) => boolean> {
  const bytes = new Uint8Array(await readFile(SET));
  const end = bytes.indexOf(0x0a);
  const hashes = new RegExp(`^${FORMAT} (\\d+)$`).exec(fromUtf8(bytes.subarray(0, Math.max(0, end))))?.[1];
  if (hashes === undefined)
    throw new RecountError("broken-data", `got another file at ${SET.pathname}, wanted ${FORMAT}`);
  const filter = { hashes: Number(hashes), bits: bytes.subarray(end + 1) };
  return (folded) => holdsText(filter, folded);
}
