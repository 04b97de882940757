/** Review over HTTP: the shapes of its answers, and what the application asks of the register for them. */
import { z } from "@hono/zod-openapi";
import { judgementAnswers, judgementStandings } from "../model/judgement.ts";
import { placePrecisions } from "../model/place.ts";
import { recordKinds } from "../model/record.ts";
import { sharingAnswers } from "../model/sharing.ts";
import { reviewQueues } from "../steps/review/review-queues.ts";
import { type PageQuery, pageOf, pageQuery } from "./paging.ts";

const count = z.int().min(0);
const share = z.object({ value: z.number(), lower: z.number(), upper: z.number() });

export const shownRecordSchema = z
  .object({
    id: z.string(),
    kind: z.enum(recordKinds),
    source: z.string(),
    sourceName: z.string(),
    row: count,
    fields: z
      .array(
        z.object({
          field: z.string(),
          text: z.string().describe("as written by the source"),
          romanised: z.string().optional().describe("absent when it is written in Latin letters"),
        }),
      )
      .readonly(),
  })
  .openapi("ShownRecord");

const waterfallSchema = z
  .object({
    prior: z.number(),
    steps: z
      .array(
        z.object({
          field: z.string(),
          left: z.string(),
          right: z.string(),
          level: z.string(),
          view: z.string().optional(),
          bits: z.number(),
          frequencyBits: z.number(),
        }),
      )
      .readonly(),
    total: z.number(),
    probability: z.number(),
  })
  .describe("prior, bits and frequency bits add up to the total")
  .openapi("Waterfall");

const toldPlaceSchema = z.object({
  names: z.array(z.string()).readonly().describe("all names, none preferred"),
  precision: z.enum(placePrecisions),
});

export const reviewerPairSchema = z
  .object({
    left: shownRecordSchema,
    right: shownRecordSchema,
    isBlind: z
      .boolean()
      .describe("what others answered and the weights are not told before the reviewer has judged"),
    weighed: z
      .object({
        weight: z.number().describe("bits"),
        probability: z.number(),
        teaches: z.number().describe("what the answer is expected to settle, in bits"),
        waterfall: waterfallSchema,
      })
      .optional()
      .describe("absent while blind"),
    judgements: z
      .array(
        z.object({
          id: count,
          answer: z.enum(judgementAnswers),
          by: z.string(),
          why: z.string(),
          at: z.string(),
        }),
      )
      .readonly()
      .describe("what was said of the pair; none while blind"),
    places: z
      .array(
        z.object({
          field: z.string(),
          left: toldPlaceSchema.optional(),
          right: toldPlaceSchema.optional(),
          distanceKm: z.number().optional(),
        }),
      )
      .readonly()
      .describe("of the fields in which both records name a place that the gazetteer tells"),
  })
  .openapi("ReviewerPair");
export type ReviewerPairAnswer = z.infer<typeof reviewerPairSchema>;

export const nextPairsSchema = z
  .object({
    waiting: z.object({ first: count, second: count, sample: count, contested: count }),
    pairs: z.array(reviewerPairSchema).readonly(),
  })
  .openapi("PairsToJudge");
export type NextPairsAnswer = z.infer<typeof nextPairsSchema>;

const name = z.string().trim().min(1).max(200);
const recordText = z.string().min(1).max(500);

export const nextRequestSchema = z.strictObject({
  limit: z.int().min(1).max(50).default(5),
  by: name.optional().describe("who reviews; people who are signed in review in their own name"),
  queue: z.enum(reviewQueues).default("first"),
  except: z
    .array(z.tuple([recordText, recordText]))
    .max(100)
    .default([])
    .describe("pairs that the reviewer has already"),
});
export type NextPairsBody = z.infer<typeof nextRequestSchema>;

export const pairRequestSchema = z.strictObject({ left: recordText, right: recordText, by: name.optional() });
export type PairBody = z.infer<typeof pairRequestSchema>;

const membersSchema = z
  .object({ total: count, records: z.array(shownRecordSchema).readonly() })
  .openapi("Members");
export const pairClustersSchema = z
  .object({
    together: z.boolean().describe("both records stand in one entity"),
    left: membersSchema,
    right: membersSchema,
  })
  .openapi("PairClusters");
