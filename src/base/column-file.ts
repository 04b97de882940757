/** A header and columns of numbers as one block of bytes that says by its digest whether it is whole. */
import { sha256 } from "#sha256";
import { fromUtf8, sameBytes, utf8 } from "./bytes.ts";
import type { Json } from "./canonical-json.ts";

export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
export type Columns = { readonly [name: string]: Column };
export type ColumnFile = { readonly header: Json; readonly columns: Columns };

type Placed = { readonly name: string; readonly type: string; readonly at: number; readonly length: number };

const DIGEST_SIZE = 32; // bytes
const ALIGNMENT = 8; // bytes: a column is read in place
const arrays = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;

/**
 * `digest | length of the contents | contents | columns`, each column at a multiple of 8 bytes, in this machine's order
 * of bytes: a cache, never sent to another machine.
 *
 * @example
 * const bytes = formatColumnFile({ header: { size: 1 }, columns: { ids: Uint32Array.of(7) } });
 * parseColumnFile(bytes).columns.ids[0]; //=> 7
 */
export function formatColumnFile({ header, columns }: ColumnFile): Uint8Array<ArrayBuffer> {
  const places: Placed[] = [];
  let at = 0;
  for (const [name, column] of Object.entries(columns)) {
    places.push({ name, type: column.constructor.name, at, length: column.length });
    at = aligned(at + column.byteLength);
  }
  const contents = utf8(JSON.stringify({ header, places }));
  const start = aligned(DIGEST_SIZE + 4 + contents.length);
  const bytes = new Uint8Array(start + at);
  new DataView(bytes.buffer).setUint32(DIGEST_SIZE, contents.length);
  bytes.set(contents, DIGEST_SIZE + 4);
  for (const { name, at: place } of places) {
    const column = columns[name];
    if (column !== undefined)
      bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start + place);
  }
  bytes.set(sha256(bytes.subarray(DIGEST_SIZE)));
  return bytes;
}

/** The file of its bytes, its columns views of them; undefined when a single bit is another. Requires bytes at a multiple of 8. */
export function parseColumnFile(bytes: Uint8Array): ColumnFile | undefined {
  if (bytes.length < DIGEST_SIZE + 4) return undefined;
  const isWhole = sameBytes(bytes.subarray(0, DIGEST_SIZE), sha256(bytes.subarray(DIGEST_SIZE)));
  if (!isWhole) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(DIGEST_SIZE);
  const contents = fromUtf8(bytes.subarray(DIGEST_SIZE + 4, DIGEST_SIZE + 4 + length));
  const { header, places } = JSON.parse(contents) as { header: Json; places: readonly Placed[] };
  const start = bytes.byteOffset + aligned(DIGEST_SIZE + 4 + length);
  const columns = places.map(({ name, type, at, length: count }) => {
    const makeArray = arrays[type as keyof typeof arrays];
    return [name, new makeArray(bytes.buffer as ArrayBuffer, start + at, count)] as const;
  });
  return { header, columns: Object.fromEntries(columns) };
}

const aligned = (size: number) => Math.ceil(size / ALIGNMENT) * ALIGNMENT;
