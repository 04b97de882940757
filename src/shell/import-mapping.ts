/** The mapping of a source's columns: given, or saved from its last import, or inferred; saved beside the register. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "#sha256";
import { fromUtf8, toHex, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import {
  formatMapping,
  inferMapping,
  type Mapping,
  parseMapping,
  type TableMapping,
} from "../intake/mapping.ts";
import type { Table } from "../intake/table.ts";
import { type Digest, digest, type SourceId } from "../model/ids.ts";
import type { RecordKind } from "../model/record.ts";
import { ensureFolder, openSourceFile, readFileIfThere, writeFileDurably } from "./files.ts";
import type { RegisterFolder } from "./register-folder.ts";

export type ChosenMapping = {
  readonly mapping: Mapping;
  readonly origin: "given" | "saved" | "inferred";
};

export type MappingRequest = {
  readonly source: SourceId;
  readonly mapPath?: string | undefined;
  readonly records?: RecordKind | undefined;
};

/** Where the mapping of a source is saved. */
export function mappingPath(folder: RegisterFolder, source: SourceId): string {
  return join(folder.mappings, `${source}.json`);
}

/**
 * The mapping to read `tables` with. A saved one is used again when it speaks of these tables and columns; what the
 * rows are, when the caller says so, is inferred anew. Throws `input-mapping` for one that was given or edited wrongly.
 */
export async function chooseMapping(
  folder: RegisterFolder,
  tables: readonly Table[],
  { source, mapPath, records }: MappingRequest,
): Promise<ChosenMapping> {
  if (mapPath !== undefined) {
    await openSourceFile(mapPath); // for its clear errors
    return { mapping: readMapping(mapPath, await readFile(mapPath)), origin: "given" };
  }
  const path = mappingPath(folder, source);
  const bytes = await readFileIfThere(path);
  const saved = bytes === undefined ? undefined : fitMapping(readMapping(path, bytes), tables);
  const isWanted = saved?.tables.every((table) => records === undefined || table.records === records);
  if (saved !== undefined && isWanted === true) return { mapping: saved, origin: "saved" };
  return {
    mapping: await inferMapping(tables, records === undefined ? {} : { records }),
    origin: "inferred",
  };
}

/** Saves the mapping for the source's next version, and for people to edit. */
export async function saveMapping(folder: RegisterFolder, source: SourceId, mapping: Mapping): Promise<void> {
  await ensureFolder(folder.mappings, 0o700);
  await writeFileDurably(mappingPath(folder, source), utf8(formatMapping(mapping)), 0o600);
}

/** The same for a list that came under another name: the only table of a file is called after the file. */
export function mappingDigest(mapping: Mapping): Digest {
  const [only, ...others] = mapping.tables;
  const isOne = only !== undefined && others.length === 0;
  const nameless = isOne ? { ...mapping, tables: [{ ...only, table: "" }] } : mapping;
  return digest(toHex(sha256(utf8(formatMapping(nameless)))));
}

/** The saved mapping for these tables: by name, or, of a file with one table, under its new name. */
function fitMapping(mapping: Mapping, tables: readonly Table[]): Mapping | undefined {
  const [only] = tables;
  const fitted = tables.map((table) => {
    const known = mapping.tables.find((candidate) => candidate.table === table.name);
    const isOnly = table === only && tables.length === 1 && mapping.tables.length === 1;
    return fitTable(known ?? (isOnly ? mapping.tables[0] : undefined), table);
  });
  const found = fitted.filter((table) => table !== undefined);
  return found.length === tables.length ? { ...mapping, tables: found } : undefined;
}

function fitTable(mapping: TableMapping | undefined, { name, header }: Table): TableMapping | undefined {
  const mapped = new Set(mapping?.columns.map(({ column }) => column));
  const fits = mapped.size === header.length && header.every((column) => mapped.has(column));
  return mapping === undefined || !fits ? undefined : { ...mapping, table: name };
}

function readMapping(path: string, bytes: Uint8Array): Mapping {
  const parsed = parseMapping(fromUtf8(bytes));
  if ("value" in parsed) return parsed.value;
  const problems = parsed.issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
  throw new RecountError("input-mapping", `the mapping ${path} cannot be used: ${problems}`);
}
