/** The pairs before a reviewer: the next ones fetched ahead, each judgement sent at once. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { JudgementAnswer } from "../../../model/judgement.ts";
import type { PairsToJudge, ReviewerPair } from "../../generated/api.ts";
import {
  fetchPair,
  fetchPairs,
  type PairIds,
  type Reviewer,
  type ReviewQueue,
  sendJudgement,
  undoJudgement,
} from "../../queries/review.ts";

const AHEAD = 5; // pairs behind the one that is shown

export type Judged = {
  readonly number: number; // of the sitting, from 1
  readonly pair: ReviewerPair; // with what may be known of it since it is judged
  readonly answer: JudgementAnswer;
};

export type Pairs = {
  readonly pair: ReviewerPair | undefined; // none while the first are coming, or when none waits
  readonly waiting: PairsToJudge["waiting"] | undefined;
  readonly judged: number; // in this sitting
  readonly last: Judged | undefined;
  readonly isComing: boolean;
  readonly error: Error | undefined; // of the last request; what failed is before the reviewer again
  readonly unsent: readonly Unsent[];
  readonly judge: (answer: JudgementAnswer, why: string) => void;
  readonly retry: () => void; // what was not sent, else what was not fetched
};

/** A judgement that could not be sent: its pair is before the reviewer again, with what was answered and why. */
export type Unsent = {
  readonly pair: ReviewerPair;
  readonly answer: JudgementAnswer;
  readonly why: string;
};

type Waiting = { readonly counts: PairsToJudge["waiting"]; readonly judged: number }; // as they were after so many judgements

export type PairsOptions = Reviewer & {
  readonly queue: ReviewQueue;
  /** Is told of each judgement once it is kept, with what takes it back. */
  readonly onJudged: (judged: Judged, undo: () => Promise<unknown>) => void;
};

/** Requires to be mounted anew for another queue or reviewer. */
export function usePairs({ queue, by, onJudged }: PairsOptions): Pairs {
  const [pairs, setPairs] = useState<readonly ReviewerPair[]>([]);
  const [waiting, setWaiting] = useState<Waiting>();
  const [isComing, setComing] = useState(true);
  const [error, setError] = useState<Error>();
  const [last, setLast] = useState<Judged>();
  const [judged, setJudged] = useState(0);
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const sent = useRef<readonly PairIds[]>([]); // not yet acknowledged, or only since the last request
  const latest = useRef({ pairs, judged });
  const hasMore = useRef(false);
  const line = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    latest.current = { pairs, judged };
  }, [pairs, judged]);

  const refill = useCallback(async () => {
    setComing(true);
    setError(undefined);
    const known = latest.current.pairs.map(({ left, right }) => ({ left: left.id, right: right.id }));
    const { judged: before } = latest.current;
    try {
      const next = await fetchPairs(queue, { by, limit: AHEAD + 1, except: [...known, ...sent.current] });
      hasMore.current = next.pairs.length > AHEAD;
      setWaiting({ counts: next.waiting, judged: before });
      setPairs((now) => [...now, ...next.pairs.filter((pair) => !now.some((each) => isSame(each, pair)))]);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setComing(false);
    }
  }, [queue, by]);
  useEffect(() => void refill(), [refill]);
  useEffect(() => {
    if (!isComing && error === undefined && hasMore.current && pairs.length <= AHEAD) void refill();
  }, [isComing, error, pairs, refill]);

  const send = (one: Unsent, number: number) => {
    const { pair, answer, why } = one;
    const ids = { left: pair.left.id, right: pair.right.id };
    setPairs((now) => now.filter((each) => !isSame(each, pair)));
    setUnsent((now) => now.filter((each) => !isSame(each.pair, pair)));
    setJudged((count) => count + 1);
    setError(undefined);
    sent.current = [...sent.current, ids].slice(-4 * AHEAD);
    const takeIn = async () => {
      const { id } = await sendJudgement({ pair, answer, why, by });
      const after = pair.isBlind ? await fetchPair(pair, { by }) : pair;
      const done = { number, pair: after, answer };
      setLast((before) => (before !== undefined && before.number > number ? before : done));
      onJudged(done, async () => {
        await undoJudgement(id, { by });
        sent.current = sent.current.filter(({ left, right }) => left !== ids.left || right !== ids.right);
        setJudged((count) => count - 1);
        setLast(undefined);
        setPairs((now) => [pair, ...now.filter((each) => !isSame(each, pair))]);
      });
    };
    // In the order of the keys: of what one person said of one pair, the latest counts.
    line.current = line.current.then(takeIn).catch((failure: unknown) => {
      setError(failure as Error);
      setJudged((count) => count - 1);
      setPairs((now) => [pair, ...now]);
      setUnsent((now) => [...now, one]);
    });
  };
  const judge = (answer: JudgementAnswer, why: string) => {
    const [pair] = pairs;
    if (pair !== undefined) send({ pair, answer, why }, judged + 1);
  };
  const retry = () => {
    if (unsent.length === 0) void refill();
    else for (const [i, one] of unsent.entries()) send(one, judged + 1 + i);
  };
  const [pair] = pairs;
  const waits = waiting && { ...waiting.counts, [queue]: waiting.counts[queue] + waiting.judged - judged };
  return { pair, waiting: waits, judged, last, isComing, error, unsent, judge, retry };
}

const isSame = (a: ReviewerPair, b: ReviewerPair): boolean =>
  a.left.id === b.left.id && a.right.id === b.right.id;
