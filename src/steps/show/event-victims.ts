/** The victims of an event whom records name, apart from the numbers that its sources give. */
import type { HarmKind } from "../../model/harm.ts";
import type { EntityId, RecordId, SourceId } from "../../model/ids.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { RegisterView } from "../view.ts";
import { isVictimOf, nameOf, tiesOfVictims, type VictimRule } from "./read-relatives.ts";

export type NamedVictim = {
  readonly entity: EntityId;
  readonly records: readonly RecordId[];
  readonly name: string; // as the first of the records has it
  readonly harms: readonly HarmKind[];
  readonly rule: VictimRule;
};

/** Two things that are never added: people whom records name, and what each source counted. */
export type EventVictims = {
  readonly named: readonly NamedVictim[];
  readonly numbers: readonly {
    readonly source: SourceId;
    readonly record: RecordId;
    readonly harm: HarmKind;
    readonly number: number;
  }[];
};

/** Of the event that these records tell of. */
export async function readVictims(
  view: RegisterView,
  events: readonly StoredRecord[],
): Promise<EventVictims> {
  const found: { record: StoredRecord; rule: VictimRule }[] = [];
  const indexes = await view.records.tiedIndexes(events.flatMap(tiesOfVictims));
  for (const record of await view.records.at(indexes)) {
    const rule = record.kind === "person" ? ruleOf(record, events) : undefined;
    if (rule !== undefined) found.push({ record, rule });
  }
  await view.look(
    "show",
    found.map(({ record }) => record.index),
    ["names", "harms.kind", "relations"],
  );
  const groups = await view.groupsOf(found.map(({ record }) => record.index));
  const entities = await view.entities([...new Set(groups.values())]);
  const byGroup = Map.groupBy(found, ({ record }) => groups.get(record.index));
  const numbers = events.flatMap(({ id, source, mentions }) =>
    (mentions.event?.victims ?? []).map((victims) => ({ source, record: id, ...victims })),
  );
  return {
    named: [...byGroup].map(([group, of]) =>
      victimOf(of, group === undefined ? undefined : entities.get(group)?.entity),
    ),
    numbers,
  };
}

function ruleOf(record: StoredRecord, events: readonly StoredRecord[]): VictimRule | undefined {
  const relations = record.mentions.relations.filter(({ kind }) => kind === "victim-of");
  return relations
    .flatMap((relation) => events.map((event) => isVictimOf(record, relation, event)))
    .find((rule) => rule !== undefined);
}

function victimOf(
  of: readonly { readonly record: StoredRecord; readonly rule: VictimRule }[],
  entity: EntityId | undefined,
): NamedVictim {
  const records = of.map(({ record }) => record);
  const [first] = records;
  return {
    entity: entity ?? ((first?.id ?? "") as string as EntityId),
    records: records.map(({ id }) => id),
    name: first === undefined ? "" : nameOf(first),
    harms: [...new Set(records.flatMap(({ mentions }) => mentions.harms.map(({ kind }) => kind)))],
    rule: of[0]?.rule ?? "named",
  };
}
