/** What happened to an entity in the order of its dates, each step by one record's word. */
import { dayInterval, formatPrefixDate, type PrefixDate, parsePrefixDate } from "../../base/prefix-date.ts";
import type { Harm } from "../../model/harm.ts";
import type { RecordId } from "../../model/ids.ts";
import type { StoredRecord } from "../../model/record.ts";
import { harmPlace } from "../entry-fields.ts";
import type { ChronologyStep, Provenance } from "./profile.ts";
import { placeText, provenanceOf } from "./said-values.ts";

/** The steps of these records, by date; those without a date last, in the order of the ledger. */
export function chronologyOf(
  records: readonly StoredRecord[],
  correctedBy: ReadonlyMap<RecordId, RecordId>,
): readonly ChronologyStep[] {
  return byDate(records.flatMap((record) => stepsOf(record, correctedBy.get(record.id))));
}

/** Steps by their first day; without one last. */
export function byDate(steps: readonly ChronologyStep[]): readonly ChronologyStep[] {
  const startOf = ({ when }: ChronologyStep) => {
    const date = when === undefined ? undefined : parsePrefixDate(when.slice(0, 10));
    return date === undefined ? Number.POSITIVE_INFINITY : dayInterval(date).start;
  };
  return steps
    .map((step, at) => ({ step, at, start: startOf(step) }))
    .sort((a, b) => (a.start === b.start ? a.at - b.at : a.start - b.start))
    .map(({ step }) => step);
}

function stepsOf(record: StoredRecord, correctedBy: RecordId | undefined): readonly ChronologyStep[] {
  const { dates, harms, assessments = [], hazard, accidents = [] } = record.mentions;
  const from = (field: string) => provenanceOf(record, field, correctedBy);
  return [
    ...dates.flatMap(({ role, date }, i) =>
      role === "birth" || role === "death"
        ? [{ ...at(date), kind: role, what: role, said: from(`dates[${i}]`) } as const]
        : [],
    ),
    ...eventSteps(record, from),
    ...harms.flatMap((harm, i) => harmSteps(record, harm, (field) => from(`harms[${i}]${field}`))),
    ...assessments.map(({ date, time, grade, condition, assessor }, i) => ({
      ...at(date),
      kind: "assessment" as const,
      what: grade ?? time,
      text: [condition, assessor].filter((text) => text !== undefined).join(", "),
      said: from(`assessments[${i}]`),
    })),
    ...(hazard?.releases ?? []).map(({ kind, date, areaM2, by, to }, i) => ({
      ...at(date),
      kind: "release" as const,
      what: kind,
      ...optional("text", [areaM2 === undefined ? undefined : `${areaM2} m2`, by, to]),
      said: from(`hazard.releases[${i}]`),
    })),
    ...accidents.map(({ date, where, device, activity }, i) => ({
      ...at(date),
      kind: "accident" as const,
      what: "accident",
      ...(where === undefined ? {} : { where: placeText(where) }),
      ...optional("text", [device, activity]),
      said: from(`accidents[${i}]`),
    })),
    ...(record.mentions.return?.history ?? []).map(({ status, when, source }, i) => ({
      ...at(when),
      kind: "return" as const,
      what: status,
      ...optional("text", [source]),
      said: from(`return.history[${i}]`),
    })),
  ];
}

const at = (date: PrefixDate | undefined) => (date === undefined ? {} : { when: formatPrefixDate(date) });

function optional(name: "text", parts: readonly (string | undefined)[]): { readonly text?: string } {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? {} : { [name]: said.join(", ") };
}

function eventSteps(record: StoredRecord, from: (field: string) => Provenance): readonly ChronologyStep[] {
  if (record.kind !== "event") return [];
  const { dates, places, event } = record.mentions;
  const place = places.find(({ role }) => role === "location" || role === "harm");
  return dates.flatMap(({ role, date }, i) =>
    role === "other"
      ? [
          {
            ...at(date),
            kind: "event" as const,
            what: event?.type ?? "event",
            ...(place === undefined ? {} : { where: placeText(place) }),
            said: from(`dates[${i}]`),
          },
        ]
      : [],
  );
}

/** A harm, then each step of its status: those that the record tells, and the status that it ends with. */
function harmSteps(
  record: StoredRecord,
  harm: Harm,
  from: (field: string) => Provenance,
): readonly ChronologyStep[] {
  const { kind, status, statusWhen, history = [] } = harm;
  const where = harmPlace(record, harm);
  const isTold = history.some((step) => step.status === status);
  const steps =
    isTold || status === "open"
      ? history
      : [...history, { status, ...(statusWhen === undefined ? {} : { when: statusWhen }) }];
  return [
    {
      ...at(harm.when),
      ...(harm.until === undefined ? {} : { until: formatPrefixDate(harm.until) }),
      kind: "harm",
      what: kind,
      ...(where === undefined ? {} : { where: placeText(where) }),
      ...optional("text", [harm.circumstances]),
      said: from(""),
    },
    ...steps.map(
      ({ when, by, source, ...step }, i): ChronologyStep => ({
        ...at(when),
        kind: "status",
        what: step.status,
        harm: kind,
        ...optional("text", [by, source]),
        said: from(i < history.length ? `.history[${i}]` : ".status"),
      }),
    ),
  ];
}
