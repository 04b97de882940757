/** What a linkage run did to the entities there were: which became one, which came apart. */
import type { EntityId, RecordId } from "../model/ids.ts";

/** `entity` holds records of the entities `from` as well; or records of `entity` are in `into` now. */
export type EntityChange =
  | { readonly change: "merge"; readonly entity: EntityId; readonly from: readonly EntityId[] }
  | { readonly change: "split"; readonly entity: EntityId; readonly into: readonly EntityId[] };

/**
 * Merges and splits by records that had an entity before and have one now; records that came or went change nothing.
 * Sorted by entity. An entity can both take records and lose some: then both stand here.
 *
 * @example
 * entityChanges(new Map([["a", "A"], ["b", "B"]]), [["a", "A"], ["b", "A"]]); //=> [{ change: "merge", entity: "A", from: ["B"] }]
 */
export function entityChanges(
  previous: ReadonlyMap<RecordId, EntityId>,
  assignments: readonly (readonly [RecordId, EntityId])[],
): readonly EntityChange[] {
  const [before, after] = [new Map<EntityId, Set<EntityId>>(), new Map<EntityId, Set<EntityId>>()];
  for (const [record, entity] of assignments) {
    const earlier = previous.get(record);
    if (earlier === undefined || earlier === entity) continue;
    before.set(entity, (before.get(entity) ?? new Set<EntityId>()).add(earlier));
    after.set(earlier, (after.get(earlier) ?? new Set<EntityId>()).add(entity));
  }
  // Of an entity that took another's records, its own stay in the picture: it lost nothing by them.
  const kept = new Set(
    assignments.flatMap(([record, entity]) => (previous.get(record) === entity ? [entity] : [])),
  );
  const merges = [...before].flatMap(([entity, from]): readonly EntityChange[] =>
    from.size + (kept.has(entity) ? 1 : 0) > 1 ? [{ change: "merge", entity, from: [...from].sort() }] : [],
  );
  const splits = [...after].flatMap(([entity, into]): readonly EntityChange[] =>
    into.size + (kept.has(entity) ? 1 : 0) > 1 ? [{ change: "split", entity, into: [...into].sort() }] : [],
  );
  return [...merges, ...splits].sort((a, b) => (a.entity < b.entity ? -1 : a.entity > b.entity ? 1 : 0));
}
