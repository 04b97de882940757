/** The profile of an entity: all that its records say, each value with its provenance, none preferred. */
import type { Fate } from "../../model/fate.ts";
import type { HarmKind } from "../../model/harm.ts";
import type { EntityId, RecordId, SourceId } from "../../model/ids.ts";
import type { RelationKind } from "../../model/mention.ts";
import type { RecordKind } from "../../model/record.ts";

/** Where a value comes from: source, record and field; its entry in the ledger, and when the source was made. */
export type Provenance = {
  readonly source: SourceId;
  readonly record: RecordId;
  readonly entry: number;
  readonly field: string; // path of the record's field: `harms[0].when`
  readonly collected?: string; // prefix date, where the record tells
  readonly correctedBy?: RecordId; // a later record that says it corrects this one
};

/** One text and all who say it. */
export type ProfileValue = { readonly text: string; readonly said: readonly Provenance[] };

export type ProfileField = {
  readonly field: string; // `name`, `birth`, `harm.missing.when`, `assessment.after`
  readonly values: readonly ProfileValue[];
  readonly contested: boolean; // uncorrected values of it cannot all be true
};

export const stepKinds = [
  "birth",
  "death",
  "harm",
  "status",
  "assessment",
  "release",
  "accident",
  "return",
  "event",
  "fate",
] as const;
export type StepKind = (typeof stepKinds)[number];

/** Something that happened, by one record's word; or a fate that somebody judged, which has no record. */
export type ChronologyStep = {
  readonly when?: string; // prefix date; steps without one stand last
  readonly until?: string;
  readonly kind: StepKind;
  readonly what: string; // kind of harm, status, grade, kind of release: a word of the model
  readonly harm?: HarmKind; // that a status is of
  readonly where?: string;
  readonly text?: string; // circumstances, condition as written, who identified
  readonly said?: Provenance;
  readonly judgedBy?: string;
};

export type ProfileRelation = {
  readonly kind: RelationKind;
  readonly target: string; // as it was written
  readonly entity?: EntityId; // where the target's record is known to the viewer
  readonly said: Provenance;
};

/**
 * How a value was made that no record says as such. `latest-step`: the latest dated steps of a status decide, undated
 * ones where none is dated; where they differ it is contested. `judged-fate`: somebody judged what became of the person.
 * `grades-lost`: between the condition before and after, of one record and one scale.
 */
export const derivationRules = ["latest-step", "judged-fate", "grades-lost"] as const;

export type DerivedValue = {
  readonly of: HarmKind | "condition";
  readonly values: readonly string[]; // words of the model; two or more are contested
  readonly rule: (typeof derivationRules)[number];
  readonly from: readonly Provenance[];
};

export type Profile = {
  readonly entity: EntityId;
  readonly kind: RecordKind;
  readonly records: readonly {
    readonly id: RecordId;
    readonly source: SourceId;
    readonly entry: number;
    readonly kind: RecordKind;
  }[];
  readonly fields: readonly ProfileField[];
  readonly chronology: readonly ChronologyStep[];
  readonly relations: readonly ProfileRelation[];
  readonly derived: readonly DerivedValue[];
  readonly fate?: Fate; // as somebody judged it
};
