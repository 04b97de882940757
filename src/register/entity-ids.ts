/** Entity ids that stay when lists grow: a cluster keeps the id that its first record already had. */
import { type EntityId, entityId, type RecordId } from "../model/ids.ts";

/**
 * The entity of each record, in the order given. `clusters` has a label per record; records come in ledger order.
 * A cluster takes the earlier id of its first record that brings one no other cluster has taken, and else
 * the id of its first record, which no earlier entity can bear unless it still holds that very record. `held`: ids that
 * entities of other records bear.
 *
 * @example
 * assignEntities(["a/1", "b/1", "b/2"], [0, 0, 1], new Map([["b/1", "x"]])); //=> [["a/1", "x"], ["b/1", "x"], ["b/2", "b/2"]]
 */
export function assignEntities(
  records: readonly RecordId[],
  clusters: ArrayLike<number>,
  previous: ReadonlyMap<RecordId, EntityId>,
  held: ReadonlySet<EntityId> = new Set(),
): readonly (readonly [RecordId, EntityId])[] {
  const idByCluster = new Map<number, EntityId>();
  const taken = new Set<EntityId>(held);
  for (const [row, record] of records.entries()) {
    const cluster = clusters[row] ?? row;
    const earlier = previous.get(record);
    if (earlier === undefined || idByCluster.has(cluster) || taken.has(earlier)) continue;
    idByCluster.set(cluster, earlier);
    taken.add(earlier);
  }
  return records.map((record, row) => {
    const cluster = clusters[row] ?? row;
    const entity = idByCluster.get(cluster) ?? freeId(record, taken);
    idByCluster.set(cluster, entity);
    taken.add(entity);
    return [record, entity];
  });
}

/** The record's id as an entity's; with `'` while a split left that id with another cluster. */
function freeId(record: RecordId, taken: ReadonlySet<EntityId>): EntityId {
  const id = entityId(record);
  return taken.has(id) ? freeId(`${record}'` as RecordId, taken) : id;
}
