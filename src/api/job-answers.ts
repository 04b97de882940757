/** Long work over HTTP: what can be asked for, and how it stands. */
import { z } from "@hono/zod-openapi";
import { audiences } from "../model/audience.ts";
import { estimateMethods } from "../model/estimate.ts";
import { harmKinds } from "../model/harm.ts";
import { recordKinds } from "../model/record.ts";
import { strataGroupings } from "../steps/count/estimate-register.ts";
import { exportedNouns, exportFormats } from "../steps/export/export-rows.ts";
import { jobStates } from "../store/jobs.ts";
import { appealName } from "./appeal-answers.ts";
import type { Page, PageQuery } from "./paging.ts";
import { periodText } from "./said-parts.ts";

const text = z.string().trim().min(1).max(300).regex(/\S/); // said of what is sent, before it is trimmed

const importInput = z
  .strictObject({
    kind: z.literal("import"),
    upload: z.uuid().describe("of PUT /api/uploads"),
    source: text.describe("its name; a version more of the organisation's source of that name"),
    organisation: text.optional().describe("its name; only where there are no people, who have theirs"),
    consent: z.enum(audiences).optional(),
    consentFor: z.record(z.string().max(40), z.enum(audiences)).optional(),
    sealed: z.array(text).max(100).optional().describe("columns that only the custodians may ever read"),
    records: z.enum(recordKinds).optional().describe("what a row is; inferred unless given"),
    strict: z.boolean().default(false).describe("accept nothing when a row has an issue"),
  })
  .openapi("ImportJob");

const linkInput = z
  .strictObject({
    kind: z.literal("link"),
    seed: z.int().min(0).max(4_294_967_295).default(1),
    onePerList: z.boolean().default(false),
  })
  .openapi("LinkJob");

const estimateChoices = {
  seed: z.int().min(0).max(4_294_967_295).default(1),
  methods: z.array(z.enum(estimateMethods)).min(1).optional(),
  replicates: z.int().min(0).max(10_000).optional().describe("of the bootstrap; 0: the best model's own"),
  chains: z.int().min(4).max(16).optional().describe("of the latent classes"),
  iterations: z.int().min(1000).max(300_000).optional().describe("of each chain at most"),
};

const estimateInput = z
  .strictObject({
    kind: z.literal("estimate"),
    harm: z.enum(harmKinds),
    place: text.optional(),
    period: periodText.optional().describe("only harms wholly inside"),
    by: z
      .array(z.enum(strataGroupings))
      .max(2)
      .default([])
      .describe("strata; what each gave is told where counts are told exactly"),
    ...estimateChoices,
  })
  .openapi("EstimateJob");

const listGroups = z.array(z.array(text).min(2).max(20)).max(20).default([]);

const estimateTableInput = z
  .strictObject({
    kind: z.literal("estimate-table"),
    upload: z.uuid().describe("of PUT /api/uploads: CSV, a 0/1 column for each list, then the count"),
    ...estimateChoices,
    merge: listGroups.describe("lists that copied from one another: each group counts once"),
    impossible: listGroups.describe("lists that nobody can be on together by design"),
  })
  .describe("an estimate from a table of capture patterns; nothing of the register is asked")
  .openapi("EstimateTableJob");

const publishInput = z
  .strictObject({
    kind: z.literal("publish"),
    appeal: appealName,
    despite: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .optional()
      .describe("why numbers that tell on few are published"),
  })
  .openapi("PublishJob");

const doctorInput = z.strictObject({ kind: z.literal("doctor") }).openapi("DoctorJob");

const exportInput = z
  .strictObject({
    kind: z.literal("export"),
    of: z.enum(exportedNouns),
    format: z.enum(exportFormats),
    only: z.enum(recordKinds).optional().describe("of one kind; of all unless given"),
  })
  .describe("what the asker may see, as a file: GET /api/jobs/{id}/file once it is done, for a day")
  .openapi("ExportJob");

export const jobInputSchema = z
  .discriminatedUnion("kind", [
    importInput,
    linkInput,
    estimateInput,
    estimateTableInput,
    publishInput,
    doctorInput,
    exportInput,
  ])
  .openapi("JobInput");
export type JobInput = z.infer<typeof jobInputSchema>;

export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.enum(jobStates),
    progress: z
      .object({ label: z.string(), done: z.number(), total: z.number().describe("0 while it is not known") })
      .optional(),
    result: z.unknown().optional().describe("of one that is done; its shape goes by the kind"),
    failure: z.object({ code: z.string() }).optional().describe("of one that failed; to be quoted"),
    tries: z.int().min(0).describe("more than one after a crash"),
    change: z.int().min(1).describe("grows with each change; the id of its event"),
    person: z.string().optional().describe("who asked"),
    asked: z.string(),
    ended: z.string().optional(),
  })
  .openapi("Job");
export type JobAnswer = z.infer<typeof jobSchema>;

/** What the application asks of the register for long work. A job of somebody else's is not there. */
export type JobService = {
  readonly add: (input: JobInput) => Promise<JobAnswer>;
  readonly list: (query: PageQuery) => Promise<Page<JobAnswer>>;
  readonly find: (id: string) => Promise<JobAnswer>;
  readonly cancel: (id: string) => Promise<JobAnswer>;
  /** What a job of the asker's own made to be taken away. */
  readonly file: (id: string) => Promise<ExportedFile>;
};

export type ExportedFile = {
  readonly name: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
};
