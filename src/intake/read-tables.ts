/** A source's file to tables: what it is, whether it is what its name says, and how it is read. */
import type { Parsed } from "../base/errors.ts";
import { checkZip } from "./check-zip.ts";
import { type ContentKind, contentKind } from "./content-kind.ts";
import { type CsvOptions, openCsv } from "./csv-table.ts";
import { gridTable } from "./grid-table.ts";
import { openJson, openJsonLines } from "./json-table.ts";
import { openParquet } from "./parquet-table.ts";
import { readWorkbook } from "./read-workbook.ts";
import { reasonOf, refuse } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";
import { STREAM_FROM_BYTES, streamWorkbook } from "./stream-workbook.ts";
import type { Notice, Table, TableFormat, UnnamedTable } from "./table.ts";

export type { Notice, NoticeCode, RawRow, Table, TableFormat } from "./table.ts";

/** How each ending of a name promises to be read, and what its bytes must be. */
const formats: Readonly<Record<string, { readonly format: TableFormat; readonly kind: ContentKind }>> = {
  csv: { format: "csv", kind: "text" },
  tsv: { format: "csv", kind: "text" },
  tab: { format: "csv", kind: "text" },
  txt: { format: "csv", kind: "text" },
  xlsx: { format: "xlsx", kind: "zip" },
  xlsm: { format: "xlsx", kind: "zip" },
  xlsb: { format: "xlsb", kind: "zip" },
  ods: { format: "ods", kind: "zip" },
  xls: { format: "xls", kind: "compound" },
  json: { format: "json", kind: "text" },
  geojson: { format: "json", kind: "text" },
  jsonl: { format: "json-lines", kind: "text" },
  ndjson: { format: "json-lines", kind: "text" },
  parquet: { format: "parquet", kind: "parquet" },
};

/** Parts that make a zip what its name says. */
const zipParts: Readonly<Record<string, string>> = {
  xlsx: "xl/workbook.xml",
  xlsb: "xl/workbook.bin",
  ods: "content.xml",
};

const SNIFFED_BYTES = 65_536;

/**
 * The tables of a file (its sheets), or the issue that refuses it as a whole: a name that its content does not fit,
 * an empty or binary file, a zip bomb, a disk that cannot be read. What goes wrong later, while rows flow, is thrown
 * as a RecountError `input-refused`.
 */
export async function openTables(
  file: SourceFile,
  options: CsvOptions = {},
): Promise<Parsed<readonly Table[]>> {
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? "";
  const promised = formats[ending];
  if (promised === undefined)
    return refuse(
      file.name,
      `a name that ends in ${Object.keys(formats).join(", ")}`,
      ending === "" ? "no ending" : `.${ending}`,
    );
  const head = await sniff(file).catch((error: unknown) => reasonOf(error));
  if (typeof head === "string") return refuse(file.name, "a file that can be read", head);
  const kind = contentKind(head);
  if (kind === "empty") return refuse(file.name, "rows of data", "an empty file");
  if (kind !== promised.kind)
    return refuse(file.name, `what .${ending} promises (${promised.kind})`, foundKind(kind));
  const opened = await openFormat(file, promised.format, options);
  return "issues" in opened
    ? opened
    : { value: opened.value.map((table) => ({ ...table, file: file.name })) };
}

async function openFormat(
  file: SourceFile,
  format: TableFormat,
  options: CsvOptions,
): Promise<Parsed<readonly UnnamedTable[]>> {
  if (format === "csv") return await openCsv(file, options);
  if (format === "json") return await openJson(file);
  if (format === "json-lines") return await openJsonLines(file);
  if (format === "parquet") return await openParquet(file);
  try {
    return await openWorkbook(file, format);
  } catch (error) {
    return refuse(file.name, "a spreadsheet that can be read without a password", reasonOf(error));
  }
}

async function openWorkbook(file: SourceFile, format: TableFormat): Promise<Parsed<readonly UnnamedTable[]>> {
  const bytes = await file.bytes();
  const notices: Notice[] = [];
  if (format !== "xls") {
    const zip = await checkZip(bytes);
    if (!zip.ok) return refuse(file.name, zip.expected, zip.received);
    if (!zip.entries.has(zipParts[format] ?? ""))
      return refuse(file.name, `a zip with ${zipParts[format]}`, "another zip");
    const names = [...zip.entries];
    if (names.some((name) => /vbaProject|Basic\//i.test(name)))
      notices.push({ code: "macros", message: "the file has macros; they were not run" });
    if (names.some((name) => name.startsWith("xl/externalLinks/")))
      notices.push({ code: "external-links", message: "the file links to other files; none was opened" });
    if (format === "xlsx" && zip.inflated > STREAM_FROM_BYTES) {
      const tables = await streamWorkbook(file);
      if (tables.length === 0) return refuse(file.name, "rows of data", "a workbook without any text");
      return { value: tables.map((table) => ({ ...table, notices: [...notices, ...table.notices] })) };
    }
  }
  const grids = readWorkbook(bytes, format).filter(({ rows }) =>
    rows.some(({ cells }) => cells.some((cell) => cell !== "")),
  );
  if (grids.length === 0) return refuse(file.name, "rows of data", "a workbook without any text");
  return { value: grids.map((grid) => gridTable({ ...grid, notices: [...notices, ...grid.notices] })) };
}

async function sniff(file: SourceFile): Promise<Uint8Array> {
  let head = new Uint8Array();
  for await (const chunk of file.stream()) {
    const joined = new Uint8Array(head.length + chunk.length);
    joined.set(head);
    joined.set(chunk, head.length);
    head = joined;
    if (head.length >= SNIFFED_BYTES) break;
  }
  return head.subarray(0, SNIFFED_BYTES);
}

function foundKind(kind: ContentKind): string {
  if (kind === "compound") return "an old or encrypted Office file";
  return kind === "text" ? "plain text" : `${/^([aeiou]|html|xml|rtf)/.test(kind) ? "an" : "a"} ${kind} file`;
}
