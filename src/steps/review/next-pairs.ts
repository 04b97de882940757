/** The pairs whose answer would teach most, side by side with the reasons for and against. */
import type { Waterfall } from "../../linkage/explain.ts";
import { matchProbability } from "../../linkage/match-weight.ts";
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import { pairKey } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { ReviewPair, Store } from "../../store/store.ts";
import { recordExplainer } from "../link/explain-records.ts";
import type { RegisterView } from "../view.ts";
import { cutWaterfall } from "./cut-waterfall.ts";
import { readStanding } from "./read-standing.ts";
import { seenRecords } from "./resolve-pair.ts";
import { judgedFields, type ShownRecord, showRecord } from "./show-record.ts";

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
 * how many such pairs wait. Pairs of records that are current no more, or that the viewer may not compare, are left out.
 */
export async function nextPairs(
  register: OpenRegister,
  view: RegisterView,
  { limit, by }: { readonly limit: number; readonly by?: string },
): Promise<NextPairs> {
  const waiting = await waitingPairs(register.store, view, by);
  const chosen = waiting.slice(0, limit);
  return { waiting: waiting.length, pairs: await showPairs(register, view, chosen) };
}

/** These pairs side by side; one whose records are current no more, or not for the viewer, is left out. */
export async function showPairs(
  register: OpenRegister,
  view: RegisterView,
  pairs: readonly ChosenPair[],
): Promise<readonly PairToJudge[]> {
  return (await showEach(register, view, pairs)).map(({ shown }) => shown);
}

export type ChosenPair = Omit<ReviewPair, "weight">;
export type ShownPair = {
  readonly pair: ChosenPair;
  readonly shown: PairToJudge;
  readonly seen: readonly [StoredRecord, StoredRecord]; // as the viewer may see them
};

/** As `showPairs`, each with the pair that it is and the records that it was made of. */
export async function showEach(
  register: OpenRegister,
  view: RegisterView,
  pairs: readonly ChosenPair[],
): Promise<readonly ShownPair[]> {
  const { store } = register;
  const sources = new Map((await view.sources()).map(({ id, name }) => [id, name]));
  const ids = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))];
  const records = new Map((await store.recordsByIds(ids)).map((record) => [record.id, record]));
  const seen = await seenRecords(view, [...records.values()]);
  await view.look(
    "review",
    [...seen.values()].map(({ index }) => index),
    judgedFields,
  );
  const explainers = new Map<RecordKind, Awaited<ReturnType<typeof recordExplainer>>>();
  const explain = async (left: StoredRecord, right: StoredRecord) => {
    const explainer = explainers.get(left.kind) ?? (await recordExplainer(register, left.kind));
    explainers.set(left.kind, explainer);
    return explainer(left.id, right.id);
  };
  const shown: ShownPair[] = [];
  for (const pair of pairs) {
    const { left, right, teaches } = pair;
    const [a, b] = [records.get(left), records.get(right)];
    const [seenA, seenB] = [seen.get(left), seen.get(right)];
    if (a === undefined || b === undefined || seenA === undefined || seenB === undefined) continue;
    const waterfall = cutWaterfall(await explain(a, b), view.viewer, [
      { record: a, seen: seenA },
      { record: b, seen: seenB },
    ]);
    const weight = waterfall.total;
    const sides = { left: showRecord(seenA, sources), right: showRecord(seenB, sources) };
    const judged = { ...sides, weight, probability: matchProbability(weight), teaches, waterfall };
    shown.push({ pair, shown: judged, seen: [seenA, seenB] });
  }
  return shown;
}

/** How many pairs wait for the judgement of people who see what the viewer sees. */
export async function countWaiting(store: Store, view: RegisterView): Promise<number> {
  return (await waitingPairs(store, view)).length;
}

/** The pairs of the latest run that nobody decided and that `by`, when given, did not judge. */
export async function waitingPairs(
  store: Store,
  view: RegisterView,
  by?: string,
): Promise<readonly ReviewPair[]> {
  const [pairs, standing] = await Promise.all([store.reviewPairs(), readStanding(store)]);
  const done = new Set(
    standing
      .filter(({ standing: stands, answer, by: who }) => {
        const isCurrent = stands === "holds" || stands === "contested";
        return isCurrent && (answer !== "unsure" || who === by);
      })
      .map(pairKey),
  );
  const open = pairs.filter((pair) => !done.has(pairKey(pair)));
  const comparable = await view.comparable(open.flatMap(({ left, right }) => [left, right]));
  return open.filter(({ left, right }) => comparable.has(left) && comparable.has(right));
}
