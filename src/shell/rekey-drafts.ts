/** Rows of a later version under the keys that they had: a corrected row without an identifier stays the same record. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../base/bytes.ts";
import { matchRows, type RowPrint } from "../intake/version-diff.ts";
import type { SourceId } from "../model/ids.ts";
import type { Cell, RecordDraft } from "../model/record.ts";
import type { Store } from "../store/store.ts";

const ROWS_AT_ONCE = 2000;

/**
 * The drafts, read a second time, with the keys of the source's current records where the rows are the same. A new
 * source is read once and nothing of it is held. Otherwise the keys of the current records are held, and the cells of
 * those rows alone whose key the other version does not have.
 */
export async function rekeyDrafts(
  store: Store,
  source: SourceId,
  drafts: () => AsyncIterable<RecordDraft>,
): Promise<AsyncIterable<RecordDraft>> {
  if ((await store.recordCount(source)) === 0) return drafts();
  const columns = new Map<string, number>();
  const rows = await currentRows(store, source);
  const next: RowPrint[] = [];
  for await (const draft of drafts())
    if (draft.part === 1 && !rows.indexByKey.delete(draft.key)) next.push(printOf(draft, columns));
  if (next.length === 0) return drafts();
  const left = [...rows.indexByKey.values(), ...rows.repeats];
  const { kept, changed } = matchRows(await printsOf(store, left, columns), next);
  return rekeyed(drafts(), new Map([...kept, ...changed].map((pair) => [pair.next.key, pair.previous.key])));
}

type CurrentRows = {
  readonly indexByKey: Map<string, number>; // of their entries
  readonly repeats: readonly number[]; // indexes of rows whose key another row has too
};

async function currentRows(store: Store, source: SourceId): Promise<CurrentRows> {
  const indexByKey = new Map<string, number>();
  const repeats: number[] = [];
  for await (const batch of store.records({ source }))
    for (const { key, index, part } of batch) {
      if (part !== 1) continue;
      if (indexByKey.has(key)) repeats.push(index);
      else indexByKey.set(key, index);
    }
  return { indexByKey, repeats };
}

async function printsOf(
  store: Store,
  indices: readonly number[],
  columns: Map<string, number>,
): Promise<readonly RowPrint[]> {
  const prints: RowPrint[] = [];
  for (let at = 0; at < indices.length; at += ROWS_AT_ONCE)
    for (const stored of await store.entries(indices.slice(at, at + ROWS_AT_ONCE)))
      if (stored?.entry.entry === "record") prints.push(printOf(stored.entry.record, columns));
  return prints;
}

async function* rekeyed(
  drafts: AsyncIterable<RecordDraft>,
  earlier: ReadonlyMap<string, string>,
): AsyncGenerator<RecordDraft> {
  for await (const draft of drafts) {
    const relations = draft.mentions.relations.map((relation) => {
      const target = earlier.get(relation.target);
      return target === undefined ? relation : { ...relation, target };
    });
    const key = earlier.get(draft.key) ?? draft.key;
    yield { ...draft, key, mentions: { ...draft.mentions, relations } };
  }
}

/** Cells in one order for both versions, whatever the order of their columns. */
function printOf({ key, cells }: RecordDraft, columns: Map<string, number>): RowPrint {
  const ordered: string[] = [];
  for (const [column, text] of cells) {
    const at = columns.get(column) ?? columns.size;
    columns.set(column, at);
    ordered[at] = text;
  }
  return { key, digest: cellsDigest(cells), cells: Array.from(ordered, (text) => text ?? "") };
}

function cellsDigest(cells: readonly Cell[]): string {
  const sorted = cells.map(([column, text]) => JSON.stringify([column, text])).sort();
  return toHex(sha256(utf8(sorted.join("\n"))));
}
