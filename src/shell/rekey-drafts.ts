/** Rows of a later version under the keys that they had: a corrected row without an identifier stays the same record. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../base/bytes.ts";
import { matchRows, type RowPrint } from "../intake/version-diff.ts";
import type { SourceId } from "../model/ids.ts";
import type { Cell, RecordDraft } from "../model/record.ts";
import type { Store } from "../store/store.ts";

/**
 * The drafts, read a second time, with the keys of the source's current records where the rows are the same. A new
 * source is read once. Holds the cells of both versions in memory while it compares them.
 */
export async function rekeyDrafts(
  store: Store,
  source: SourceId,
  drafts: () => AsyncIterable<RecordDraft>,
): Promise<AsyncIterable<RecordDraft>> {
  if ((await store.recordCount(source)) === 0) return drafts();
  const columns = new Map<string, number>();
  const previous: RowPrint[] = [];
  for await (const batch of store.records({ source }))
    for (const record of batch) if (record.part === 1) previous.push(printOf(record, columns));
  const next: RowPrint[] = [];
  for await (const draft of drafts()) if (draft.part === 1) next.push(printOf(draft, columns));
  const { kept, changed } = matchRows(previous, next);
  const earlier = new Map([...kept, ...changed].map((pair) => [pair.next.key, pair.previous.key]));
  return rekeyed(drafts(), earlier);
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
