/** Judgements as a viewer may know of them: of records that they may compare, by the ids that they know. */
import type { RecordId } from "../../model/ids.ts";
import type { Store } from "../../store/store.ts";
import type { RegisterView } from "../view.ts";
import { seenRecords } from "./resolve-pair.ts";

/** Those whose records the viewer may compare; the keeper knows of those too whose records are gone. */
export async function seenJudgements<Pair extends { readonly left: RecordId; readonly right: RecordId }>(
  store: Store,
  view: RegisterView,
  judgements: readonly Pair[],
): Promise<readonly Pair[]> {
  if (view.viewer.as === "keeper") return judgements;
  const ids = [...new Set(judgements.flatMap(({ left, right }) => [left, right]))];
  const seen = await seenRecords(view, await store.recordsByIds(ids));
  return judgements.flatMap((judgement) => {
    const [left, right] = [seen.get(judgement.left)?.id, seen.get(judgement.right)?.id];
    return left === undefined || right === undefined ? [] : [{ ...judgement, left, right }];
  });
}
