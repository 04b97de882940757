/** A person's word on two records into the ledger, and out of it again. */
import { RecountError } from "../../base/errors.ts";
import type { RecordId } from "../../model/ids.ts";
import type { Judgement, JudgementAnswer, StoredJudgement } from "../../model/judgement.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";

export type JudgementRequest = {
  readonly records: readonly [RecordId, RecordId];
  readonly answer: JudgementAnswer;
  readonly by: string;
  readonly why: string;
  readonly now: Date;
};

/**
 * Enters a judgement. Throws `not-found` for a record that is not current, `input-judgement` for one record twice, for
 * records of two kinds, and without a name or a reason.
 */
export async function judgePair(
  { store, newKeys }: OpenRegister,
  { records: ids, answer, by, why, now }: JudgementRequest,
): Promise<StoredJudgement> {
  if (by.trim() === "" || why.trim() === "")
    throw new RecountError("input-judgement", "got a judgement without a name or a reason, wanted both");
  const [first, second] = ids;
  if (first === second)
    throw new RecountError("input-judgement", `got ${JSON.stringify(first)} twice, wanted two records`);
  const found = new Map((await store.recordsByIds(ids)).map((record) => [record.id, record]));
  const [left, right] = (first < second ? ids : [second, first]).map((id) => {
    const record = found.get(id);
    if (record !== undefined) return record;
    throw new RecountError("not-found", `got ${JSON.stringify(id)}, wanted the id of a current record`);
  });
  if (left === undefined || right === undefined || left.kind !== right.kind)
    throw new RecountError(
      "input-judgement",
      `got a ${left?.kind} and a ${right?.kind}, wanted two records of one kind`,
    );
  const judgement: Judgement = {
    left: left.id,
    right: right.id,
    answer,
    by: by.trim(),
    why: why.trim(),
    at: now.toISOString(),
    seen: { left: left.index, right: right.index },
  };
  const { start } = await store.append([{ entry: "judgement", judgement }], newKeys(1));
  return { ...judgement, id: start };
}

/** Takes a judgement back by an entry of its own. Throws `not-found`, or `refused` when it was taken back before. */
export async function undoJudgement(
  { store, newKeys }: OpenRegister,
  {
    id,
    by,
    why,
    now,
  }: { readonly id: number; readonly by: string; readonly why: string; readonly now: Date },
): Promise<StoredJudgement> {
  const judgement = (await store.judgements()).find((known) => known.id === id);
  if (judgement === undefined)
    throw new RecountError("not-found", `got ${id}, wanted the id of a judgement: see recount review --list`);
  if (judgement.withdrawnBy !== undefined)
    throw new RecountError(
      "refused",
      `judgement ${id} was taken back before, by entry ${judgement.withdrawnBy}`,
    );
  const entry = { entry: "undo-judgement", judgement: id, by, why, at: now.toISOString() } as const;
  const { start } = await store.append([entry], newKeys(1));
  return { ...judgement, withdrawnBy: start };
}
