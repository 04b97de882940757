/** Lists before they are brought in, and the mapping of their columns: the shapes over HTTP. */
import { z } from "@hono/zod-openapi";
import { columnMeanings } from "../model/column-meaning.ts";
import { recordKinds } from "../model/record.ts";

const count = z.int().min(0);
const text = z.string().trim().min(1).max(300);

export const mappingSchema = z
  .object({
    tables: z.array(
      z.object({
        table: z.string(),
        read: z.boolean().describe("whether its rows become records"),
        records: z.enum(recordKinds),
        columns: z.array(
          z.object({
            column: z.string(),
            means: z.enum(columnMeanings),
            details: z.string().describe("the rest of the column's mapping, as JSON"),
          }),
        ),
        details: z.string().describe("the rest of the table's mapping, as JSON"),
      }),
    ),
  })
  .openapi("ListMapping");
export type MappingBody = z.infer<typeof mappingSchema>;

const list = {
  source: text.describe("its name"),
  organisation: text.optional().describe("whose it is; of a person their own, whatever is sent"),
};

export const previewRequestSchema = z.strictObject({
  upload: z.uuid(),
  ...list,
  records: z.enum(recordKinds).optional().describe("what a row is; inferred unless given"),
  mapping: mappingSchema.optional(), // as somebody corrected it
  most: z.int().min(1).max(10_000).default(100).describe("of the rows with issues, and of those that change"),
});
export type PreviewBody = z.infer<typeof previewRequestSchema>;

export const keepMappingSchema = z.strictObject({ ...list, mapping: mappingSchema });
export type KeepMapping = z.infer<typeof keepMappingSchema>;

const cells = z.array(z.object({ column: z.string(), text: z.string() }));
const rows = z.array(
  z.object({
    table: z.string(),
    row: count,
    fate: z.enum(["added", "changed", "unchanged"]),
    cells,
    before: cells.optional().describe("of a row that changes"),
    issues: z.array(z.object({ path: z.string(), message: z.string() })),
  }),
);

export const previewSchema = z
  .object({
    mapping: mappingSchema,
    origin: z.enum(["given", "saved", "inferred"]),
    tag: z.string().describe("of the source's saved mapping; to be sent as If-Match when another is kept"),
    isNew: z.boolean().describe("whether the source has no version yet"),
    tables: z.array(
      z.object({
        table: z.string(),
        header: z.array(z.string()),
        samples: z.array(z.array(z.string())).describe("rows, aligned with the header"),
        notices: z.array(z.string()),
      }),
    ),
    rows: count,
    records: count,
    issues: count,
    recordsWithIssues: count,
    withIssues: rows.describe("the first rows that have an issue"),
    changing: rows.describe("the first rows that change"),
    difference: z.object({ added: count, changed: count, unchanged: count, removed: count }),
  })
  .openapi("ListPreview");
export type PreviewAnswer = z.infer<typeof previewSchema>;

export type ImportService = {
  readonly preview: (request: PreviewBody) => Promise<PreviewAnswer>;
  /** Keeps a mapping for the next version of the source: what is brought in next is read by it. */
  readonly keepMapping: (request: KeepMapping, ifMatch: string | undefined) => Promise<void>;
};
