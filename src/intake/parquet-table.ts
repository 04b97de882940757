/** Parquet files, some thousand rows at a time. The one place that knows the library of Parquet. */
import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { issueAt, type Parsed } from "../base/errors.ts";
import { reasonOf, refusalError, refuse } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";
import type { RawRow, UnnamedTable } from "./table.ts";

const MAX_INFLATED = 4 * 1024 ** 3;
const MAX_ROW_GROUP = 1024 ** 3;
const ROWS_AT_ONCE = 8192;

/** The table of a Parquet file, or why it is none. */
export async function openParquet(file: SourceFile): Promise<Parsed<readonly UnnamedTable[]>> {
  try {
    const bytes = await file.bytes();
    const source = {
      byteLength: bytes.length,
      // A copy: the slice of a Node Buffer would share its pool, and its `buffer` begin elsewhere.
      slice: (start: number, end?: number) => new Uint8Array(bytes.subarray(start, end)).buffer,
    };
    const metadata = await parquetMetadataAsync(source);
    const groups = metadata.row_groups.map((group) => Number(group.total_byte_size));
    const inflated = groups.reduce((sum, size) => sum + size, 0);
    if (inflated > MAX_INFLATED || groups.some((size) => size > MAX_ROW_GROUP))
      return refuse(file.name, "row groups under 1 GB", `${inflated} bytes when inflated`);
    const header = parquetSchema(metadata).children.map(({ element }) => element.name);
    const rows = () => parquetRows({ source, metadata, header, name: file.name });
    return { value: [{ name: file.name, format: "parquet", header, titles: [], notices: [], rows }] };
  } catch (error) {
    return refuse(file.name, "a whole Parquet file", reasonOf(error));
  }
}

type Source = {
  readonly source: { readonly byteLength: number; slice(start: number, end?: number): ArrayBuffer };
  readonly metadata: FileMetaData;
  readonly header: readonly string[];
  readonly name: string;
};

async function* parquetRows({ source, metadata, header, name }: Source): AsyncIterable<RawRow> {
  const total = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < total; rowStart += ROWS_AT_ONCE) {
    const rowEnd = Math.min(total, rowStart + ROWS_AT_ONCE);
    const rows = await parquetReadObjects({ file: source, metadata, compressors, rowStart, rowEnd }).catch(
      (error: unknown) => {
        throw refusalError(issueAt(name, "a whole Parquet file", reasonOf(error)), error);
      },
    );
    for (const [i, row] of rows.entries())
      yield { row: rowStart + i + 1, cells: header.map((column) => valueText(row[column])) };
  }
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00.*$/, "")
      .replace(/\.\d+Z$/, "");
  if (typeof value === "object")
    return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? String(item) : item));
  return String(value as string | number | bigint | boolean);
}
