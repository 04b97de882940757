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
  const [size, current] = [await store.size(), await store.recordIndices(kind)];
  const kept = await readColumns(register, kind);
  if (kept === undefined) return keepColumns(register, kind, { size, columns: await readFrom(store, kind) });
  const still = filterRows(kept.columns, isAmong(kept.columns.index, current));
  const later = current.filter((index) => index >= kept.size).length;
  const isWhole = still.index.length + later === current.length; // an undone version brings old entries back
  if (!isWhole) return keepColumns(register, kind, { size, columns: await readFrom(store, kind) });
  if (later === 0 && still === kept.columns) return still;
  const columns = await readFrom(store, kind, { from: kept.size, still });
  const isLittle =
    columns.index.length - still.index.length + gone(kept.columns, still) < LITTLE * current.length;
  return isLittle ? columns : keepColumns(register, kind, { size, columns });
}

const LITTLE = 0.01; // of the rows: so few are read again next time, since writing all of them takes longer

const gone = (kept: RowColumns, still: RowColumns) => kept.index.length - still.index.length;

/** Whether the entry of a row is `among` those, row by row in their order: both ascend. */
function isAmong(index: Uint32Array, among: ArrayLike<number>): (row: number) => boolean {
  let at = 0;
  return (row) => {
    const wanted = index[row] ?? 0;
    while (at < among.length && (among[at] ?? 0) < wanted) at++;
    return among[at] === wanted;
  };
}

async function readFrom(
  store: Store,
  kind: RecordKind,
  since?: { readonly from: number; readonly still: RowColumns },
): Promise<RowColumns> {
  const builder = tableBuilder(recordFields, since?.still);
  for await (const batch of store.copyRecords({ kind, from: since?.from ?? 0 }))
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
