/** Rows into a table by binary COPY, the fastest way in, and safe for any bytes. */
import { pipeline } from "node:stream/promises";
import { from } from "pg-copy-streams";
import { RecountError } from "../base/errors.ts";
import type { Transaction } from "./connection.ts";

/** A column's type decides its binary form: PostgreSQL, "COPY", section "Binary Format". */
export type ColumnType = "bytea" | "text" | "int4" | "int8" | "float8" | "uuid";
export type Columns = readonly (readonly [name: string, type: ColumnType])[];
export type CopyValue = Uint8Array | string | number;

const SIGNATURE = Buffer.from("PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0", "latin1"); // then flags and extension, both 0
const TRAILER = Buffer.from([0xff, 0xff]);
const CHUNK_SIZE = 1 << 16; // bytes

const FEW = 64; // rows that one statement takes sooner than COPY's three messages

export type Target = { readonly table: string; readonly columns: Columns };

/** Puts `rows` into `table`: few by one statement, more by COPY. Requires values of the types that `columns` name. */
export async function putRows(
  transaction: Transaction,
  target: Target,
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  if (rows.length > FEW) return copyRows(transaction, target, rows);
  await insertRows(transaction, target, rows);
}

/** Puts `rows` into `table` by one statement, also where PostgreSQL copies into none: a table with row-level security. */
export async function insertRows(
  { client }: Transaction,
  { table, columns }: Target,
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map(([name]) => `"${name}"`).join(", ");
  const arrays = columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(", ");
  const values = columns.map((_, i) => rows.map((row) => parameter(row[i])));
  await client.query(`insert into ${table} (${names}) select * from unnest(${arrays})`, values);
}

const parameter = (value: CopyValue | undefined) =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length) : value;

/** Whether so many rows go in by one statement. */
export const areFew = (rows: readonly unknown[]): boolean => rows.length <= FEW;

/** Copies `rows` into `table` within the transaction. Requires values of the types that `columns` name. */
export async function copyRows(
  { client }: Transaction,
  { table, columns }: Target,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const names = columns.map(([name]) => `"${name}"`).join(", ");
  const copy = client.query(from(`copy ${table} (${names}) from stdin (format binary)`));
  await pipeline(encodeRows(columns, rows), copy);
}

function* encodeRows(columns: Columns, rows: Iterable<readonly CopyValue[]>): Generator<Uint8Array> {
  let room = newRoom(CHUNK_SIZE);
  room.bytes.set(SIGNATURE);
  let end = SIGNATURE.length;
  for (const row of rows) {
    const size = rowSize(columns, row);
    if (end + size > room.bytes.length) {
      yield room.bytes.subarray(0, end);
      room = newRoom(Math.max(CHUNK_SIZE, size));
      end = 0;
    }
    writeRow(room, end, { columns, row });
    end += size;
  }
  yield room.bytes.subarray(0, end);
  yield TRAILER;
}

type Room = { readonly bytes: Buffer; readonly view: DataView };

/** Each chunk is new: the stream still reads the one before. */
function newRoom(size: number): Room {
  const bytes = Buffer.allocUnsafeSlow(size);
  return { bytes, view: new DataView(bytes.buffer) };
}

const COUNT_SIZE = 2; // bytes before a row
const LENGTH_SIZE = 4; // bytes before a value

function rowSize(columns: Columns, row: readonly CopyValue[]): number {
  let size = COUNT_SIZE;
  for (let i = 0; i < columns.length; i++)
    size += LENGTH_SIZE + valueSize(columns[i] as Columns[number], row[i]);
  return size;
}

function valueSize([name, type]: Columns[number], value: CopyValue | undefined): number {
  if (type === "bytea" && value instanceof Uint8Array) return value.length;
  if (type === "text" && typeof value === "string") return Buffer.byteLength(value);
  if (type === "uuid" && typeof value === "string") return UUID_SIZE;
  if (typeof value === "number" && type !== "bytea" && type !== "text" && type !== "uuid")
    return type === "int4" ? 4 : 8;
  throw new RecountError("bad-column", `got ${typeof value} for ${name}, wanted ${type}`);
}

const UUID_SIZE = 16; // bytes

/** Requires values that \`rowSize\` has measured. */
function writeRow(
  { bytes, view }: Room,
  start: number,
  { columns, row }: { readonly columns: Columns; readonly row: readonly CopyValue[] },
): void {
  view.setInt16(start, columns.length);
  let at = start + COUNT_SIZE;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as Columns[number];
    const value = row[i] as CopyValue;
    const size = valueSize(column, value);
    view.setInt32(at, size);
    at += LENGTH_SIZE;
    if (value instanceof Uint8Array) bytes.set(value, at);
    else if (typeof value === "number") writeNumber(view, at, { type: column[1], value });
    else if (column[1] === "uuid") bytes.write(value.replaceAll("-", ""), at, "hex");
    else bytes.write(value, at, "utf8");
    at += size;
  }
}

function writeNumber(
  view: DataView,
  at: number,
  { type, value }: { readonly type: ColumnType; readonly value: number },
): void {
  if (type === "int4") view.setInt32(at, value);
  else if (type === "int8") view.setBigInt64(at, BigInt(value));
  else view.setFloat64(at, value);
}
