/** A person's word on two records into the ledger, and out of it again. */
import { RecountError } from "../../base/errors.ts";
import type { RecordId } from "../../model/ids.ts";
import type { Judgement, JudgementAnswer, StoredJudgement } from "../../model/judgement.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { RegisterView } from "../view.ts";
import { resolvePair } from "./resolve-pair.ts";
import { seenJudgements } from "./seen-judgements.ts";

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
  register: OpenRegister,
  view: RegisterView,
  { records: ids, answer, by, why, now }: JudgementRequest,
): Promise<StoredJudgement> {
  if (by.trim() === "" || why.trim() === "")
    throw new RecountError("input-judgement", "got a judgement without a name or a reason, wanted both");
  const [first, second] = ids;
  if (first === second)
    throw new RecountError("input-judgement", `got ${JSON.stringify(first)} twice, wanted two records`);
  const pair = await resolvePair(register, view, ids);
  const [left, right] = pair[0].record.id < pair[1].record.id ? pair : [pair[1], pair[0]];
  if (left.record.kind !== right.record.kind)
    throw new RecountError(
      "input-judgement",
      `got a ${left.record.kind} and a ${right.record.kind}, wanted two records of one kind`,
    );
  const judgement: Judgement = {
    left: left.record.id,
    right: right.record.id,
    answer,
    by: by.trim(),
    why: why.trim(),
    at: now.toISOString(),
    seen: { left: left.record.index, right: right.record.index },
  };
  const { start } = await register.store.append([{ entry: "judgement", judgement }], register.newKeys(1));
  return { ...judgement, left: left.seen.id, right: right.seen.id, id: start };
}

/** Takes a judgement back by an entry of its own. Throws `not-found` where the viewer knows of none, or `refused` when it was taken back before. */
export async function undoJudgement(
  register: OpenRegister,
  view: RegisterView,
  {
    id,
    by,
    why,
    now,
  }: { readonly id: number; readonly by: string; readonly why: string; readonly now: Date },
): Promise<StoredJudgement> {
  const { store, newKeys } = register;
  const made = (await store.judgements()).filter((known) => known.id === id);
  const [judgement] = await seenJudgements(store, view, made);
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
