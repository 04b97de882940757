/** Appeals while they are written, over HTTP: the shapes of what is sent and answered. */
import { z } from "@hono/zod-openapi";
import type { checkedSchema, draftFigureSchema, takenSchema } from "./appeal-answers.ts";
import { type PageQuery, pageOf } from "./paging.ts";

const text = z.string().max(400_000).describe("Markdown, as docs/spec/appeal-text.md has it");

export const textRequestSchema = z.strictObject({ text });

export const beginRequestSchema = z.strictObject({
  title: z.string().trim().min(1).max(300),
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
  translates: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .describe("the appeal that this is to be another language of: its text is copied"),
});
export type BeginRequest = z.infer<typeof beginRequestSchema>;

export const writtenSchema = z
  .object({
    appeal: z.string(),
    text,
    revision: z.int().min(0).describe("0 where nothing was written since it was taken into the ledger"),
    by: z.string(),
    saved: z.string().optional(),
    tag: z.string().describe("to be sent as If-Match with what is written from here"),
  })
  .openapi("WrittenAppeal");
export type WrittenAppeal = z.infer<typeof writtenSchema>;

const revisionSchema = z.object({
  id: z.string().describe("draft-3 is the third revision, version-1 the first version in the ledger"),
  by: z.string().optional(),
  saved: z.string().optional(),
});
export const revisionsSchema = pageOf(revisionSchema).openapi("Revisions");

export const revisionId = z.string().regex(/^(draft|version)-[1-9]\d{0,8}$/);

export const figuresRequestSchema = z.strictObject({
  figures: z.array(z.string().min(1).max(500)).min(1).max(200).describe("what stands between {{ and }}"),
});

export type PageFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string };

export type AppealDraftService = {
  /** Gives the short name. */
  readonly begin: (request: BeginRequest) => Promise<string>;
  readonly read: (appeal: string) => Promise<WrittenAppeal>;
  /** Throws `changed-meanwhile` where somebody else saved since `ifMatch`. */
  readonly write: (appeal: string, text: string, ifMatch: string | undefined) => Promise<WrittenAppeal>;
  readonly drop: (appeal: string, ifMatch: string | undefined) => Promise<void>;
  /** The newest first, what is only written before what was taken in. */
  readonly revisions: (appeal: string, query: PageQuery) => Promise<z.infer<typeof revisionsSchema>>;
  readonly revision: (appeal: string, id: string) => Promise<string>;
  readonly check: (text: string) => z.infer<typeof checkedSchema>;
  readonly countAll: (figures: readonly string[]) => Promise<readonly z.infer<typeof draftFigureSchema>[]>;
  /** A file of the page as it would be published. Throws `InputRefused` for a text that cannot be read. */
  readonly preview: (appeal: string, path: string) => Promise<PageFile | undefined>;
  readonly take: (appeal: string, ifMatch: string | undefined) => Promise<z.infer<typeof takenSchema>>;
};
