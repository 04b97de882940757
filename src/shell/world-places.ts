/** The file of the world's larger places that ships with the package. */
import { readFile } from "node:fs/promises";
import { brotliDecompressSync } from "node:zlib";
import { sha256 } from "#sha256";
import { fromUtf8, toHex } from "../base/bytes.ts";

// The same two folders up in a checkout and in the published package.
const TABLE = new URL("../../data/world-places.tsv.br", import.meta.url);

/** The text of the table, as `parseWorldTable` reads it; data/README.md says what it is made of. */
export async function readWorldTable(): Promise<string> {
  return fromUtf8(brotliDecompressSync(await readFile(TABLE)));
}

/** SHA-256 of the file, in hexadecimal: what was made of its places is made of these. */
export async function digestOfWorldTable(): Promise<string> {
  return toHex(sha256(await readFile(TABLE)));
}
