/** Counts over HTTP: figures as they would be published, and those that people keep by a name. */
import { z } from "@hono/zod-openapi";
import { units } from "../model/figure.ts";
import { harmKinds } from "../model/harm.ts";
import { languages } from "../pages/language.ts";
import { groupings } from "../register/breakdown.ts";
import { publishedCountSchema } from "./answers.ts";
import { type PageQuery, pageOf } from "./paging.ts";
import { dateText, periodText } from "./said-parts.ts";

const count = z.int().min(0);
const text = z.string().trim().min(1).max(200);

export const askedSchema = z.strictObject({
  harm: z.enum(harmKinds).optional(),
  unit: z.enum(units).optional(),
  place: text.optional().describe("any name of a place of the gazetteer"),
  period: periodText.optional(),
  at: dateText.optional().describe("reference date of statuses"),
  by: z.array(z.enum(groupings)).max(2).default([]),
});

export const countRequestSchema = askedSchema.extend({
  language: z.enum(languages).default("en"),
  estimate: z.boolean().default(false).describe("also estimate, which goes on record"),
});
export type CountBody = z.infer<typeof countRequestSchema>;

export const exportRequestSchema = countRequestSchema.extend({ format: z.enum(["csv", "xlsx"]) });
export type ExportBody = z.infer<typeof exportRequestSchema>;

const pictureSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  width: z.number(),
  height: z.number(),
  drawing: z.string().describe("the inside of its <svg>; colours are custom properties of the page"),
  table: z.object({
    head: z.array(z.string()).readonly(),
    rows: z.array(z.array(z.string()).readonly()).readonly(),
  }),
  file: z.string().describe("the picture as an SVG file of its own"),
});

export const describedCountSchema = z
  .object({
    documented: publishedCountSchema,
    atLeast: publishedCountSchema.describe("over sampled clusterings the low end"),
    high: publishedCountSchema.optional(),
    unit: z.enum(units),
    directive: z.string().optional().describe("what stands for it in the text of an appeal"),
    by: z.array(z.enum(groupings)).readonly(),
    cells: z
      .array(
        z.object({
          group: z.partialRecord(z.enum(groupings), z.string()),
          documented: publishedCountSchema,
        }),
      )
      .readonly(),
    lists: z.array(z.object({ name: z.string(), count: publishedCountSchema })).readonly(),
    overlaps: z
      .array(z.object({ lists: z.array(z.string()).readonly(), count }))
      .readonly()
      .optional()
      .describe("absent where they may not be shown"),
    estimate: z
      .object({
        total: count.optional().describe("absent where only a range may be said"),
        lower: count,
        upper: count,
      })
      .optional()
      .describe("absent where none was asked for or none can be made; the words say why"),
    conflicts: count.describe("people whom another list gives as alive later"),
    words: z.object({
      counted: z.string(),
      where: z.array(z.string()).readonly(),
      when: z.string(),
      rules: z.array(z.string()).readonly(),
      matching: z.array(z.string()).readonly(),
      beside: z.array(z.string()).readonly(),
      estimate: z.array(z.string()).readonly(),
    }),
    pictures: z.array(pictureSchema).readonly(),
    size: count,
  })
  .openapi("DescribedCount");
export type DescribedCountAnswer = z.infer<typeof describedCountSchema>;

export const savingSchema = z.strictObject({ name: text, asked: askedSchema });
export type SavingBody = z.infer<typeof savingSchema>;

const savedFigureSchema = z.object({
  id: count,
  name: z.string(),
  by: z.string(),
  at: z.string(),
  asked: askedSchema.extend({ by: z.array(z.string()).readonly() }),
  directive: z.string().optional(),
});
export const savedFiguresSchema = pageOf(savedFigureSchema).openapi("SavedFigures");
export type SavedFiguresAnswer = z.infer<typeof savedFiguresSchema>;

export type CountFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string };

/** What the application asks of the register for counts. */
export type CountService = {
  readonly describe: (request: CountBody) => Promise<DescribedCountAnswer>;
  readonly file: (request: ExportBody) => Promise<CountFile>;
  /** By name. */
  readonly saved: (query: PageQuery) => Promise<SavedFiguresAnswer>;
  readonly save: (request: SavingBody) => Promise<number>;
  readonly remove: (id: number) => Promise<void>;
};
