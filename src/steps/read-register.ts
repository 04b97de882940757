/** Reading what the steps work on: the gazetteer, the current records, who is who. */
import { RecountError } from "../base/errors.ts";
import type { PlaceMention } from "../model/mention.ts";
import type { RecordDraft, RecordKind, StoredRecord } from "../model/record.ts";
import { type Gazetteer, makeGazetteer, placePath } from "../places/gazetteer.ts";
import { placeOfRecord } from "../places/place-of-record.ts";
import { resolvePlace } from "../places/resolve-place.ts";
import type { CountInput } from "../register/count.ts";
import type { Store } from "../store/store.ts";

/** The register's gazetteer: the places of its current place records. */
export async function readGazetteer(store: Store): Promise<Gazetteer> {
  const records = await readRecords(store, ["place"]);
  return makeGazetteer(
    records.flatMap((record) => {
      const place = placeOfRecord(record);
      return "value" in place ? [place.value] : [];
    }),
  );
}

/** Current records of these kinds (all when none are named), in ledger order. */
export async function readRecords(
  store: Store,
  kinds?: readonly RecordKind[],
): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of store.records(kinds === undefined ? {} : { kinds })) records.push(...batch);
  return records;
}

/** All that a count needs. Throws `not-found` while records wait that were never linked: they would count twice. */
export async function readCountInput(store: Store): Promise<CountInput> {
  const linkage = await store.latestLinkage();
  const size = await store.stateSize();
  if (linkage === undefined || linkage.index + 1 < size)
    throw new RecountError(
      "not-found",
      "got records that were not linked yet, wanted recount link to be run first",
    );
  const [records, entities, sources] = await Promise.all([
    readRecords(store),
    store.assignments(),
    store.sources(),
  ]);
  return { records, entities, sourceNames: new Map(sources.map(({ id, name }) => [id, name])) };
}

/** A draft whose places carry what the gazetteer made of them; what it cannot place stays as written. */
export function resolveDraft(gazetteer: Gazetteer, draft: RecordDraft): RecordDraft {
  if (draft.kind === "place") return draft;
  const resolve = (mention: PlaceMention): PlaceMention => {
    const answer = resolvePlace(gazetteer, mention);
    if ("unresolved" in answer) return mention;
    return { ...mention, place: answer.place, path: placePath(gazetteer, answer.place) };
  };
  const { mentions } = draft;
  return {
    ...draft,
    mentions: {
      ...mentions,
      places: mentions.places.map(resolve),
      harms: mentions.harms.map((harm) =>
        harm.where === undefined ? harm : { ...harm, where: resolve(harm.where) },
      ),
    },
  };
}
