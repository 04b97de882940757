/** Entities over HTTP: one with all that its records say, and lists of them; the shapes of the answers. */
import { z } from "@hono/zod-openapi";
import { audiences } from "../model/audience.ts";
import { custodyActs } from "../model/custody.ts";
import { harmKinds } from "../model/harm.ts";
import { recordKinds } from "../model/record.ts";
import { stepKinds } from "../register/profile/profile.ts";
import { personSchema } from "./answers.ts";

const count = z.int().min(0);
const saidSchema = z.array(
  z.object({
    record: z.string(),
    source: z.string(),
    field: z.string().describe("path of the record's field"),
    collected: z.string().optional().describe("prefix date of the source"),
    correctedBy: z.string().optional(),
  }),
);

export const entitySchema = z
  .object({
    entity: z.string(),
    kind: z.enum(recordKinds),
    size: count,
    fields: z.array(
      z.object({
        field: z.string(),
        contested: z.boolean().describe("uncorrected values of it cannot all be true"),
        values: z.array(
          z.object({
            text: z.string(),
            romanised: z.string().optional().describe("of a name that is not in Latin letters"),
            said: saidSchema,
          }),
        ),
      }),
    ),
    chronology: z.array(
      z.object({
        when: z.string().optional(),
        until: z.string().optional(),
        kind: z.enum(stepKinds),
        what: z.string(),
        harm: z.enum(harmKinds).optional(),
        where: z.string().optional(),
        text: z.string().optional(),
        said: saidSchema.describe("one, or none for what somebody judged"),
        judgedBy: z.string().optional(),
      }),
    ),
    derived: z.array(
      z.object({ of: z.string(), values: z.array(z.string()), rule: z.string(), said: saidSchema }),
    ),
    relations: z.array(
      z.object({ kind: z.string(), target: z.string(), entity: z.string().optional(), said: saidSchema }),
    ),
    household: z.array(z.object({ entity: z.string(), name: z.string(), household: z.string() })),
    victims: z
      .object({
        named: z.array(
          z.object({
            entity: z.string(),
            name: z.string(),
            harms: z.array(z.enum(harmKinds)),
            rule: z.string(),
          }),
        ),
        numbers: z.array(z.object({ source: z.string(), harm: z.enum(harmKinds), number: count })),
      })
      .optional()
      .describe("of an event: the named, and apart from them what sources count"),
    judgements: z.array(
      z.object({
        id: count,
        left: z.string(),
        right: z.string(),
        answer: z.string(),
        by: z.string(),
        why: z.string(),
        at: z.string(),
        standing: z.string(),
      }),
    ),
    records: z.array(
      z.object({
        id: z.string(),
        source: z.string(),
        row: count,
        table: z.string(),
        name: z.string(),
        cells: z.array(z.object({ column: z.string(), text: z.string() })).describe("the row as received"),
        issues: z.array(z.string()),
        entered: z
          .object({
            by: z.string(),
            at: z.string(),
            corrects: z.string().optional(),
            why: z.string().optional(),
          })
          .optional()
          .describe("of a record that was entered by hand"),
        restrictions: z
          .array(
            z.object({ field: z.string(), audience: z.enum(audiences), by: z.string(), why: z.string() }),
          )
          .describe("what it keeps closer than its source does; none of others' records is told"),
        tag: z.string().optional().describe("of its restrictions, as If-Match; only of one's own records"),
      }),
    ),
    sources: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        organisation: z.string(),
        consent: z.string(),
        isOwn: z.boolean().describe("others' records may say more than is shown here"),
      }),
    ),
  })
  .openapi("Entity");
export type EntityAnswer = z.infer<typeof entitySchema>;

/** Kinds that are listed: people are searched for, since a list of them is a list to hunt by. */
export const listedKinds = ["group", "site", "hazard", "event", "place"] as const;

export const entityListSchema = z
  .object({
    items: z.array(
      personSchema
        .extend({ details: z.array(z.object({ field: z.string(), text: z.string() })) })
        .openapi("ListedEntity"),
    ),
    next: z.string().optional().describe("cursor of the next page; absent on the last"),
  })
  .openapi("EntityList");
export type EntityListAnswer = z.infer<typeof entityListSchema>;

export const evidenceFileSchema = z.object({
  source: z.string(),
  file: z.string(),
  version: count,
  digest: z.string(),
  state: z.enum(["intact", "altered", "gone"]),
  custody: z.array(
    z.object({
      act: z.enum(custodyActs),
      when: z.string(),
      by: z.string(),
      to: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
});

export const evidenceSchema = z.object({ files: z.array(evidenceFileSchema) }).openapi("Evidence");
export type EvidenceAnswer = z.infer<typeof evidenceSchema>;

export type EntityService = {
  /** Throws `not-found` for what the viewer may not see as for what is not there. */
  readonly entity: (id: string) => Promise<EntityAnswer>;
  readonly list: (
    kind: (typeof listedKinds)[number],
    page: { readonly limit: number; readonly cursor: string | undefined },
  ) => Promise<EntityListAnswer>;
  /** The files that the entity's records of the viewer's own sources came in, each hashed anew. */
  readonly evidence: (id: string) => Promise<EvidenceAnswer>;
};
