/** The register's judgements as they stand now: followed to the newest versions of the records they speak of. */
import { personFields } from "../../linkage/person-fields.ts";
import type { RecordId } from "../../model/ids.ts";
import type { StoredJudgement } from "../../model/judgement.ts";
import type { StoredRecord } from "../../model/record.ts";
import {
  judgementsAbout,
  type SeenSince,
  type StandingJudgement,
  standingJudgements,
} from "../../register/standing.ts";
import type { Store } from "../../store/store.ts";

/**
 * How the judgements stand that bear on these current records: those of their pairs, and all that these hang together
 * with, since a pair may be contested by others far from it.
 */
export async function readStandingAbout(
  store: Store,
  indexes: readonly number[],
): Promise<readonly StandingJudgement[]> {
  const judgements = await store.judgements();
  if (judgements.length === 0) return [];
  const placed = await store.placedRecords(indexes);
  return standingOf(
    store,
    judgementsAbout(
      judgements,
      placed.map(({ id }) => id),
    ),
  );
}

/** Every judgement with how it stands. One that was made on another version of a record holds while no compared field changed. */
export async function readStanding(store: Store): Promise<readonly StandingJudgement[]> {
  return standingOf(store, await store.judgements());
}

async function standingOf(
  store: Store,
  judgements: readonly StoredJudgement[],
): Promise<readonly StandingJudgement[]> {
  const ids = [...new Set(judgements.flatMap(({ left, right }) => [left, right]))];
  const current = new Map((await store.recordsByIds(ids)).map((record) => [record.id, record]));
  const seen = await readSeen(store, judgements, current);
  const since = judgements.map((judgement) => [judgement.id, sinceSeen(judgement, current, seen)] as const);
  return standingJudgements(judgements, new Map(since));
}

type Current = ReadonlyMap<RecordId, StoredRecord>;

/** Records as they were judged, by entry, where they are another version now. */
async function readSeen(
  store: Store,
  judgements: readonly StoredJudgement[],
  current: Current,
): Promise<ReadonlyMap<number, StoredRecord>> {
  const indices = judgements.flatMap(({ left, right, seen }) => [
    ...(current.get(left)?.index === seen.left ? [] : [seen.left]),
    ...(current.get(right)?.index === seen.right ? [] : [seen.right]),
  ]);
  const entries = await store.entries(indices);
  return new Map(
    entries.flatMap((keyed, i) => {
      const index = indices[i] ?? 0;
      return keyed?.entry.entry === "record" ? [[index, { ...keyed.entry.record, index }] as const] : [];
    }),
  );
}

function sinceSeen(
  { left, right, seen }: StoredJudgement,
  current: Current,
  earlier: ReadonlyMap<number, StoredRecord>,
): SeenSince {
  const [nowLeft, nowRight] = [current.get(left), current.get(right)];
  if (nowLeft === undefined || nowRight === undefined) return { isGone: true, changed: [] };
  const changed = [
    ...(nowLeft.index === seen.left ? [] : changedFields(earlier.get(seen.left), nowLeft)),
    ...(nowRight.index === seen.right ? [] : changedFields(earlier.get(seen.right), nowRight)),
  ];
  return { isGone: false, changed: [...new Set(changed)] };
}

/** Compared fields that differ between two versions of a record; all that it has where the earlier one was erased. */
function changedFields(before: StoredRecord | undefined, now: StoredRecord): readonly string[] {
  const fields = personFields(before === undefined ? [now] : [before, now]);
  return fields.filter(({ values: [a, b] }) => a !== b).map(({ name }) => name);
}
