/** What a register holds in a viewer's eyes, kept in memory and brought along by what came since. */
import { inTurns } from "../../base/in-turns.ts";
import type { SourceId } from "../../model/ids.ts";
import type { RecordKind } from "../../model/record.ts";
import { areSameMarks } from "../../store/ledger-marks.ts";
import type { SeenIndexes } from "../../store/read-views.ts";
import type { LedgerMarks, Store } from "../../store/store.ts";
import { countWaiting } from "../review/next-pairs.ts";
import type { RegisterView } from "../view.ts";

export type Tally = {
  readonly size: number; // of the ledger
  readonly records: ReadonlyMap<SourceId, number>; // of which the viewer sees something
  readonly entities: ReadonlyMap<RecordKind, number>;
  readonly waiting: number; // pairs for people who see what the viewer sees
};

type Counted = Omit<Tally, "size"> & { readonly marks: LedgerMarks };

/** Opens the tally of a register for a viewer; nothing is counted before it is first asked. */
export function openTally(store: Store, view: RegisterView): () => Promise<Tally> {
  const kept: { counted?: Counted } = {};
  return inTurns(async () => {
    const marks = await store.marks();
    kept.counted = await countedAt(store, view, { marks, before: kept.counted });
    return { ...kept.counted, size: marks.size };
  });
}

type At = { readonly marks: LedgerMarks; readonly before: Counted | undefined };

/** Entries by which other records are shown, or records are other entities. */
const REGROUPING = ["undo-version", "linkage-run", "source", "restriction", "sharing"] as const;
const JUDGING = ["judgement", "undo-judgement"] as const;

async function countedAt(store: Store, view: RegisterView, { marks, before }: At): Promise<Counted> {
  if (before === undefined) return countAll(store, view, marks);
  if (before.marks.size === marks.size) return before;
  const come = areSameMarks(before.marks, marks, REGROUPING)
    ? await comeAlone(store, view, { from: before.marks.size, to: marks.size })
    : undefined;
  if (come === undefined) return countAll(store, view, marks);
  const isSameJudged = areSameMarks(before.marks, marks, JUDGING);
  return {
    marks,
    records: addedTo(before.records, come, ({ source }) => source),
    entities: addedTo(before.entities, come, ({ kind }) => kind),
    waiting: isSameJudged ? before.waiting : await countWaiting(store, view),
  };
}

/**
 * The records that came, where each is an entity of its own and nothing else changed: what most acts bring. Undefined
 * where records ended, or where one came that the last linkage knew.
 */
async function comeAlone(
  store: Store,
  view: RegisterView,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly SeenIndexes[] | undefined> {
  const [ended, come] = await Promise.all([store.endedSince(from), view.records.indexesIn(from, to)]);
  if (ended === undefined || ended.length > 0) return undefined;
  const indexes = come.flatMap((each) => [...each.indexes]);
  const [mates, pairs] = await Promise.all([store.matesOf(indexes), store.reviewPairs()]);
  const entities = new Set(mates.map(({ entity }) => entity));
  if (mates.length !== indexes.length || entities.size !== indexes.length) return undefined;
  const ids = new Set(mates.map(({ id }) => id));
  return pairs.some(({ left, right }) => ids.has(left) || ids.has(right)) ? undefined : come;
}

function addedTo<Key>(
  counts: ReadonlyMap<Key, number>,
  come: readonly SeenIndexes[],
  keyOf: (each: SeenIndexes) => Key,
): ReadonlyMap<Key, number> {
  const added = new Map(counts);
  for (const each of come) added.set(keyOf(each), (added.get(keyOf(each)) ?? 0) + each.indexes.length);
  return added;
}

async function countAll(store: Store, view: RegisterView, marks: LedgerMarks): Promise<Counted> {
  const seen = await view.records.indexesIn(0, marks.size);
  const byKind = Map.groupBy(seen, ({ kind }) => kind);
  const entities = new Map<RecordKind, number>();
  for (const [kind, of] of byKind) {
    const indexes = Uint32Array.from(of.flatMap((each) => [...each.indexes]));
    entities.set(kind, await view.countGroups(indexes));
  }
  const records = addedTo(new Map<SourceId, number>(), seen, ({ source }) => source);
  return { marks, records, entities, waiting: await countWaiting(store, view) };
}
