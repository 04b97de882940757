/** Appeals over HTTP, from the first word to the answers of addressees: the shapes of what is sent and answered. */
import { z } from "@hono/zod-openapi";
import { DISPUTE_LIMIT } from "../appeal/letter.ts";
import { draftRules } from "../appeal/reading/check-draft.ts";
import { responseStates } from "../model/entry.ts";
import { units } from "../model/figure.ts";
import { harmKinds } from "../model/harm.ts";
import { publishedCountSchema } from "./answers.ts";
import type { AppealDraftService } from "./appeal-draft-answers.ts";
import { type PageQuery, pageOf } from "./paging.ts";

const count = z.int().min(0);
const version = z.int().min(1);
const day = z.string().describe("1995-03-17");

export const appealName = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N}-]{1,80}$/u)
  .describe("the appeal's short name");

const headSchema = z.object({
  appeal: z.string(),
  title: z.string(),
  language: z.string(),
  version,
  translates: z.string().optional().describe("short name of the text that this is another language of"),
  taken: version.optional().describe("the newest version in the ledger"),
  draft: z.object({ by: z.string(), saved: z.string() }).optional(),
  invited: z.boolean().describe("its newest version in the ledger is put up for signature"),
  published: version.optional(),
});
export const appealsSchema = pageOf(headSchema).openapi("Appeals");

const signatorySchema = z.object({
  principal: z.string(),
  name: z.string(),
  role: z.string().optional(),
  organisation: z.string().optional(),
  signed: z.object({ on: day }).optional(),
  withdrawn: z.object({ on: day, why: z.string() }).optional(),
});

export const appealSchema = z
  .object({
    appeal: z.string(),
    title: z.string().describe("of its newest version in the ledger, as all that follows"),
    language: z.string(),
    figures: z
      .array(
        z.object({
          id: z.string(),
          unit: z.enum(units),
          harm: z.enum(harmKinds).optional(),
          atLeast: publishedCountSchema,
          proof: z.enum(["open", "tokens", "attested"]),
        }),
      )
      .optional()
      .describe("as they are fixed since it was put up for signature; only for whoever may publish"),
    versions: z.array(z.object({ version, index: count })).readonly(),
    addressees: z.array(z.string()).readonly(),
    quorum: count.optional().describe("signatures without which it is not published"),
    signatories: z.array(signatorySchema).readonly(),
    invited: z.boolean(),
    responses: z
      .array(
        z.object({
          version,
          addressee: z.string(),
          state: z.enum(responseStates),
          on: z.string(),
          text: z.string().optional(),
        }),
      )
      .readonly(),
    disputes: z
      .array(
        z.object({
          entry: count,
          version,
          statement: version,
          by: z.string(),
          on: day,
          text: z.string(),
          evidence: z
            .array(z.object({ name: z.string(), digest: z.string().describe("SHA-256 of the file") }))
            .readonly(),
          answer: z.object({ text: z.string(), on: day }).optional(),
        }),
      )
      .readonly(),
    refusals: z.array(z.object({ kind: z.string(), received: day, reason: z.string() })).readonly(),
    publications: z.array(z.object({ version, size: count })).readonly(),
  })
  .openapi("Appeal");
export type AppealAnswer = z.infer<typeof appealSchema>;

export const takenSchema = z.object({ appeal: z.string(), version, figures: count }).openapi("TakenAppeal");

export const invitedSchema = z
  .object({
    file: z.string().describe("what is sent to those who sign"),
    texts: z.array(z.object({ appeal: z.string(), language: z.string(), manifest: z.string() })).readonly(),
  })
  .openapi("InvitedAppeal");

export const letterRequestSchema = z.strictObject({
  text: z.string().min(1).max(1_000_000).describe("the file that was sent in"),
  fingerprint: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("of an organisation's first key, as its people confirmed it by telephone or on paper"),
});
export const collectedSchema = z
  .object({
    kind: z.string(),
    appeal: z.string(),
    about: z.string(),
    refused: z.string().optional().describe("why it was not taken; it is on record that it came"),
  })
  .openapi("CollectedLetter");

export const responseRequestSchema = z.strictObject({
  addressee: z.string().min(1).max(500),
  state: z.enum(responseStates),
  on: z
    .string()
    .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
    .describe("1995, 1995-03 or 1995-03-17"),
  text: z.string().trim().min(1).max(DISPUTE_LIMIT).optional(),
});

export const replyRequestSchema = z.strictObject({ text: z.string().trim().min(1).max(DISPUTE_LIMIT) });

export const checkedSchema = z
  .object({
    issues: z.array(
      z.object({
        rule: z.enum(draftRules),
        line: count.describe("from 1; 0 where the head is meant"),
        text: z.string(),
        message: z.string(),
      }),
    ),
    advice: z.array(
      z.object({ rule: z.enum(draftRules), line: count, text: z.string(), message: z.string() }),
    ),
  })
  .openapi("CheckedDraft");

export const draftFigureSchema = z
  .object({
    asked: z.string().describe("as it was sent"),
    figure: z
      .object({
        directive: z.string().describe("as it is written in full"),
        query: z
          .string()
          .describe("the same for two figures that count the same, whatever their places are called"),
        unit: z.enum(units),
        harm: z.enum(harmKinds).optional(),
        documented: publishedCountSchema,
        atLeast: publishedCountSchema.describe("what the text says"),
        proof: z.enum(["open", "tokens", "attested"]),
        conflicts: count.describe("people whom another list gives as alive later; to be judged first"),
      })
      .optional(),
    refused: z.string().optional().describe("why it is bound to nothing"),
  })
  .openapi("DraftFigure");

/** What the application asks of the register for appeals. */
export type AppealService = AppealDraftService & {
  readonly list: (query: PageQuery) => Promise<z.infer<typeof appealsSchema>>;
  readonly find: (appeal: string) => Promise<AppealAnswer>;
  /** Puts the newest version up for signature. Throws `InputRefused` when its languages are not the same. */
  readonly invite: (appeal: string, anew: boolean) => Promise<z.infer<typeof invitedSchema>>;
  readonly collect: (letter: z.infer<typeof letterRequestSchema>) => Promise<z.infer<typeof collectedSchema>>;
  readonly respond: (appeal: string, given: z.infer<typeof responseRequestSchema>) => Promise<number>;
  readonly reply: (dispute: number, text: string) => Promise<void>;
};
