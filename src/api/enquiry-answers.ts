/** Families' enquiries over HTTP: what is sent and given, sealed all the way. */
import { z } from "@hono/zod-openapi";
import { ANSWER_BYTES, ENQUIRY_BYTES, MOST_ORGANISATIONS } from "../model/enquiry.ts";
import type { EnquiryOrganisation } from "../steps/enquiries/enquiry-keys.ts";
import { SEAL_BYTES } from "../steps/enquiries/public-enquiries.ts";
import { type PageQuery, pageOf } from "./paging.ts";

/** Base64 of so many bytes, by a pattern: of formats most tools say nothing. */
function sealedOf(bytes: number) {
  const size = bytes + SEAL_BYTES;
  const padding = "=".repeat((3 - (size % 3)) % 3);
  return z
    .string()
    .length(4 * Math.ceil(size / 3))
    .regex(new RegExp(`^[A-Za-z0-9+/]+${padding}$`))
    .describe("an age file in base64, always of this length");
}
const recipient = z.string().regex(/^age1[0-9a-z]{58}$/);
const locatorSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .describe("32 bytes in base64url; opens nothing");

export const sentEnquirySchema = z
  .strictObject({
    locator: locatorSchema,
    reply: recipient.describe("age recipient of the answer"),
    language: z.string().regex(/^[a-z]{2,3}$/),
    sealed: z
      .array(z.strictObject({ organisation: z.string().min(1).max(80), sealed: sealedOf(ENQUIRY_BYTES) }))
      .min(1)
      .max(MOST_ORGANISATIONS),
  })
  .openapi("SentEnquiry");
export type SentEnquiryBody = z.infer<typeof sentEnquirySchema>;

export const locatorBodySchema = z.strictObject({ locator: locatorSchema });

export const takenSchema = z.object({ taken: z.literal(true) }).describe("the same, whatever was sent");
export const answersSchema = z
  .object({ answers: z.array(z.string()).length(MOST_ORGANISATIONS) })
  .describe(
    "sealed answers filled up with random bytes, as many and as long whether or not there is an answer",
  );

export const ownEnquirySchema = z
  .object({
    id: z.string(),
    organisation: z.string(),
    received: z.string().describe("a day"),
    language: z.string().describe("that the answer should be in"),
    answered: z.string().optional().describe("a day"),
  })
  .openapi("OwnEnquiry");
export type OwnEnquiryAnswer = z.infer<typeof ownEnquirySchema>;

export const ownEnquiriesSchema = pageOf(ownEnquirySchema)
  .extend({
    taking: z
      .array(z.object({ id: z.string(), name: z.string(), recipient: z.string() }))
      .max(MOST_ORGANISATIONS)
      .describe("organisations that take enquiries, and the key of each"),
  })
  .openapi("OwnEnquiries");
export type OwnEnquiriesAnswer = z.infer<typeof ownEnquiriesSchema>;

export const sealedEnquirySchema = z
  .object({
    sealed: z.string().describe("age file in base64, for the organisation's key"),
    tag: z.string().describe("to be sent as If-Match with an answer, or when it is closed"),
    reply: z.string(),
    name: z.string().describe("of the organisation, as its answer has it"),
  })
  .openapi("SealedEnquiry");
export type SealedEnquiryAnswer = z.infer<typeof sealedEnquirySchema>;

export const enquiryAnswerSchema = z
  .strictObject({ sealed: sealedOf(ANSWER_BYTES) })
  .openapi("EnquiryAnswer");

export const enquiryKeySchema = z
  .strictObject({
    organisation: z.string().min(1),
    recipient: recipient.optional().describe("none: it takes no enquiries"),
  })
  .openapi("EnquiryKey");

export type EnquiryService = {
  readonly organisations: () => Promise<readonly EnquiryOrganisation[]>;
  readonly take: (sent: SentEnquiryBody) => Promise<void>;
  readonly answers: (locator: string) => Promise<readonly string[]>;
  readonly withdraw: (locator: string) => Promise<void>;
  /** The longest waiting first. */
  readonly list: (query: PageQuery) => Promise<OwnEnquiriesAnswer>;
  readonly open: (id: string) => Promise<SealedEnquiryAnswer>;
  /** Throws `changed-meanwhile` where a colleague answered since `ifMatch`. */
  readonly answer: (id: string, sealed: string, ifMatch: string | undefined) => Promise<void>;
  readonly close: (id: string, ifMatch: string | undefined) => Promise<void>;
  readonly setKey: (organisation: string, recipient: string | undefined) => Promise<void>;
};
