/** Judgements as a viewer may know of them: of records that they may compare, by the ids that they know. */
import { formatCanonicalJson, type Json } from "../../base/canonical-json.ts";
import type { RecordId } from "../../model/ids.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Store } from "../../store/store.ts";
import type { RegisterView } from "../view.ts";
import { seenRecords } from "./resolve-pair.ts";

type Judged = { readonly left: RecordId; readonly right: RecordId; readonly why?: string };

/**
 * Those whose records the viewer may compare; the keeper knows of those too whose records are gone. A reason may quote
 * what a record says: it is left out unless the viewer sees both records whole.
 */
export async function seenJudgements<Pair extends Judged>(
  store: Store,
  view: RegisterView,
  judgements: readonly Pair[],
): Promise<readonly Pair[]> {
  if (view.viewer.as === "keeper") return judgements;
  const ids = [...new Set(judgements.flatMap(({ left, right }) => [left, right]))];
  const records = await store.recordsByIds(ids);
  const seen = await seenRecords(view, records);
  const whole = new Set(records.filter((record) => isWhole(record, seen.get(record.id))).map(({ id }) => id));
  return judgements.flatMap((judgement) => {
    const [left, right] = [seen.get(judgement.left)?.id, seen.get(judgement.right)?.id];
    if (left === undefined || right === undefined) return [];
    const isTold = whole.has(judgement.left) && whole.has(judgement.right);
    return [{ ...judgement, left, right, ...(judgement.why !== undefined && !isTold && { why: "" }) }];
  });
}

// Canonical, since the parts of a record are put together in another order than they were written.
const isWhole = (record: StoredRecord, seen: StoredRecord | undefined): boolean =>
  seen !== undefined &&
  formatCanonicalJson(record as unknown as Json) === formatCanonicalJson(seen as unknown as Json);
