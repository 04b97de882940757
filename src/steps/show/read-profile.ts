/** An entity as a viewer may see it: its profile, and what the register knows of how it came together. */
import { RecountError } from "../../base/errors.ts";
import { type EntityId, recordId, type SourceId } from "../../model/ids.ts";
import type { JudgementStanding } from "../../model/judgement.ts";
import type { StoredRecord } from "../../model/record.ts";
import { countTable } from "../../register/count-table.ts";
import { type FateConflict, findFateConflicts } from "../../register/fates.ts";
import { foldProfile } from "../../register/profile/fold-profile.ts";
import type { Profile } from "../../register/profile/profile.ts";
import type { Store } from "../../store/store.ts";
import { readFates } from "../read-register.ts";
import { readStandingAbout } from "../review/read-standing.ts";
import { seenJudgements } from "../review/seen-judgements.ts";
import type { RegisterView, ViewedEntity } from "../view.ts";
import { type EventVictims, readVictims } from "./event-victims.ts";
import { type Relatives, readRelatives } from "./read-relatives.ts";

export type ShownSource = {
  readonly id: SourceId;
  readonly name: string;
  readonly organisation: string;
  readonly consent: string;
};

export type ShownJudgement = {
  readonly id: number;
  readonly left: string;
  readonly right: string;
  readonly answer: string;
  readonly by: string;
  readonly why: string;
  readonly at: string;
  readonly standing: JudgementStanding;
};

export type ShownEntity = {
  readonly profile: Profile;
  readonly records: readonly StoredRecord[]; // that it is the profile of, as the viewer may see them
  readonly sources: readonly ShownSource[];
  readonly household: Relatives["household"];
  readonly victims?: EventVictims; // of an event
  readonly judgements: readonly ShownJudgement[];
  readonly conflicts: readonly FateConflict[];
  readonly contested: readonly string[]; // fields whose sources contradict each other
};

/** The entity of an id: an entity's own, or a record's. Throws `not-found` for what the viewer may not see as for what is not there. */
export async function readEntity(store: Store, view: RegisterView, id: string): Promise<ShownEntity> {
  const [{ entity, records }, known, organisations, fates] = await Promise.all([
    findEntity(view, id),
    view.sources(),
    store.organisations(),
    readFates(store),
  ]);
  await view.look(
    "show",
    records.map(({ index }) => index),
  );
  const ids = new Set<string>(records.map((record) => record.id));
  const [relatives, seen] = await Promise.all([
    readRelatives(view, records),
    readStandingAbout(
      store,
      records.map(({ index }) => index),
    ).then((about) => seenJudgements(store, view, about)),
  ]);
  // A judgement or a fate that rests on a record which the viewer may not see would tell of it.
  const own = fates
    .filter((fate) => fate.records.every((record) => ids.has(record)))
    .map((fate) => (view.viewer.as === "keeper" ? fate : { ...fate, why: "" })); // a reason may quote a record
  const profile = foldProfile({ entity, records, fates: own, entityOf: relatives.entityOf });
  const used = new Set(records.map(({ source }) => source));
  const judged = seen.filter(({ left, right }) => ids.has(left) && ids.has(right));
  const isEvent = profile.kind === "event";
  return {
    profile,
    records,
    sources: known
      .filter((source) => used.has(source.id))
      .map(({ id: source, name, organisation, consent }) => ({
        id: source,
        name,
        organisation: organisations.find((each) => each.id === organisation)?.name ?? organisation,
        consent,
      })),
    household: relatives.household,
    ...(isEvent ? { victims: await readVictims(view, records) } : {}),
    judgements: judged.map(({ id: entry, left, right, answer, by, why, at, standing: stands }) => ({
      id: entry,
      left,
      right,
      answer,
      by,
      why,
      at,
      standing: stands,
    })),
    conflicts: findFateConflicts(
      countTable({
        records,
        entities: new Map(records.map((record) => [record.id, entity])),
        sourceNames: new Map(),
        fates: new Map(own.map(({ fate }) => [entity, fate])),
      }),
    ),
    contested: profile.fields.filter(({ contested }) => contested).map(({ field }) => field),
  };
}

async function findEntity(view: RegisterView, id: string): Promise<ViewedEntity> {
  const [record] = id === "" ? [] : await view.records.byIds([recordId(id)]);
  const found = record === undefined ? undefined : (await view.entitiesOf([record])).get(record.index);
  const records = found?.records ?? (record === undefined ? [] : [record]);
  if (records.length === 0)
    throw new RecountError(
      "not-found",
      `got ${JSON.stringify(id)}, wanted the id of an entity or of a current record`,
    );
  return { entity: found?.entity ?? (id as EntityId), records };
}