export type PairClustersAnswer = z.infer<typeof pairClustersSchema>;

export const sampleSchema = z.object({ pairs: count }).openapi("DrawnSample");

const shareSchema = z.object({
  share: z.string().describe("the first of the holder's records"),
  to: z.string().describe("the organisation that has the other records"),
  held: z.array(z.string()).readonly(),
});
export const sharesSchema = pageOf(shareSchema).openapi("Shares");
export type SharesAnswer = z.infer<typeof sharesSchema>;

export const shareAnswerSchema = z.strictObject({
  share: recordText,
  to: name,
  answer: z.enum(sharingAnswers),
  why: z.string().trim().min(1).max(2000),
});
export type ShareAnswerBody = z.infer<typeof shareAnswerSchema>;

export const judgementRequestSchema = z.strictObject({
  left: z.string().min(1).max(500),
  right: z.string().min(1).max(500),
  answer: z.enum(judgementAnswers),
  by: z.string().trim().min(1).max(200),
  why: z.string().trim().min(1).max(2000),
});
export type JudgementBody = z.infer<typeof judgementRequestSchema>;

export const judgementSchema = z
  .object({
    id: count.describe("the ledger's index of its entry"),
    left: z.string(),
    right: z.string(),
    answer: z.enum(judgementAnswers),
    by: z.string(),
    why: z.string(),
    at: z.string(),
    seen: z.object({ left: count, right: count }),
    withdrawnBy: count.optional(),
  })
  .openapi("Judgement");
export type JudgementAnswerBody = z.infer<typeof judgementSchema>;

const standingJudgementSchema = judgementSchema
  .extend({
    standing: z.enum(judgementStandings),
    against: z.array(count).readonly().describe("ids of the judgements that it contradicts"),
    changed: z.array(z.string()).readonly().describe("compared fields that changed since"),
  })
  .openapi("StandingJudgement");
export const judgementsQuery = pageQuery.extend({
  standing: z.enum(judgementStandings).optional().describe("only those that stand so"),
});
export type JudgementsQuery = PageQuery & z.infer<typeof judgementsQuery>;
export const judgementsSchema = pageOf(standingJudgementSchema).openapi("Judgements");
export type JudgementsAnswer = z.infer<typeof judgementsSchema>;

export const reviewReportSchema = z
  .object({
    waiting: count,
    agreement: z
      .array(
        z.object({
          reviewers: z.tuple([z.string(), z.string()]).readonly(),
          pairs: count,
          agreed: count,
          kappa: z.number().optional().describe("Cohen's; absent where both gave one answer throughout"),
        }),
      )
      .readonly(),
    accuracy: z
      .object({
        run: count,
        drawn: count,
        judged: count,
        unsure: count,
        level: z.number(),
        interval: z.literal("confidence"),
        precision: share,
        recallOfCompared: share,
        recall: share,
      })
      .optional()
      .describe("absent until a random sample is drawn and some of its linked pairs judged"),
  })
  .openapi("ReviewReport");
export type ReviewAnswer = z.infer<typeof reviewReportSchema>;

/** What the application asks of the register for review. */
export type ReviewService = {
  readonly next: (request: NextPairsBody) => Promise<NextPairsAnswer>;
  /** Throws `not-found` for records that the viewer may not compare. */
  readonly pair: (request: PairBody) => Promise<ReviewerPairAnswer>;
  readonly clusters: (request: PairBody) => Promise<PairClustersAnswer>;
  readonly judge: (request: JudgementBody) => Promise<JudgementAnswerBody>;
  /** Throws `not-found`, or `refused` when it was taken back before. */
  readonly undo: (request: {
    readonly id: number;
    readonly by: string;
    readonly why: string;
  }) => Promise<JudgementAnswerBody>;
  readonly report: () => Promise<ReviewAnswer>;
  /** The newest first. */
  readonly judgements: (query: JudgementsQuery) => Promise<JudgementsAnswer>;
  readonly draw: (count: number) => Promise<number>;
  readonly shares: (query: PageQuery) => Promise<SharesAnswer>;
  readonly answerShare: (request: ShareAnswerBody) => Promise<void>;
};
