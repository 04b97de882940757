/** Name keys of records, so that they are found in any script. */

import type { SourceId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import { nameKeys, prepareName } from "../names/index.ts";
import type { Store } from "../store/store.ts";

/** Keeps the name keys of a source's current records; done again, it changes nothing. */
export async function indexNames(store: Store, source: SourceId): Promise<void> {
  for await (const batch of store.records({ source, kinds: ["person"] }))
    await store.saveNameKeys(batch.map((record) => [record.id, keysOf(record)]));
}

/** The own names of a record: each as written; where it was written in parts, the parts together as one name. */
export function ownNames(record: StoredRecord): readonly string[] {
  const own = record.mentions.names.filter((name) => name.of === "self");
  const whole = own.filter(({ part }) => part === "full" || part === "other" || part === "maiden");
  const parts = (["given", "father", "family"] as const).flatMap((part) =>
    own.filter((name) => name.part === part),
  );
  // A father's name beside a full one says whose child it is; alone it is nobody's name.
  const isNamed = parts.some(({ part }) => part !== "father");
  const joined = isNamed ? [parts.map(({ text }) => text).join(" ")] : [];
  return [...joined, ...whole.map(({ text }) => text)];
}

const keysOf = (record: StoredRecord) => ownNames(record).flatMap((name) => nameKeys(prepareName(name)));
