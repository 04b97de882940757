/** How far the ledger has come, kind by kind: what was read at the same marks need not be read again. */
import { inTurns } from "../base/in-turns.ts";
import type { Entry } from "../model/entry.ts";
import type { Database } from "./connection.ts";

/** The ledger's size, and the index of the last entry of each kind that it has, records left out. */
export type LedgerMarks = {
  readonly size: number;
  readonly last: ReadonlyMap<string, number>;
};

/** Kinds that have marks. */
export type MarkedKind = Exclude<Entry["entry"], "record">;

/** Reads the marks; a crowd that asks at one moment is answered by one query, begun no earlier than it was asked for. */
export function marksReader({ pool }: Database): () => Promise<LedgerMarks> {
  return inTurns(async () => {
    const { rows } = await pool.query<{ kind: string; index: number }>(readMarks);
    const last = new Map(rows.map(({ kind, index }) => [kind, index]));
    const end = last.get("") ?? -1;
    last.delete("");
    return { size: end + 1, last };
  });
}

/**
 * From kind to kind along the index: two steps down a tree for each, however many entries there are. The last of all
 * has no kind.
 */
const readMarks = {
  name: "ledger-marks",
  text: `with recursive marks as (
      (select kind, index from entries where kind <> 'record' order by kind desc, index desc limit 1)
      union all
      select before.kind, before.index from marks, lateral (
        select kind, index from entries where kind <> 'record' and kind < marks.kind
        order by kind desc, index desc limit 1) as before
    )
    select kind, index from marks
    union all (select '', index from entries order by index desc limit 1)`,
};

/** The entry that last changed what follows from these kinds; -1 where there is none. */
export function lastOf({ last }: LedgerMarks, kinds: readonly MarkedKind[]): number {
  return Math.max(-1, ...kinds.map((kind) => last.get(kind) ?? -1));
}

/** Whether no entry of these kinds came between two marks. */
export function areSameMarks(a: LedgerMarks, b: LedgerMarks, kinds: readonly MarkedKind[]): boolean {
  return lastOf(a, kinds) === lastOf(b, kinds);
}

/** A reader that reads again only when an entry of these kinds was added, and whose asking at one moment is shared. */
export function keptBetween<T>(
  marks: () => Promise<LedgerMarks>,
  kinds: readonly MarkedKind[],
  read: () => Promise<T>,
): () => Promise<T> {
  const kept: { at?: number; value?: Promise<T> } = {};
  return async () => {
    const at = lastOf(await marks(), kinds);
    if (kept.at === at && kept.value !== undefined) return kept.value;
    const value = read();
    Object.assign(kept, { at, value });
    value.catch(() => {
      if (kept.value === value) delete kept.value;
    });
    return value;
  };
}
