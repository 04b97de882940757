/** The pairs that wait for one reviewer: to be judged first, judged again by a second person, or to measure by. */
import { sha256Base64url } from "#sha256";
import type { RecordId } from "../../model/ids.ts";
import { pairKey, type StandingJudgement } from "../../register/standing.ts";
import type { Store } from "../../store/store.ts";
import type { RegisterView } from "../view.ts";
import { undecidedSample } from "./measure-sample.ts";
import { waitingPairs } from "./next-pairs.ts";
import { readStanding } from "./read-standing.ts";

/**
 * `first`: could go either way, and nobody decided. `second`: one other person judged. `sample`: drawn at random to
 * measure the linkage. `contested`: judgements contradict each other.
 */
export const reviewQueues = ["first", "second", "sample", "contested"] as const;
export type ReviewQueue = (typeof reviewQueues)[number];

export type QueuedPair = { readonly left: RecordId; readonly right: RecordId; readonly teaches: number };
export type Queues = { readonly [queue in ReviewQueue]: readonly QueuedPair[] };

/** The queues of the reviewer of that name, without the pairs whose records the viewer may not compare. */
export async function readQueues(store: Store, view: RegisterView, by: string): Promise<Queues> {
  const [first, sample, standing] = await Promise.all([
    waitingPairs(store, view, by),
    undecidedSample(store),
    readStanding(store),
  ]);
  const current = currentByPair(standing);
  const judged = [...current.values()];
  const contested = judged.filter((said) => said.some(({ standing: stands }) => stands === "contested"));
  const second = judged.filter((said) => !contested.includes(said) && isForSecond(said, by));
  const queues = {
    first,
    second: second.map(pairOf).sort(inOrderOf(by)),
    sample: sample.map(({ left, right }) => ({ left, right, teaches: 0 })),
    contested: contested.map(pairOf),
  };
  return comparableQueues(view, queues);
}

async function comparableQueues(view: RegisterView, queues: Queues): Promise<Queues> {
  const ids = Object.values(queues).flatMap((pairs) => pairs.flatMap(({ left, right }) => [left, right]));
  const comparable = await view.comparable([...new Set(ids)]);
  const seen = (pairs: readonly QueuedPair[]) =>
    pairs.filter(({ left, right }) => comparable.has(left) && comparable.has(right));
  return {
    first: queues.first,
    second: seen(queues.second),
    sample: seen(queues.sample),
    contested: seen(queues.contested),
  };
}

/** By pair, what each person says of it now. */
export function currentByPair(
  standing: readonly StandingJudgement[],
): ReadonlyMap<string, readonly StandingJudgement[]> {
  const current = standing.filter(({ standing: stands }) =>
    ["holds", "contested", "to-confirm"].includes(stands),
  );
  return Map.groupBy(current, pairKey);
}

// An unsure pair waits among the first ones: somebody else may be sure.
const isForSecond = (said: readonly StandingJudgement[], by: string): boolean =>
  said.length === 1 && said.every((each) => each.by !== by && each.answer !== "unsure");

const pairOf = ([judgement]: readonly StandingJudgement[]): QueuedPair => ({
  left: judgement?.left as RecordId,
  right: judgement?.right as RecordId,
  teaches: 0,
});

/** An order that tells nothing of the answers or of who gave them, another for each reviewer. */
function inOrderOf(by: string): (a: QueuedPair, b: QueuedPair) => number {
  const place = (pair: QueuedPair) => sha256Base64url(`${by}\n${pairKey(pair)}`);
  return (a, b) => (place(a) < place(b) ? -1 : 1);
}
