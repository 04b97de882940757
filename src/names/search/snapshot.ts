/** An index of names as bytes, so that a large one is read and not made again. As restricted as the names are. */
import { sha256 } from "#sha256";
import { concatBytes, fromUtf8, sameBytes, utf8 } from "../../base/bytes.ts";
import { issueAt, type Parsed } from "../../base/errors.ts";
import { indexColumns, type NameColumns, type NameIndex } from "./name-index.ts";
import { isAsRead, type TokenTable } from "./token-table.ts";

/** First line of a snapshot; its number changes with the columns and with what words are read as. */
const MAGIC = utf8("recount-name-index 7\n");
const DIGEST = 32; // bytes
const NUMBERS = 11; // columns of numbers, after the label, the folds and the sounds

/** A snapshot that was read: the index, and what its writer said that it was made of. */
export type ReadSnapshot = { readonly label: string; readonly index: NameIndex };

/**
 * The index as bytes: a first line, the SHA-256 of the rest, then each column after its length. `label` says what
 * the index was made of. Numbers are little-endian, as every processor that this runs on has them in memory.
 */
export function formatSnapshot({ tokens, owners, start, parts }: NameColumns, label: string): Uint8Array {
  const columns = [
    utf8(label),
    utf8(tokens.folds.join("\n")),
    tokens.codes,
    tokens.byFold,
    tokens.scripts,
    tokens.classStart,
    tokens.classes,
    tokens.formStart,
    tokens.codeStart,
    tokens.across,
    tokens.bySounds,
    owners,
    start,
    parts,
  ];
  const body = concatBytes(...columns.flatMap(formatColumn));
  return concatBytes(MAGIC, sha256(body), body);
}

/**
 * The index of a snapshot, or the issue that it is cut short, changed, or of another form.
 *
 * @example
 * "issues" in parseSnapshot(new Uint8Array(9)); //=> true
 */
export function parseSnapshot(bytes: Uint8Array): Parsed<ReadSnapshot> {
  if (!sameBytes(bytes.subarray(0, MAGIC.length), MAGIC))
    return refuse("a snapshot of this form", "another first line");
  const body = new Uint8Array(bytes.subarray(MAGIC.length + DIGEST)); // copied, so that numbers lie where their size wants them
  if (!sameBytes(sha256(body), bytes.subarray(MAGIC.length, MAGIC.length + DIGEST)))
    return refuse("the bytes that were written", "others");
  const columns = parseColumns(body);
  const [label, folds, codes, ...numbers] = columns;
  if (label === undefined || folds === undefined || codes === undefined || numbers.length !== NUMBERS)
    return refuse(`${NUMBERS + 3} columns`, `${columns.length}`);
  const [byFold, scripts, classStart, classes, formStart, codeStart, across, bySounds, ...names] =
    numbers.map(numbersOf);
  const tokens = {
    folds: wordsOf(folds),
    byFold: byFold!,
    scripts: scripts!,
    classStart: classStart!,
    classes: classes!,
    formStart: formStart!,
    codeStart: codeStart!,
    codes,
    across: across!,
    bySounds: bySounds!,
  };
  const [owners, start, parts] = names;
  if (!isReadTheSame(tokens)) return refuse("parts as names are read now", "parts as they were read once");
  const index = indexColumns({ tokens, owners: owners!, start: start!, parts: parts! });
  return { value: { label: fromUtf8(label), index } };
}

/** Parts that are read again, to see whether another version of the tables of letters wrote the snapshot. */
const SAMPLE = 256;

function isReadTheSame(tokens: TokenTable): boolean {
  const stride = Math.max(1, Math.floor(tokens.folds.length / SAMPLE));
  const sample = tokens.folds.keys().filter((token) => token % stride === 0);
  return [...sample].every((token) => isAsRead(tokens, token));
}

const refuse = (expected: string, received: string) => ({
  issues: [issueAt("snapshot", expected, received)],
});

/** Length, bytes, and what fills up to a multiple of four, so that the next column's numbers lie right. */
function formatColumn(column: Uint8Array | Uint32Array | Int32Array): readonly Uint8Array[] {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  const length = new Uint8Array(Uint32Array.of(bytes.length).buffer);
  return [length, bytes, new Uint8Array((4 - (bytes.length % 4)) % 4)];
}

function parseColumns(body: Uint8Array): readonly Uint8Array[] {
  const columns: Uint8Array[] = [];
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at + 4 <= body.length; ) {
    const length = view.getUint32(at, true);
    columns.push(body.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return columns;
}

const numbersOf = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

function wordsOf(bytes: Uint8Array): readonly string[] {
  return bytes.length === 0 ? [] : fromUtf8(bytes).split("\n");
}
