/** Review over HTTP: the shapes of its answers, and what the application asks of the register for them. */
import { z } from "@hono/zod-openapi";
import { judgementAnswers, judgementStandings } from "../model/judgement.ts";
import { recordKinds } from "../model/record.ts";

const count = z.int().min(0);
const share = z.object({ value: z.number(), lower: z.number(), upper: z.number() });

const shownRecordSchema = z
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

export const nextPairsSchema = z
  .object({
    waiting: count.describe("pairs that nobody decided"),
    pairs: z
      .array(
        z.object({
          left: shownRecordSchema,
          right: shownRecordSchema,
          weight: z.number().describe("bits"),
          probability: z.number(),
          teaches: z.number().describe("what the answer is expected to settle, in bits"),
          waterfall: waterfallSchema,
        }),
      )
      .readonly(),
  })
  .openapi("PairsToJudge");
export type NextPairsAnswer = z.infer<typeof nextPairsSchema>;

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

export const reviewReportSchema = z
  .object({
    waiting: count,
    judgements: z
      .array(
        judgementSchema.extend({
          standing: z.enum(judgementStandings),
          against: z.array(count).readonly().describe("ids of the judgements that it contradicts"),
          changed: z.array(z.string()).readonly().describe("compared fields that changed since"),
        }),
      )
      .readonly(),
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
  readonly next: (limit: number, by: string | undefined) => Promise<NextPairsAnswer>;
  readonly judge: (request: JudgementBody) => Promise<JudgementAnswerBody>;
  /** Throws `not-found`, or `refused` when it was taken back before. */
  readonly undo: (request: {
    readonly id: number;
    readonly by: string;
    readonly why: string;
  }) => Promise<JudgementAnswerBody>;
  readonly report: () => Promise<ReviewAnswer>;
};
