/** What records keep closer than the rest of their source, with the reasons: for their holders. */
import type { Audience } from "../../model/audience.ts";
import type { RecordId } from "../../model/ids.ts";
import type { Store } from "../../store/store.ts";

export type KeptField = {
  readonly field: string; // `record` for all of it
  readonly audience: Audience; // the widest that may see it
  readonly by: string;
  readonly why: string;
};

/** The restrictions that stand, by record; what was taken back is none. Requires records of the asker's own. */
export async function readRestrictions(
  store: Store,
  records: ReadonlySet<RecordId>,
): Promise<ReadonlyMap<RecordId, readonly KeptField[]>> {
  if (records.size === 0) return new Map();
  const latest = new Map<RecordId, Map<string, KeptField>>();
  for (const { entry } of await store.entriesOf("restriction")) {
    if (!records.has(entry.record)) continue;
    const { field, audience, declared } = entry;
    const own = latest.get(entry.record) ?? new Map<string, KeptField>();
    own.set(field, { field, audience, by: declared.by, why: declared.why });
    latest.set(entry.record, own);
  }
  return new Map(
    [...latest].map(([record, kept]) => [
      record,
      [...kept.values()].filter(({ audience }) => audience !== "public"),
    ]),
  );
}
