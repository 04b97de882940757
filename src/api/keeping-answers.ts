/** What holders keep of their sources over HTTP: files of evidence with their custody, and records kept from wider audiences. */
import { z } from "@hono/zod-openapi";
import { audiences } from "../model/audience.ts";
import { custodyActs } from "../model/custody.ts";
import { evidenceFileSchema } from "./entity-answers.ts";
import { type PageQuery, pageOf } from "./paging.ts";
import { dateText } from "./said-parts.ts";

const text = z.string().trim().min(1).max(300);

export const filesSchema = pageOf(evidenceFileSchema).openapi("EvidenceFiles");
export type FilesAnswer = z.infer<typeof filesSchema>;

export const custodyRequestSchema = z.strictObject({
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("SHA-256 of the file"),
  act: z.enum(custodyActs),
  by: text.describe("who received, copied or handed it over"),
  to: text.optional(),
  from: text.optional(),
  when: dateText,
  note: z.string().trim().min(1).max(2000).optional(),
});
export type CustodyBody = z.infer<typeof custodyRequestSchema>;

export const restrictionRequestSchema = z.strictObject({
  record: z.string().min(1).max(500).describe("its id"),
  field: z
    .string()
    .min(1)
    .max(60)
    .default("record")
    .describe("one of the record's, or `record` for all of it"),
  audience: z.enum(audiences).describe("the widest that may see it; `public` takes a restriction back"),
  why: z.string().trim().min(1).max(2000),
});
export type RestrictionBody = z.infer<typeof restrictionRequestSchema>;

export type KeepingService = {
  /** The files of the viewer's own sources, each hashed anew. */
  readonly files: (query: PageQuery) => Promise<FilesAnswer>;
  readonly record: (custody: CustodyBody) => Promise<void>;
  /** Throws `changed-meanwhile` where the record keeps other things closer than at `ifMatch`. */
  readonly restrict: (restriction: RestrictionBody, ifMatch: string | undefined) => Promise<void>;
};
