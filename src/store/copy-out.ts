/** Rows out of the database by binary COPY, the fastest way out: bytes are read as they come. */
import { to } from "pg-copy-streams";
import { RecountError } from "../base/errors.ts";
import { type Database, openSnapshot } from "./connection.ts";

const HEADER_SIZE = 19; // bytes: signature, flags and length of the extension, which PostgreSQL leaves empty

/** A row as the bytes of its columns; empty for null. */
export type CopiedRow = readonly Buffer[];

/**
 * The rows of a query in batches, as they come: PostgreSQL, "COPY", section "Binary Format". The bytes hold until the
 * next batch is asked for, and longer only as copies.
 */
export async function* copyOut(database: Database, query: string): AsyncGenerator<readonly CopiedRow[]> {
  const snapshot = await openSnapshot(database);
  try {
    const stream = snapshot.client.query(to(`copy (${query}) to stdout (format binary)`));
    let rest: Buffer = Buffer.alloc(0);
    let hasHeader = false;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      if (!hasHeader && bytes.length >= HEADER_SIZE) {
        hasHeader = true;
        at = HEADER_SIZE;
      }
      const rows: CopiedRow[] = [];
      while (hasHeader) {
        const row = readTuple(bytes, at);
        if (row === undefined) break;
        if (row.values !== undefined) rows.push(row.values);
        at = row.end;
      }
      if (rows.length > 0) yield rows;
      rest = bytes.subarray(at);
    }
    if (rest.length > 0)
      throw new RecountError("broken-copy", `got ${rest.length} bytes after the last row, wanted none`);
  } finally {
    await snapshot.close();
  }
}

/** The tuple that begins at `at`, or undefined while it is not whole; without values it is the trailer. */
function readTuple(
  bytes: Buffer,
  at: number,
): { readonly values?: readonly Buffer[]; readonly end: number } | undefined {
  if (at + 2 > bytes.length) return undefined;
  const count = bytes.readInt16BE(at);
  if (count < 0) return { end: at + 2 };
  const values: Buffer[] = [];
  let end = at + 2;
  for (let field = 0; field < count; field++) {
    if (end + 4 > bytes.length) return undefined;
    const length = Math.max(0, bytes.readInt32BE(end)); // -1 for null, of which there are none here
    end += 4;
    if (end + length > bytes.length) return undefined;
    values.push(bytes.subarray(end, end + length));
    end += length;
  }
  return { values, end };
}
