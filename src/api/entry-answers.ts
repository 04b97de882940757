/** Records entered by hand over HTTP, and the drafts of their forms: the shapes of what is sent and answered. */
import { z } from "@hono/zod-openapi";
import { audiences } from "../model/audience.ts";
import { recordKinds } from "../model/record.ts";
import type { Page, PageQuery } from "./paging.ts";

const name = z.string().trim().min(1).max(300);

export const addedRecordSchema = z
  .object({
    record: z.string().describe("its id"),
    version: z.string().describe("of its source; to be undone by"),
    judgement: z.int().min(0).optional().describe("that a correction and what it corrects are the same"),
  })
  .openapi("AddedRecord");

export const recordRequestSchema = z.strictObject({
  kind: z.enum(recordKinds),
  said: z.record(z.string(), z.unknown()).describe("mentions, as docs/spec/record.md has them"),
  source: name.optional().describe("what the source is called; by its organisation unless given"),
  organisation: name.optional().describe("who holds it; of a person their own, whatever is sent"),
  consent: z
    .enum(audiences)
    .default("organisation")
    .describe("the widest audience that whoever told it allows"),
  by: name.optional().describe("who enters it; a person is called by their own name"),
  corrects: z.string().min(1).max(500).optional(),
  why: z.string().trim().min(1).max(2000).optional().describe("the reason of a correction"),
});
export type RecordRequest = z.infer<typeof recordRequestSchema>;

const values = z
  .record(z.string().max(60), z.string().max(8000))
  .describe("what was typed, by the field of the form");

export const draftSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    values,
    saved: z.string(),
    tag: z.string().describe("to be sent as If-Match with what is typed from here"),
  })
  .openapi("Draft");
export const savedDraftSchema = z.object({ saved: z.string(), tag: z.string() });
export const draftRequestSchema = z.strictObject({ kind: z.string().min(1).max(40), values });

export type EntryService = {
  /** Throws `InputRefused` with all that is wrong with what is said. */
  readonly add: (request: RecordRequest) => Promise<z.infer<typeof addedRecordSchema>>;
  readonly undo: (version: string) => Promise<void>;
  /** The newest first. */
  readonly drafts: (query: PageQuery) => Promise<Page<z.infer<typeof draftSchema>>>;
  /** Throws `changed-meanwhile` where it was saved elsewhere since `ifMatch`. */
  readonly save: (
    id: string,
    draft: z.infer<typeof draftRequestSchema>,
    ifMatch: string | undefined,
  ) => Promise<z.infer<typeof savedDraftSchema>>;
  readonly drop: (id: string) => Promise<void>;
};
