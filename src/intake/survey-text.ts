/** One pass over a text file: is it UTF-8, where are its other bytes, how does it begin and end. */
import { isAscii, isUtf8 } from "node:buffer";
import { concatBytes } from "../base/bytes.ts";
import type { SourceFile } from "./source-file.ts";

export type TextSurvey = {
  readonly head: Uint8Array; // the first bytes
  readonly tail: Uint8Array; // the last bytes; the whole file when it is short
  readonly foreign: Uint8Array; // lines that hold bytes over 0x7f, to tell single-byte encodings by
  readonly utf8: number; // characters of more than one byte that are good UTF-8
  readonly badBytes: number; // bytes that UTF-8 cannot explain
  readonly nuls: number;
};

export const HEAD_BYTES = 262_144;
const TAIL_BYTES = 65_536;
const FOREIGN_BYTES = 262_144;

/** The survey of the whole file. What the stream throws goes through. */
export async function surveyText(file: SourceFile): Promise<TextSurvey> {
  const head = new Collected(HEAD_BYTES);
  const foreign = new Collected(FOREIGN_BYTES);
  let tail: Uint8Array = new Uint8Array();
  let carry: Uint8Array = new Uint8Array();
  const seen = { utf8: 0, badBytes: 0, nuls: 0 };
  for await (const chunk of file.stream()) {
    head.add(chunk);
    tail =
      chunk.length >= TAIL_BYTES ? chunk.slice(-TAIL_BYTES) : concatBytes(tail, chunk).slice(-TAIL_BYTES);
    if (chunk.includes(0)) seen.nuls += chunk.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
    if (carry.length === 0 && isAscii(chunk)) continue;
    const bytes = concatBytes(carry, chunk);
    const end = bytes.length - unfinishedBytes(bytes);
    carry = bytes.slice(end);
    count(bytes.subarray(0, end), seen);
    if (!foreign.full) foreign.add(foreignLines(bytes.subarray(0, end)));
  }
  count(carry, seen);
  return { head: head.bytes(), tail, foreign: foreign.bytes(), ...seen };
}

class Collected {
  readonly #limit: number;
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#length >= this.#limit;
  }

  add(chunk: Uint8Array): void {
    const part = chunk.slice(0, Math.max(0, this.#limit - this.#length));
    this.#length += part.length;
    if (part.length > 0) this.#parts.push(part);
  }

  bytes(): Uint8Array {
    return concatBytes(...this.#parts);
  }
}

/** Bytes at the end that begin a UTF-8 character and do not finish it: 0 to 3. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
  }
  return 0;
}

const lengthOf = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

function count(bytes: Uint8Array, seen: { utf8: number; badBytes: number }): void {
  if (isUtf8(bytes)) {
    // Each of its characters of more than one byte begins with one byte of 0xc0 or more.
    for (let at = 0; at < bytes.length; at++) seen.utf8 += (bytes[at] as number) >= 0xc0 ? 1 : 0;
    return;
  }
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = lengthOf(lead);
    if (lead < 0x80) at++;
    else if (length > 1 && isUtf8(bytes.subarray(at, at + length))) {
      seen.utf8++;
      at += length;
    } else {
      seen.badBytes++;
      at++;
    }
  }
}

function foreignLines(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const line = bytes.subarray(start, end);
    if (!isAscii(line)) lines.push(line);
    start = end;
  }
  return concatBytes(...lines);
}
