/** The current records of a kind in ids, as the last run left them and what came since: kept beside the register. */
import { fromUtf8, utf8 } from "../../base/bytes.ts";
import type { Json } from "../../base/canonical-json.ts";
import type { Column } from "../../base/column-file.ts";
import type { PackedTexts } from "../../base/packed-texts.ts";
import { fitsVersion, type KeptColumn, type KeptTable } from "../../linkage/kept-table.ts";
import type { FieldKind } from "../../linkage/link-table.ts";
import type { BirthFacts, Learned } from "../../linkage/name-memo.ts";
import { recordFields } from "../../linkage/person-fields.ts";
import type { RowCodes } from "../../linkage/row-codes.ts";
import type { RecordKind } from "../../model/record.ts";
import { readCache, writeCache } from "../../shell/register-cache.ts";
import type { RegisterFolder } from "../../shell/register-folder.ts";

/** A kept table with the entry of each of its rows, ascending. */
export type RecordTable = { readonly index: Uint32Array; readonly table: KeptTable };

type Header = {
  readonly size: number; // of the ledger
  readonly fields: string;
  readonly model: number; // version of the engine's models
  readonly columns: readonly { readonly name: string; readonly kind: FieldKind }[];
  readonly codes: readonly string[]; // labels of keys
  readonly learned: readonly {
    readonly name: string;
    readonly births?: BirthFacts;
    readonly rows?: number;
  }[];
};

const fileName = (kind: RecordKind) => `table-${kind}`;
// Another version of the reading of fields makes other columns: what was kept does not fit then.
const FIELDS = JSON.stringify(recordFields);

/** Keeps the table, as it was at a size of the ledger, in place of what there was. */
export async function writeTable(
  folder: RegisterFolder,
  kind: RecordKind,
  { size, model, rows }: { readonly size: number; readonly model: number; readonly rows: RecordTable },
): Promise<void> {
  const { index, table } = rows;
  const header: Header = {
    size,
    model,
    fields: FIELDS,
    columns: table.columns.map(({ name, kind: own }) => ({ name, kind: own })),
    codes: [...table.codes.keys()],
    learned: Array.from(table.learned, ([name, { births, sounds }]) => ({
      name,
      ...(births !== undefined && { births }),
      ...(sounds !== undefined && { rows: sounds.rows }),
    })),
  };
  const columns: readonly (readonly [string, Column])[] = [
    ["index", index],
    ["list", table.list],
    ["lists", utf8(JSON.stringify(table.lists))],
    ...textColumns("keys", table.keys),
    ...table.columns.flatMap(({ ids, values, hashes, counts }, c) => [
      [`ids ${c}`, ids] as const,
      [`hashes ${c}`, hashes] as const,
      [`counts ${c}`, counts] as const,
      ...textColumns(`values ${c}`, values),
    ]),
    ...[...table.codes.values()].flatMap(({ codes, starts }, k) => [
      [`codes ${k}`, codes] as const,
      ...(starts === undefined ? [] : [[`starts ${k}`, starts] as const]),
    ]),
    ...[...table.learned.values()].flatMap(({ sounds }, i) =>
      sounds === undefined
        ? []
        : [
            [`sounds ${i}`, utf8(JSON.stringify(sounds.sounds))] as const,
            [`rows of sounds ${i}`, sounds.counts] as const,
          ],
    ),
  ];
  await writeCache(folder, fileName(kind), {
    header: header as unknown as Json,
    columns: Object.fromEntries(columns),
  });
}

const textColumns = (name: string, { units, ends }: PackedTexts): readonly (readonly [string, Column])[] => [
  [`units of ${name}`, units],
  [`ends of ${name}`, ends],
];

/** What was kept, and of which size; undefined when there is nothing whole that this version made for this model. */
export async function readTable(
  folder: RegisterFolder,
  kind: RecordKind,
  model: { readonly version: number },
): Promise<{ readonly size: number; readonly rows: RecordTable } | undefined> {
  const file = await readCache(folder, fileName(kind));
  const header = file?.header as Header | undefined;
  if (file === undefined || header === undefined) return undefined;
  if (header.fields !== FIELDS || header.model !== model.version) return undefined;
  const table = tableOf(header, file.columns);
  return fitsVersion(table)
    ? { size: header.size, rows: { index: file.columns["index"] as Uint32Array, table } }
    : undefined;
}

function tableOf(header: Header, columns: { readonly [name: string]: Column }): KeptTable {
  const words = (name: string) => columns[name] as Uint32Array;
  const texts = (name: string): readonly string[] => JSON.parse(fromUtf8(columns[name] as Uint8Array));
  const packed = (name: string): PackedTexts => ({
    units: columns[`units of ${name}`] as Uint8Array | Uint16Array,
    ends: words(`ends of ${name}`),
  });
  const codesAt = (k: number): RowCodes => {
    const starts = columns[`starts ${k}`] as Uint32Array | undefined;
    return { codes: words(`codes ${k}`), ...(starts !== undefined && { starts }) };
  };
  const learnedAt = ({ births, rows }: Header["learned"][number], i: number): Learned => ({
    ...(births !== undefined && { births }),
    ...(rows !== undefined && {
      sounds: { sounds: texts(`sounds ${i}`), counts: words(`rows of sounds ${i}`), rows },
    }),
  });
  return {
    keys: packed("keys"),
    lists: texts("lists"),
    list: columns["list"] as Uint16Array,
    columns: header.columns.map(
      ({ name, kind }, c): KeptColumn => ({
        name,
        kind,
        ids: words(`ids ${c}`),
        hashes: words(`hashes ${c}`),
        counts: words(`counts ${c}`),
        values: packed(`values ${c}`),
      }),
    ),
    codes: new Map(header.codes.map((label, k) => [label, codesAt(k)])),
    learned: new Map(header.learned.map((own, i) => [own.name, learnedAt(own, i)])),
  };
}
