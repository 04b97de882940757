/** Organisations, what sources consent to, and how the register is kept: the shapes of the answers. */
import { z } from "@hono/zod-openapi";
import { audiences, fieldPaths } from "../model/audience.ts";
import { type PageQuery, pageOf } from "./paging.ts";

const count = z.int().min(0);
const audience = z.enum(audiences);
const name = z.string().trim().min(1).max(200);

const organisationSchema = z.object({
  id: z.string(),
  name: z.string(),
  people: count,
  sources: count,
  isOwn: z.boolean(),
});
export const organisationsSchema = pageOf(organisationSchema).openapi("Organisations");
export type OrganisationsAnswer = z.infer<typeof organisationsSchema>;
export const addedOrganisationSchema = z.object({ id: z.string(), name: z.string() });
export const organisationRequestSchema = z.strictObject({ name }).openapi("OrganisationRequest");

const consent = z.object({ general: audience, fields: z.record(z.string(), audience) });
export const sourceConsentSchema = z
  .object({
    source: z.string(),
    name: z.string(),
    consent,
    tag: z.string().describe("to be sent as If-Match with a change that is made from here"),
    steps: z
      .array(
        z.object({
          index: count.describe("of its entry"),
          consent,
          by: z.string().optional(),
          why: z.string().optional(),
          at: z.string().optional(),
        }),
      )
      .describe("every word of the source, the first came with its list"),
  })
  .openapi("SourceConsent");
export type SourceConsentAnswer = z.infer<typeof sourceConsentSchema>;

export const consentsSchema = pageOf(sourceConsentSchema)
  .extend({
    paths: z.array(z.string()).max(fieldPaths.length).readonly().describe("fields that can be named"),
  })
  .openapi("Consents");
export type ConsentsAnswer = z.infer<typeof consentsSchema>;

const change = {
  source: name.describe("its id"),
  general: audience.optional().describe("the widest audience; as before unless given"),
  fields: z
    .partialRecord(z.enum([...fieldPaths]), audience)
    .default({})
    .openapi({
      type: "object",
      properties: Object.fromEntries(
        [...fieldPaths].map((path) => [path, { type: "string", enum: [...audiences] }]),
      ),
      additionalProperties: false, // which a record's schema cannot say
    }),
};
export const consentPreviewSchema = z.strictObject(change).openapi("ConsentPreview");
export const consentChangeSchema = z
  .strictObject({ ...change, why: z.string().trim().min(1).max(2000) })
  .openapi("ConsentChange");

export const consentEffectsSchema = z
  .object({
    items: z
      .array(z.object({ path: z.string(), before: audience, after: audience, records: count }))
      .max(1000)
      .describe("fields whose audience would be another one"),
  })
  .openapi("ConsentEffects");
export type ConsentEffectsAnswer = z.infer<typeof consentEffectsSchema>;

export const healthSchema = z
  .object({
    database: z.object({ bytes: count, version: z.string() }),
    disk: z.object({ freeBytes: count, totalBytes: count }),
    ledger: z.object({ size: count, signedSize: count.optional(), timestamps: count }),
    custodians: z.object({
      items: z.array(z.object({ name: z.string(), drilledAt: z.string().optional() })).readonly(),
      isEnough: z.boolean(),
    }),
    backup: z
      .object({ at: z.string(), size: count })
      .optional()
      .describe("the last that was restored and found sound"),
    witnesses: z.array(z.string()).readonly(),
  })
  .openapi("Health");
export type HealthAnswer = z.infer<typeof healthSchema>;

export type GovernService = {
  readonly organisations: (query: PageQuery) => Promise<OrganisationsAnswer>;
  readonly addOrganisation: (name: string) => Promise<z.infer<typeof addedOrganisationSchema>>;
  /** Of one's own sources. */
  readonly consents: (query: PageQuery) => Promise<ConsentsAnswer>;
  readonly previewConsent: (change: z.infer<typeof consentPreviewSchema>) => Promise<ConsentEffectsAnswer>;
  /** Throws `changed-meanwhile` where somebody else changed the source's consent since `ifMatch`. */
  readonly changeConsent: (
    change: z.infer<typeof consentChangeSchema>,
    ifMatch: string | undefined,
  ) => Promise<SourceConsentAnswer>;
  readonly health: () => Promise<HealthAnswer>;
};
