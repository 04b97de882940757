/** Entities of one kind, a page at a time, in the order in which the register came to know them. */
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import { foldProfile } from "../../register/profile/fold-profile.ts";
import { describedFields, describePerson, type FoundPerson } from "../search/describe-person.ts";
import type { RegisterView, ViewedEntity } from "../view.ts";

export type ListedEntity = Omit<FoundPerson, "level"> & {
  readonly details: readonly { readonly field: string; readonly text: string }[]; // of the profile
};

export type EntityPage = {
  readonly items: readonly ListedEntity[];
  readonly next?: number; // where the next page begins; absent at the end
};

export type PageRequest = { readonly kind: RecordKind; readonly after: number; readonly limit: number };

/** An entity stands where its first record does that the viewer sees, so that no page has it twice. */
export async function listEntities(
  view: RegisterView,
  { kind, after, limit }: PageRequest,
): Promise<EntityPage> {
  const sources = new Map((await view.sources()).map((source) => [source.id as string, source]));
  const items: ListedEntity[] = [];
  for await (const batch of view.records.all({ kinds: [kind], after, batch: 4 * limit })) {
    const known = await view.entitiesOf(batch);
    for (const record of batch) {
      const found = known.get(record.index);
      if (found === undefined || !isFirst(record, found)) continue;
      await view.look(
        "list",
        found.records.map(({ index }) => index),
        listedFields,
      );
      const hit = { entity: found.entity, level: 0, records: [] };
      const { level: _, ...described } = describePerson(hit, found.records, sources);
      items.push({ ...described, details: detailsOf(found.records) });
      if (items.length === limit) return { items, next: record.index };
    }
  }
  return { items };
}

const isFirst = ({ index }: StoredRecord, { records }: ViewedEntity): boolean =>
  index === Math.min(...records.map((record) => record.index));

const listedFields = [
  ...describedFields,
  "dates",
  "hazard",
  "geometry",
  "assessments",
  "event",
  "persons",
  "units",
  "attributes",
];
const telling = /^((hazard|area|assessment|event|persons|units|attribute)\b|date\.(?!collected))/;
const MOST_DETAILS = 6;

/** What tells things of one name apart, beside what is told of people. */
function detailsOf(records: readonly StoredRecord[]): ListedEntity["details"] {
  const [first] = records;
  if (first === undefined) return [];
  const { fields } = foldProfile({
    entity: first.id as string as ListedEntity["entity"],
    records,
    fates: [],
    entityOf: () => undefined,
  });
  return fields
    .filter(({ field }) => telling.test(field))
    .flatMap(({ field, values }) => values.map(({ text }) => ({ field, text })))
    .slice(0, MOST_DETAILS);
}
