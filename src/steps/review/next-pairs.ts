/** The pairs whose answer would teach most, side by side with the reasons for and against. */
import type { Waterfall } from "../../linkage/explain.ts";
import { matchProbability } from "../../linkage/match-weight.ts";
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import { pairKey } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { ReviewPair, Store } from "../../store/store.ts";
import { recordExplainer } from "../link/explain-records.ts";
import { readStanding } from "./read-standing.ts";
import { type ShownRecord, showRecord } from "./show-record.ts";

export type PairToJudge = {
  readonly left: ShownRecord;
  readonly right: ShownRecord;
  readonly weight: number; // bits
  readonly probability: number;
  readonly teaches: number;
  readonly waterfall: Waterfall;
};

export type NextPairs = { readonly waiting: number; readonly pairs: readonly PairToJudge[] };

/**
 * At most `limit` pairs that nobody decided and that `by`, when given, did not judge, those that teach most first; and
 * how many such pairs wait. Pairs of records that are current no more are left out.
 */
export async function nextPairs(
  register: OpenRegister,
  { limit, by }: { readonly limit: number; readonly by?: string },
): Promise<NextPairs> {
  const waiting = await waitingPairs(register.store, by);
  const chosen = waiting.slice(0, limit);
  return { waiting: waiting.length, pairs: await showPairs(register, chosen) };
}

/** These pairs side by side; one whose records are current no more is left out. */
export async function showPairs(
  register: OpenRegister,
  pairs: readonly Omit<ReviewPair, "weight">[],
): Promise<readonly PairToJudge[]> {
  const { store } = register;
  const sources = new Map((await store.sources()).map(({ id, name }) => [id, name]));
  const ids = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))];
  const records = new Map((await store.recordsByIds(ids)).map((record) => [record.id, record]));
  const explainers = new Map<RecordKind, Awaited<ReturnType<typeof recordExplainer>>>();
  const explain = async (left: StoredRecord, right: StoredRecord) => {
    const explainer = explainers.get(left.kind) ?? (await recordExplainer(register, left.kind));
    explainers.set(left.kind, explainer);
    return explainer(left.id, right.id);
  };
  const shown: PairToJudge[] = [];
  for (const { left, right, teaches } of pairs) {
    const [a, b] = [records.get(left), records.get(right)];
    if (a === undefined || b === undefined) continue;
    const waterfall = await explain(a, b);
    const weight = waterfall.total;
    const sides = { left: showRecord(a, sources), right: showRecord(b, sources) };
    shown.push({ ...sides, weight, probability: matchProbability(weight), teaches, waterfall });
  }
  return shown;
}

/** How many pairs wait for anybody's judgement. */
export async function countWaiting(store: Store): Promise<number> {
  return (await waitingPairs(store)).length;
}

async function waitingPairs(store: Store, by?: string): Promise<readonly ReviewPair[]> {
  const [pairs, standing] = await Promise.all([store.reviewPairs(), readStanding(store)]);
  const done = new Set(
    standing
      .filter(({ standing: stands, answer, by: who }) => {
        const isCurrent = stands === "holds" || stands === "contested";
        return isCurrent && (answer !== "unsure" || who === by);
      })
      .map(pairKey),
  );
  return pairs.filter((pair) => !done.has(pairKey(pair)));
}
