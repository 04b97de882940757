/** Two records that a person speaks of, as they are and as that person sees them. */
import { RecountError } from "../../base/errors.ts";
import type { RecordId } from "../../model/ids.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { RegisterView } from "../view.ts";
import { judgedFields } from "./show-record.ts";

export type SeenRecord = { readonly record: StoredRecord; readonly seen: StoredRecord };

/**
 * The records of two ids or handles. Throws `not-found` for one that is not current, and in the same words for one that
 * the viewer may not compare with others.
 */
export async function resolvePair(
  { store }: OpenRegister,
  view: RegisterView,
  [first, second]: readonly [RecordId, RecordId],
): Promise<readonly [SeenRecord, SeenRecord]> {
  const seen = new Map((await view.records.byIds([first, second])).map((record) => [record.id, record]));
  const whole = await store.recordsAt([...seen.values()].map(({ index }) => index));
  const comparable = await view.comparable(whole.map(({ id }) => id));
  const byIndex = new Map(whole.map((record) => [record.index, record]));
  const resolve = (id: RecordId): SeenRecord => {
    const own = seen.get(id);
    const record = own === undefined ? undefined : byIndex.get(own.index);
    if (own !== undefined && record !== undefined && comparable.has(record.id)) return { record, seen: own };
    throw new RecountError("not-found", `got ${JSON.stringify(id)}, wanted the id of a current record`);
  };
  const pair = [resolve(first), resolve(second)] as const;
  await view.look(
    "pair",
    pair.map(({ record }) => record.index),
    judgedFields,
  );
  return pair;
}

/** These records as the viewer may see them, by their own ids; those that may not be compared are not among them. */
export async function seenRecords(
  view: RegisterView,
  records: readonly StoredRecord[],
): Promise<ReadonlyMap<RecordId, StoredRecord>> {
  const comparable = await view.comparable(records.map(({ id }) => id));
  const shown = records.filter(({ id }) => comparable.has(id));
  const seen = new Map(
    (await view.records.at(shown.map(({ index }) => index))).map((each) => [each.index, each]),
  );
  return new Map(
    shown.flatMap(({ id, index }) => {
      const own = seen.get(index);
      return own === undefined ? [] : [[id, own] as const];
    }),
  );
}
