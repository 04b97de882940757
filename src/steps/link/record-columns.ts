/** The current records of a kind as columns, kept beside the register and brought up to date by ledger size. */

import { fromUtf8, utf8 } from "../../base/bytes.ts";
import type { Json } from "../../base/canonical-json.ts";
import type { FieldKind } from "../../linkage/link-table.ts";
import { readRecordFields, recordFields } from "../../linkage/person-fields.ts";
import { filterRows, type RowColumns, tableBuilder } from "../../linkage/table-builder.ts";
import type { RecordKind } from "../../model/record.ts";
import { readCache, writeCache } from "../../shell/register-cache.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";

type Header = { readonly size: number; readonly fields: string };

const fileName = (kind: RecordKind) => `columns-${kind}`;
// Another version of the reading of fields makes other columns: what was kept does not fit then.
const FIELDS = JSON.stringify(recordFields);

/**
 * Columns of all current records of a kind. What was kept of an earlier size is used where it is whole and fits: only
 * records that came since are read. The result is kept in its place when it says more than a little.
 */
export async function currentColumns(register: OpenRegister, kind: RecordKind): Promise<RowColumns> {
  const { store } = register;
  const size = await store.size();
  const kept = await readColumns(register, kind);
  if (kept?.size === size) return kept.columns;
  const ended = kept === undefined || kept.size > size ? undefined : await store.endedSince(kept.size);
  if (kept === undefined || ended === undefined)
    return keepColumns(register, kind, { size, columns: await readFrom(store, kind, { until: size }) });
  const gone = new Set(ended.map(({ index }) => index));
  const still = filterRows(kept.columns, (row) => !gone.has(kept.columns.index[row] ?? 0));
  const columns = await readFrom(store, kind, { from: kept.size, until: size, still });
  return isLittle(kept.columns.index, still.index, columns.index)
    ? columns
    : keepColumns(register, kind, { size, columns });
}

const LITTLE = 0.01; // of the rows: so few are read again next time, since writing all of them takes longer
const FEW = 1000; // rows: written anew whenever the ledger has grown

/** Whether what went and what came since is little beside what stayed. */
export function isLittle(before: Uint32Array, still: Uint32Array, now: Uint32Array): boolean {
  return now.length > FEW && now.length + before.length - 2 * still.length < LITTLE * now.length;
}

type ReadRange = { readonly from?: number; readonly until: number; readonly still?: RowColumns };

async function readFrom(
  store: Store,
  kind: RecordKind,
  { from = 0, until, still }: ReadRange,
): Promise<RowColumns> {
  const builder = tableBuilder(recordFields, still);
  for await (const batch of store.copyRecords({ kind, from, until }))
    for (const record of batch) {
      const { index, id, source } = record;
      builder.add({ index, id, list: source, values: readRecordFields(record) });
    }
  return builder.take();
}

async function keepColumns(
  { folder }: OpenRegister,
  kind: RecordKind,
  { size, columns }: { readonly size: number; readonly columns: RowColumns },
): Promise<RowColumns> {
  const header: Header = { size, fields: FIELDS };
  const { index, ids, lists, list, fields } = columns;
  const texts = fields.map(({ values }, i) => [`values ${i}`, utf8(JSON.stringify(values))] as const);
  await writeCache(folder, fileName(kind), {
    header: header as unknown as Json,
    columns: {
      index,
      list,
      ids: utf8(JSON.stringify(ids)),
      lists: utf8(JSON.stringify(lists)),
      ...Object.fromEntries(fields.map(({ ids: own }, i) => [`ids ${i}`, own])),
      ...Object.fromEntries(texts),
    },
  });
  return columns;
}

async function readColumns(
  { folder }: OpenRegister,
  kind: RecordKind,
): Promise<{ readonly size: number; readonly columns: RowColumns } | undefined> {
  const file = await readCache(folder, fileName(kind));
  const header = file?.header as Header | undefined;
  if (file === undefined || header?.fields !== FIELDS) return undefined;
  const words = (name: string) => file.columns[name] as Uint32Array;
  const texts = (name: string): readonly string[] => JSON.parse(fromUtf8(file.columns[name] as Uint8Array));
  return {
    size: header.size,
    columns: {
      index: words("index"),
      ids: texts("ids"),
      lists: texts("lists"),
      list: file.columns["list"] as Uint16Array,
      fields: recordFields.map(({ name, kind: own }: { name: string; kind: FieldKind }, i) => ({
        name,
        kind: own,
        values: texts(`values ${i}`),
        ids: words(`ids ${i}`),
      })),
    },
  };
}
