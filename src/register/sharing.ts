/** Matches across organisations: which of them are shown to whom, and which wait for their holder's answer. */
import type { EntityId, OrganisationId, RecordId, SourceId } from "../model/ids.ts";
import type { Sharing } from "../model/sharing.ts";

type EntityOf = (id: RecordId) => EntityId | undefined;

/**
 * The matches that an organisation may see, each as `holder entity`. Requires sharings in the order of their entries:
 * the last that speaks of a match decides.
 */
export function openMatches(
  sharings: readonly Sharing[],
  to: OrganisationId,
  entityOf: EntityOf,
): ReadonlySet<string> {
  const open = new Set<string>();
  for (const sharing of sharings) {
    if (sharing.to !== to) continue;
    for (const entity of standingEntities(sharing, entityOf)) {
      if (sharing.answer === "accepted") open.add(`${sharing.holder} ${entity}`);
      else open.delete(`${sharing.holder} ${entity}`);
    }
  }
  return open;
}

/** The entities that have a record of both sides. */
function standingEntities({ held, sought }: Sharing, entityOf: EntityOf): readonly EntityId[] {
  const seekers = new Set(sought.map(entityOf));
  return [...new Set(held.map(entityOf))].flatMap((entity) =>
    entity !== undefined && seekers.has(entity) ? [entity] : [],
  );
}

/** A match that the holder's reviewers have not answered. */
export type PendingShare = {
  readonly entity: EntityId;
  readonly to: OrganisationId;
  readonly held: readonly RecordId[];
  readonly sought: readonly RecordId[];
};

export type MatchedRecord = {
  readonly id: RecordId;
  readonly source: SourceId;
  readonly entity: EntityId;
  readonly holder: OrganisationId;
  readonly asks: boolean; // its source lets other organisations be told that it was matched
};

/**
 * Matches of the holder's records that wait for an answer: with records that ask, or whose own holder has accepted. To
 * be asked is to be told, so that a record which does not ask is not told of. In the order of `matched`.
 */
export function pendingShares(
  matched: readonly MatchedRecord[],
  sharings: readonly Sharing[],
  holder: OrganisationId,
): readonly PendingShare[] {
  const byEntity = Map.groupBy(matched, ({ entity }) => entity);
  return [...byEntity].flatMap(([entity, records]) => {
    const held = records.filter((record) => record.holder === holder).map(({ id }) => id);
    if (held.length === 0) return [];
    const others = Map.groupBy(
      records.filter((record) => record.holder !== holder),
      (record) => record.holder,
    );
    return [...others].flatMap(([to, of]): readonly PendingShare[] => {
      const hasAccepted = sharings.some(
        (sharing) =>
          sharing.answer === "accepted" &&
          sharing.holder === to &&
          sharing.to === holder &&
          sharing.sought.some((id) => held.includes(id)),
      );
      const sought = of.filter(({ asks }) => asks || hasAccepted).map(({ id }) => id);
      if (sought.length === 0) return [];
      const isAnswered = sharings.some(
        (sharing) =>
          sharing.holder === holder &&
          sharing.to === to &&
          sharing.held.some((id) => held.includes(id)) &&
          sharing.sought.some((id) => sought.includes(id)),
      );
      return isAnswered ? [] : [{ entity, to, held, sought }];
    });
  });
}
