/** Review: what waits, what is judged, and how far reviewers agree. */
import { queryOptions } from "@tanstack/react-query";
import type { JudgementAnswer } from "../../model/judgement.ts";
import type { SharingAnswer } from "../../model/sharing.ts";
import { ask, askAll } from "../api.ts";
import type { Judgement, PairClusters, PairsToJudge, ReviewerPair } from "../generated/api.ts";

export type ReviewQueue = keyof PairsToJudge["waiting"];

/** Who reviews: sent where the register knows no people, and passed over where it does. */
export type Reviewer = { readonly by: string };
export type PairIds = { readonly left: string; readonly right: string };

const idsOf = ({ left, right }: ReviewerPair): PairIds => ({ left: left.id, right: right.id });

/** The next pairs of a queue beside those that the reviewer has already. */
export function fetchPairs(
  queue: ReviewQueue,
  { by, limit, except }: Reviewer & { readonly limit: number; readonly except: readonly PairIds[] },
): Promise<PairsToJudge> {
  const here = except.map(({ left, right }) => [left, right] as const);
  return ask("POST /api/review/next", { body: { queue, limit, by, except: here } });
}

export type Judging = Reviewer & {
  readonly pair: ReviewerPair;
  readonly answer: JudgementAnswer;
  readonly why: string;
};

export function sendJudgement({ pair, answer, by, why }: Judging): Promise<Judgement> {
  return ask("POST /api/review/judgements", { body: { ...idsOf(pair), answer, by, why } });
}

export function undoJudgement(id: number, { by }: Reviewer): Promise<Judgement> {
  return ask("POST /api/review/judgements/{id}/undo", { path: { id }, body: { by } });
}

/** The pair again, with what the reviewer may know of it by now. */
export function fetchPair(pair: ReviewerPair, { by }: Reviewer): Promise<ReviewerPair> {
  return ask("POST /api/review/pair", { body: { ...idsOf(pair), by } });
}

/** The other members of both entities: asked for by the reviewer, since each is a look at a person's record. */
export const clustersQuery = (pair: ReviewerPair, { by }: Reviewer) =>
  queryOptions({
    queryKey: ["review", "clusters", pair.left.id, pair.right.id, by],
    queryFn: ({ signal }): Promise<PairClusters> =>
      ask("POST /api/review/clusters", { body: { ...idsOf(pair), by } }, { signal }),
    gcTime: 0,
  });

export const reviewReportQuery = queryOptions({
  queryKey: ["review", "report"],
  queryFn: ({ signal }) => ask("GET /api/review", {}, { signal }),
});

/** Judgements that contradict one another. */
export const contestedQuery = queryOptions({
  queryKey: ["review", "contested"],
  queryFn: async ({ signal }) =>
    (await askAll("GET /api/review/judgements", { query: { standing: "contested" } }, { signal })).items,
});

export function drawSample(count: number): Promise<{ readonly pairs: number }> {
  return ask("POST /api/review/sample", { body: { count } });
}

export const sharesQuery = queryOptions({
  queryKey: ["review", "shares"],
  queryFn: async ({ signal }) => (await askAll("GET /api/review/shares", {}, { signal })).items,
});

export function answerShare(request: {
  readonly share: string;
  readonly to: string;
  readonly answer: SharingAnswer;
  readonly why: string;
}): Promise<unknown> {
  return ask("POST /api/review/shares", { body: request });
}
