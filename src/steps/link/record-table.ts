/** The table of all current records of a kind, brought up to date from what was kept of an earlier size of the ledger. */
import { type AddedRow, addRows } from "../../linkage/add-rows.ts";
import { dropRows } from "../../linkage/kept-table.ts";
import { keepLinked } from "../../linkage/link.ts";
import type { LinkModel } from "../../linkage/link-model.ts";
import { readRecordFields, recordFields } from "../../linkage/person-fields.ts";
import { linkTableOf } from "../../linkage/table-builder.ts";
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { currentColumns, isLittle } from "./record-columns.ts";
import { type RecordTable, readTable, writeTable } from "./table-file.ts";

/** The current records of a kind as `model` links them; kept when it says more than a little that was not. */
export async function currentTable(
  register: OpenRegister,
  kind: RecordKind,
  model: LinkModel,
): Promise<RecordTable> {
  const { store, folder } = register;
  const size = await store.size();
  const kept = await readTable(folder, kind, model);
  if (kept?.size === size) return kept.rows;
  const ended = kept === undefined || kept.size > size ? undefined : await store.endedSince(kept.size);
  const keep = async (rows: RecordTable) => {
    await writeTable(folder, kind, { size, model: model.version, rows });
    return rows;
  };
  if (kept === undefined || ended === undefined) return keep(await tableAnew(register, kind, model));
  const still = withoutRows(kept.rows, new Set(ended.map(({ index }) => index)));
  const added: StoredRecord[] = [];
  for await (const batch of store.copyRecords({ kind, from: kept.size, until: size })) added.push(...batch);
  added.sort((a, b) => a.index - b.index);
  const index = new Uint32Array(still.index.length + added.length);
  index.set(still.index);
  index.set(
    added.map((record) => record.index),
    still.index.length,
  );
  const rows = {
    index,
    table: addRows(still.table, added.map(addedRow)),
  };
  return isLittle(kept.rows.index, still.index, rows.index) ? rows : keep(rows);
}

async function tableAnew(register: OpenRegister, kind: RecordKind, model: LinkModel): Promise<RecordTable> {
  const columns = await currentColumns(register, kind);
  const wanted = model.comparisons.flatMap(({ fields }) => fields);
  return { index: columns.index, table: keepLinked(linkTableOf(columns, wanted), model) };
}

function withoutRows({ index, table }: RecordTable, gone: ReadonlySet<number>): RecordTable {
  if (gone.size === 0) return { index, table };
  const isGone = Uint8Array.from(index, (entry) => (gone.has(entry) ? 1 : 0));
  return { index: index.filter((_, row) => isGone[row] === 0), table: dropRows(table, isGone) };
}

function addedRow(record: StoredRecord): AddedRow {
  const values = readRecordFields(record);
  return {
    key: record.id,
    list: record.source,
    textOf: (field) => values[recordFields.findIndex(({ name }) => name === field)] ?? "",
  };
}
