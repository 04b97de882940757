/** Relations of records resolved to entities, where the viewer may see the records that they name. */
import { type EntityId, type RecordId, recordId } from "../../model/ids.ts";
import type { RelationMention } from "../../model/mention.ts";
import type { StoredRecord } from "../../model/record.ts";
import { type Tie, tieDate } from "../../register/record-ties.ts";
import type { RegisterView, ViewedEntity } from "../view.ts";

export type HouseholdMember = {
  readonly record: RecordId;
  readonly entity: EntityId;
  readonly name: string;
  readonly household: string;
};

export type Relatives = {
  readonly entityOf: (record: StoredRecord, relation: RelationMention) => EntityId | undefined;
  readonly household: readonly HouseholdMember[]; // others whose rows share a household with one of the records
};

/** The name in full as written, else its parts in the order of the row. */
export function nameOf({ mentions }: StoredRecord): string {
  const own = mentions.names.filter(({ of }) => of === "self");
  const full = own.find(({ part }) => part === "full");
  return full?.text ?? own.map(({ text }) => text).join(" ");
}

/** Resolves what these records of one entity relate to. */
export async function readRelatives(
  view: RegisterView,
  records: readonly StoredRecord[],
): Promise<Relatives> {
  const events = await namedEvents(view, records);
  const named = records.flatMap((record) =>
    record.mentions.relations.flatMap((relation) => targetsOf(record, relation)),
  );
  const targets =
    named.length === 0 ? [] : await view.records.byIds([...new Set(named)].map((id) => recordId(id)));
  const members = await householdMembers(view, records);
  await view.look(
    "show",
    members.map(({ record }) => record.index),
    ["names", "relations"],
  );
  const others = [...targets, ...members.map(({ record }) => record), ...events.values()];
  const entities = others.length === 0 ? new Map<number, ViewedEntity>() : await view.entitiesOf(others);
  const byId = new Map<string, EntityId | undefined>(
    targets.map((target) => [target.id, entities.get(target.index)?.entity]),
  );
  return {
    entityOf(record, relation) {
      if (relation.kind === "victim-of") {
        const event = events.get(eventKey(record, relation));
        return event === undefined ? undefined : entities.get(event.index)?.entity;
      }
      return targetsOf(record, relation)
        .map((id) => byId.get(id))
        .find((entity) => entity !== undefined);
    },
    household: members.map(({ record, household }) => ({
      record: record.id,
      entity: entities.get(record.index)?.entity ?? (record.id as string as EntityId),
      name: nameOf(record),
      household,
    })),
  };
}

/** A relation names a row of the same source by its key, or any record by its id. */
function targetsOf({ source }: StoredRecord, { kind, target }: RelationMention): readonly string[] {
  return kind === "household" || kind === "victim-of" ? [] : [`${source}/${target}`, target];
}

const householdsOf = ({ mentions }: StoredRecord) =>
  mentions.relations.filter(({ kind }) => kind === "household").map(({ target }) => target);

async function householdMembers(
  view: RegisterView,
  records: readonly StoredRecord[],
): Promise<readonly { readonly record: StoredRecord; readonly household: string }[]> {
  const own = new Set(records.map(({ id }) => id));
  const members: { record: StoredRecord; household: string }[] = [];
  for (const [source, of] of Map.groupBy(records, (record) => record.source)) {
    const wanted = new Set(of.flatMap(householdsOf));
    if (wanted.size === 0) continue;
    const ties = [...wanted].map((to): Tie => ({ kind: "household", to }));
    for (const record of await view.records.at(await view.records.tiedIndexes(ties, source))) {
      const household = householdsOf(record).find((name) => wanted.has(name));
      if (household !== undefined && !own.has(record.id)) members.push({ record, household });
    }
  }
  return members;
}

const eventKey = ({ source }: StoredRecord, { target }: RelationMention) => `${source}\n${target}`;

/** The events that these records name as theirs, by source and target: by the event's name, its key or its id. */
async function namedEvents(
  view: RegisterView,
  records: readonly StoredRecord[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  const wanted = records.flatMap((record) =>
    record.mentions.relations
      .filter(({ kind }) => kind === "victim-of")
      .map((relation) => ({ record, relation })),
  );
  const found = new Map<string, StoredRecord>();
  if (wanted.length === 0) return found;
  const ties = wanted.flatMap(({ record, relation }) => tiesOfEvents(record, relation));
  for (const event of await view.records.at(await view.records.tiedIndexes(ties)))
    for (const { record, relation } of wanted)
      if (isVictimOf(record, relation, event) !== undefined) found.set(eventKey(record, relation), event);
  return found;
}

/** By which those events are found of which `isVictimOf` may hold. */
const tiesOfEvents = ({ mentions }: StoredRecord, { target }: RelationMention): readonly Tie[] => [
  { kind: "event", to: target },
  ...mentions.harms.flatMap(({ when, where }): readonly Tie[] =>
    when === undefined || where?.place === undefined ? [] : [{ kind: "event-on", to: tieDate(when) }],
  ),
];

/** By which those records are found that may be victims of the event. */
export const tiesOfVictims = (event: StoredRecord): readonly Tie[] => [
  ...[...event.mentions.names.map(({ text }) => text), event.id, event.key].map(
    (to): Tie => ({ kind: "victim-of", to }),
  ),
  ...daysOf(event).map((to): Tie => ({ kind: "harmed-on", to })),
];

/** The days of an event, as ties have them. */
const daysOf = ({ mentions }: StoredRecord): readonly string[] =>
  mentions.dates
    .filter(({ role, date }) => role === "other" && date.day !== undefined)
    .map(({ date }) => tieDate(date));

export type VictimRule = "named" | "same-day-and-place";

/**
 * By which rule a record that names an event is a victim of this one: it names it, or what happened to it happened on
 * the event's day at the event's place, since lists name one event in several languages.
 */
export function isVictimOf(
  record: StoredRecord,
  { target }: RelationMention,
  event: StoredRecord,
): VictimRule | undefined {
  const names = event.mentions.names.map(({ text }) => text);
  if (
    names.includes(target) ||
    event.id === target ||
    (event.source === record.source && event.key === target)
  )
    return "named";
  const days = daysOf(event);
  const places = event.mentions.places.flatMap(({ place }) => place ?? []);
  const isThere = record.mentions.harms.some(
    ({ when, where }) =>
      when !== undefined &&
      days.includes(tieDate(when)) &&
      where?.place !== undefined &&
      places.includes(where.place),
  );
  return isThere ? "same-day-and-place" : undefined;
}
