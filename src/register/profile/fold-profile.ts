/** The fold of an entity's records into its profile. Takes records that were cut for the viewer, and shows no others. */
import { dayInterval, type PrefixDate } from "../../base/prefix-date.ts";
import { conditionScales, lostGrades, scaleNames } from "../../model/assessment.ts";
import type { Fate } from "../../model/fate.ts";
import { type HarmKind, harmKinds } from "../../model/harm.ts";
import type { EntityId, RecordId } from "../../model/ids.ts";
import type { PlaceMention, RelationMention } from "../../model/mention.ts";
import type { StoredRecord } from "../../model/record.ts";
import { placePath } from "../entry-fields.ts";
import { byDate, chronologyOf } from "./chronology.ts";
import type {
  ChronologyStep,
  DerivedValue,
  Profile,
  ProfileField,
  ProfileRelation,
  ProfileValue,
} from "./profile.ts";
import { provenanceOf, type SaidValue, saidValues } from "./said-values.ts";

export type ProfileInput = {
  readonly entity: EntityId;
  readonly records: readonly StoredRecord[]; // of the entity, in ledger order; one at least
  readonly fates?: readonly {
    readonly fate: Fate;
    readonly by: string;
    readonly why: string;
    readonly at: string;
  }[];
  /** The entity of a relation's target, where the viewer may see the target's record. */
  readonly entityOf?: (record: StoredRecord, relation: RelationMention) => EntityId | undefined;
};

/**
 * The profile of an entity. Values that one record corrects in another stay, marked as corrected, and contest nothing.
 */
export function foldProfile({ entity, records, fates = [], entityOf }: ProfileInput): Profile {
  const correctedBy = correctionsOf(records);
  const values = records.flatMap((record) => saidValues(record, correctedBy.get(record.id)));
  const steps = byDate([...chronologyOf(records, correctedBy), ...fates.map(fateStep)]);
  const fate = fates.at(-1)?.fate;
  return {
    entity,
    kind: records[0]?.kind ?? "person",
    records: records.map(({ id, source, index, kind }) => ({ id, source, entry: index, kind })),
    fields: foldFields(values),
    chronology: steps,
    relations: records.flatMap((record) => relationsOf(record, entityOf)),
    derived: [...presentStatuses(steps, fate), ...conditionsLost(records)],
    ...(fate === undefined ? {} : { fate }),
  };
}

/** By each corrected record the one that corrects it. */
function correctionsOf(records: readonly StoredRecord[]): ReadonlyMap<RecordId, RecordId> {
  return new Map(
    records.flatMap(({ id, entered }) =>
      entered?.corrects === undefined ? [] : [[entered.corrects, id] as const],
    ),
  );
}

function foldFields(values: readonly SaidValue[]): readonly ProfileField[] {
  return [...Map.groupBy(values, ({ field }) => field)].map(([field, all]) => ({
    field,
    values: [...Map.groupBy(all, ({ text }) => text)].map(
      ([text, same]): ProfileValue => ({ text, said: same.map(({ said }) => said) }),
    ),
    contested: isContested(all.filter(({ said }) => said.correctedBy === undefined)),
  }));
}

/** Whether two of the values cannot both be true. */
function isContested(values: readonly SaidValue[]): boolean {
  return values.some((a, i) => values.slice(i + 1).some((b) => contradict(a, b)));
}

function contradict(a: SaidValue, b: SaidValue): boolean {
  if (a.conflict === "texts") return a.text !== b.text;
  if (a.conflict === "dates") return a.date !== undefined && b.date !== undefined && areApart(a.date, b.date);
  return (
    a.conflict === "places" &&
    a.place !== undefined &&
    b.place !== undefined &&
    arePlacesApart(a.place, b.place)
  );
}

function areApart(a: PrefixDate, b: PrefixDate): boolean {
  const [first, second] = [dayInterval(a), dayInterval(b)];
  return first.end <= second.start || second.end <= first.start;
}

/** Resolved places of which neither lies in the other; what is unresolved or ambiguous contradicts nothing. */
function arePlacesApart(a: PlaceMention, b: PlaceMention): boolean {
  const [first, second] = [a, b].map((mention) => placePath(mention));
  if (a.place === undefined || b.place === undefined) return false;
  return first?.includes(b.place) !== true && second?.includes(a.place) !== true;
}

function relationsOf(record: StoredRecord, entityOf: ProfileInput["entityOf"]): readonly ProfileRelation[] {
  return record.mentions.relations.map((relation, i) => {
    const entity = entityOf?.(record, relation);
    return {
      ...relation,
      ...(entity === undefined ? {} : { entity }),
      said: provenanceOf(record, `relations[${i}]`),
    };
  });
}

const fateStep = ({ fate, by, why, at }: NonNullable<ProfileInput["fates"]>[number]): ChronologyStep => ({
  when: at,
  kind: "fate",
  what: fate,
  text: why,
  judgedBy: by,
});

/** How each kind of harm stands now. What was corrected does not speak. */
function presentStatuses(steps: readonly ChronologyStep[], fate: Fate | undefined): readonly DerivedValue[] {
  return harmKinds.flatMap((kind): readonly DerivedValue[] => {
    const own = steps.filter((step) => speaksOf(step, kind) && step.said?.correctedBy === undefined);
    if (own.length === 0) return [];
    if (fate !== undefined && (kind === "missing" || kind === "killed"))
      return [{ of: kind, values: [fate], rule: "judged-fate", from: [] }];
    const deciding = latest(own.filter((step) => step.kind === "status"));
    const statuses = [...new Set(deciding.map(({ what }) => what))].sort();
    const from = (deciding.length > 0 ? deciding : own).flatMap(({ said }) => said ?? []);
    return [{ of: kind, values: statuses.length === 0 ? ["open"] : statuses, rule: "latest-step", from }];
  });
}

const speaksOf = (step: ChronologyStep, kind: HarmKind) =>
  step.kind === "status" ? step.harm === kind : step.kind === "harm" && step.what === kind;

/** Of dated steps those that no other lies wholly after; all of them where none is dated. */
function latest(steps: readonly ChronologyStep[]): readonly ChronologyStep[] {
  const dated = steps.filter(({ when }) => when !== undefined);
  if (dated.length === 0) return steps;
  const [last] = dated.slice(-1);
  return dated.filter(
    ({ when }) =>
      last?.when !== undefined && (when?.startsWith(last.when) || last.when.startsWith(when ?? "?")),
  );
}

function conditionsLost(records: readonly StoredRecord[]): readonly DerivedValue[] {
  return records.flatMap((record) => {
    const graded = (record.mentions.assessments ?? []).flatMap((each, i) =>
      each.grade === undefined ? [] : [{ ...each, i }],
    );
    const [before, after] = (["before", "after"] as const).map((time) =>
      graded.findLast((each) => each.time === time),
    );
    const scale = scaleNames.find((name) => name === before?.scale && name === after?.scale);
    if (scale === undefined || before?.grade === undefined || after?.grade === undefined) return [];
    const lost = lostGrades(scale, before.grade, after.grade);
    if (lost === undefined) return [];
    const from = [before, after].map(({ i }) => provenanceOf(record, `assessments[${i}]`));
    const value = `${lost} / ${conditionScales[scale].length - 2} (${scale})`;
    return [{ of: "condition" as const, values: [value], rule: "grades-lost" as const, from }];
  });
}
