/** Returns over HTTP: households by place of origin, and those of one place. */
import { z } from "@hono/zod-openapi";
import { homeStates, obstacleKinds, returnStatuses, returnWishes } from "../model/return.ts";
import { publishedCountSchema } from "./answers.ts";
import { pageBody, pageOf } from "./paging.ts";

const absent = ["other", "disagree", "not-recorded", "restricted"] as const;
const homes = z.enum([...homeStates, ...absent]);
const wishes = z.enum([...returnWishes, ...absent]);
const statuses = z.enum([...returnStatuses, ...absent]);
const obstacles = z.enum([...new Set([...obstacleKinds, ...absent])]);

const placeText = z.string().trim().min(1).max(200).describe("the id of a place of the gazetteer");

export const returnsRequestSchema = z.strictObject({ place: placeText.optional() });
export const householdsRequestSchema = z.strictObject({ place: placeText, ...pageBody });

const place = z.object({
  place: z.string().optional().describe("absent where it is not known which"),
  names: z.array(z.object({ text: z.string(), language: z.string().optional() })).readonly(),
});

const numbers = z.object({
  households: publishedCountSchema,
  home: z.partialRecord(homes, publishedCountSchema),
  wish: z.partialRecord(wishes, publishedCountSchema),
  obstacles: z
    .partialRecord(obstacles, publishedCountSchema)
    .describe("a household may have several: these do not add up"),
  status: z.partialRecord(statuses, publishedCountSchema),
});

export const returnsSchema = z
  .object({
    size: z.int().min(0),
    within: z.array(place).readonly().describe("from the top down, the place that was asked for last"),
    total: numbers,
    rows: z.array(place.extend(numbers.shape).extend({ hasBelow: z.boolean() })).readonly(),
    families: publishedCountSchema.describe("of unnamed groups, beside the households and never added"),
    years: z
      .array(
        z.object({
          year: z.int(),
          statuses: z.partialRecord(z.enum(returnStatuses), publishedCountSchema),
        }),
      )
      .readonly()
      .describe("how the households stood at the end of each year, by steps that have a date"),
  })
  .openapi("Returns");
export type ReturnsBody = z.infer<typeof returnsSchema>;

const householdSchema = z.object({
  entity: z.string(),
  kind: z.enum(["person", "group"]),
  home: homes,
  wish: wishes,
  obstacles: z.union([z.array(z.enum(obstacleKinds)).readonly(), z.enum(["not-recorded", "restricted"])]),
  status: statuses,
  steps: z.array(z.object({ status: z.enum(returnStatuses), when: z.string().optional() })).readonly(),
});
export const householdsSchema = pageOf(householdSchema)
  .extend({ total: publishedCountSchema })
  .openapi("Households");
export type HouseholdsBody = z.infer<typeof householdsSchema>;

/** What the application asks of the register for returns. */
export type ReturnService = {
  readonly returns: (request: z.infer<typeof returnsRequestSchema>) => Promise<ReturnsBody>;
  readonly households: (request: z.infer<typeof householdsRequestSchema>) => Promise<HouseholdsBody>;
};
