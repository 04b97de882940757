/** Audits by random sample over HTTP: the shapes of what is sent and answered. */
import { z } from "@hono/zod-openapi";
import { auditFindings } from "../appeal/audit.ts";
import { appealName } from "./appeal-answers.ts";
import { type Page, type PageQuery, pageOf } from "./paging.ts";
import { shownRecordSchema } from "./review-answers.ts";

const count = z.int().min(0);
const auditText = z
  .string()
  .min(1)
  .max(1_000_000)
  .describe("canonical JSON: the bytes that auditors sign, as `recount audit draw` writes them");
const token = z.string().regex(/^[\w-]{43}$/);
const figure = z
  .string()
  .regex(/^[\w-]{1,40}$/)
  .describe("as the page names it");

export const drawRequestSchema = z
  .strictObject({
    publication: appealName.describe("folder under /published/"),
    figure,
    seed: z.strictObject({
      text: z.string().min(1).max(500).describe("the words or numbers, as they were published"),
      source: z.string().trim().min(1).max(300).describe("where strangers find them"),
      published: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
        .describe("when they were first to be seen, such as 2026-03-07T20:00:00Z"),
    }),
    size: z
      .int()
      .min(1)
      .max(20_000)
      .optional()
      .describe("how many to draw; enough to bound the bad ones at 2 % unless given"),
  })
  .openapi("DrawAudit");
export type DrawBody = z.infer<typeof drawRequestSchema>;

const resultSchema = z
  .object({
    total: count,
    drawn: count,
    supported: count,
    duplicate: count,
    unsupported: count.describe("with those that have no finding yet"),
    unresolved: count,
    confidence: z.number(),
    mostBad: count.describe("of the total, duplicates or unsupported"),
    mostBadIfUnresolvedAre: count,
  })
  .openapi("AuditResult");

export const auditFileSchema = z
  .object({ audit: auditText, left: count.describe("tokens without a finding"), result: resultSchema })
  .openapi("AuditFile");
export type AuditFileAnswer = z.infer<typeof auditFileSchema>;

export const openTokenSchema = z
  .strictObject({
    audit: auditText,
    token: token.optional().describe("the next without a finding unless given"),
  })
  .openapi("OpenToken");
export type OpenTokenBody = z.infer<typeof openTokenSchema>;

export const openedTokenSchema = z
  .object({
    token: z.string(),
    index: count.describe("of the entry whose leaf commits to the token's key"),
    key: z.string().describe("hexadecimal: by it and the leaf, auditors make the token themselves"),
    records: z.array(shownRecordSchema).readonly(),
    hidden: count.describe("records beside these that are not for the viewer"),
    nearest: z
      .array(z.object({ weightBits: z.number(), record: shownRecordSchema }))
      .readonly()
      .describe("records of the viewer's own sources, of other entities, nearest first"),
  })
  .openapi("OpenedToken");
export type OpenedTokenAnswer = z.infer<typeof openedTokenSchema>;

export const findingRequestSchema = z
  .strictObject({
    audit: auditText,
    token,
    finding: z.enum(auditFindings),
    why: z.string().trim().min(1).max(2000).optional().describe("a reason without names: it is published"),
  })
  .openapi("AuditFinding");
export type FindingBody = z.infer<typeof findingRequestSchema>;

export const takeAuditSchema = z
  .strictObject({
    audit: auditText,
    signatures: z
      .array(
        z.strictObject({
          auditor: z
            .string()
            .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
            .max(80)
            .describe("as their key is published elsewhere, in small letters and hyphens"),
          text: z.string().min(1).max(10_000).describe("armoured, as `recount audit sign` writes it"),
        }),
      )
      .min(1)
      .max(20),
  })
  .openapi("TakeAudit");
export type TakeAuditBody = z.infer<typeof takeAuditSchema>;

const takenAuditSchema = z
  .object({
    id: count.describe("the ledger's index of its entry"),
    figure: z.string(),
    manifest: z.string().describe("digest of the publication's manifest"),
    received: z.string().describe("a day"),
    auditors: z.array(z.string()).readonly(),
    result: resultSchema,
  })
  .openapi("TakenAudit");
export const takenAuditsSchema = pageOf(takenAuditSchema).openapi("TakenAudits");
export type TakenAuditAnswer = z.infer<typeof takenAuditSchema>;

/** What the application asks of the register for audits. Signing is the auditors', on a computer of their own. */
export type AuditService = {
  readonly list: (query: PageQuery) => Promise<Page<TakenAuditAnswer>>;
  readonly draw: (request: DrawBody) => Promise<AuditFileAnswer>;
  /** Throws `not-found` for a token that no record of the viewer's organisation gives. */
  readonly open: (request: OpenTokenBody) => Promise<OpenedTokenAnswer>;
  readonly note: (request: FindingBody) => AuditFileAnswer;
  readonly take: (request: TakeAuditBody) => Promise<AuditFileAnswer>;
};
