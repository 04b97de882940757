/** What the HTTP application needs of a register, and the shapes of its answers as schemas. */
import { z } from "@hono/zod-openapi";
import { units } from "../model/figure.ts";
import { harmKinds, harmStatuses } from "../model/harm.ts";
import type { Viewer } from "../model/person.ts";
import { placePrecisions } from "../model/place.ts";
import { recordKinds } from "../model/record.ts";
import type { AppealService } from "./appeal-answers.ts";
import type { AuditService } from "./audit-answers.ts";
import type { CountService } from "./count-answers.ts";
import type { EnquiryService } from "./enquiry-answers.ts";
import type { EntityService } from "./entity-answers.ts";
import type { EntryService } from "./entry-answers.ts";
import type { GovernService } from "./govern-answers.ts";
import type { ImportService } from "./import-answers.ts";
import type { JobService } from "./job-answers.ts";
import type { KeepingService } from "./keeping-answers.ts";
import type { MapService } from "./map-answers.ts";
import { type PageQuery, pageOf } from "./paging.ts";
import type { PeopleService } from "./people-answers.ts";
import type { ReceiptService } from "./receipt-answers.ts";
import type { RequestService } from "./request-service.ts";
import type { ReturnService } from "./return-answers.ts";
import type { ReviewService } from "./review-answers.ts";
import type { UploadService } from "./upload-answers.ts";
import type { ViewerService } from "./viewer-answers.ts";

const count = z.int().min(0);
export const publishedCountSchema = z
  .union([count, z.literal("fewer than 10"), z.templateLiteral(["about ", z.number()])])
  .describe("a small number is not shown exactly, nor one by which a list could be told");

/** Entries on the first page. */
export const MOST_LATEST = 8;

export const overviewSchema = z
  .object({
    register: z.object({ name: z.string() }),
    size: count.describe("entries of the ledger that the answer was made at"),
    sources: pageOf(
      z.object({
        id: z.string(),
        name: z.string(),
        organisation: z.string(),
        records: count,
        issues: count.describe("records with at least one issue"),
      }),
    ),
    entities: z.array(z.object({ kind: z.enum(recordKinds), count })).max(recordKinds.length),
    harms: z
      .array(z.object({ unit: z.enum(units), harm: z.enum(harmKinds), documented: publishedCountSchema }))
      .max(harmKinds.length)
      .describe("entities of one unit, each counted once; never added over units"),
    pairsWaiting: count,
    latest: z
      .array(z.object({ index: count, entry: z.string(), title: z.string() }))
      .max(MOST_LATEST)
      .describe("last entries that a person would want to see, newest first"),
  })
  .openapi("Overview");
export type Overview = z.infer<typeof overviewSchema>;

const namesSchema = z.array(
  z.object({
    text: z.string().describe("as written by the source"),
    language: z.string().optional(),
    romanised: z.string().optional().describe("absent when the name is written in Latin letters"),
  }),
);

const foundPlaceSchema = z
  .object({
    place: z.string(),
    names: namesSchema.describe("all names, none preferred"),
    precision: z.enum(placePrecisions),
    within: z
      .array(z.object({ place: z.string(), names: namesSchema }))
      .describe("places that it lies in, from the top down"),
  })
  .openapi("FoundPlace");

export const personSchema = z
  .object({
    entity: z.string(),
    names: namesSchema,
    relatives: z
      .array(
        z.object({
          of: z.enum(["father", "mother", "spouse"]),
          text: z.string(),
          romanised: z.string().optional(),
        }),
      )
      .describe("named beside the person"),
    born: z.array(z.string()).describe("prefix dates, each once"),
    places: z.array(z.object({ text: z.string(), language: z.string().optional() })),
    harms: z.array(
      z.object({ kind: z.enum(harmKinds), when: z.string().optional(), status: z.enum(harmStatuses) }),
    ),
    sources: z.array(z.object({ id: z.string(), name: z.string(), records: count })),
  })
  .openapi("Person");

export const searchAnswerSchema = z
  .object({
    people: z.array(personSchema).describe("nearest first"),
    places: z.array(foundPlaceSchema).describe("nearest first"),
    next: z.string().optional().describe("where the next people begin; absent with the last"),
    total: count.describe("people found among the nearest records, those on other pages too"),
    isCut: z.boolean().describe("as many records are near as are looked at: there may be more people"),
    size: count,
  })
  .openapi("SearchAnswer");
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
export type SearchRequest = {
  readonly text: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

export const publicationSchema = z
  .object({
    slug: z.string(),
    version: z.int().min(1),
    title: z.string(),
    language: z.string().describe("BCP 47, of the text"),
    path: z.string().describe("folder under /published/, without slashes at its ends"),
    size: count,
    figures: z.array(
      z.object({
        id: z.string(),
        unit: z.enum(units),
        harm: z.enum(harmKinds).optional(),
        documented: publishedCountSchema,
      }),
    ),
  })
  .openapi("Publication");
export type Publication = z.infer<typeof publicationSchema>;

/** What the application asks of the register. Each answer is made from one state of the ledger, whose size it names. */
export type Service = {
  /** Reads what searches and counts are answered from, in pieces that others would wait for. */
  readonly open: () => Promise<void>;
  /** Makes beside others' requests what takes long and only some answers need, so that nobody has to wait for it. */
  readonly ready: () => Promise<void>;
  /** With a page of the sources. */
  readonly overview: (query: PageQuery) => Promise<Overview>;
  /** People whose name is near `text`, at most `limit` from the cursor on. Requires text that is not blank. */
  readonly search: (asked: SearchRequest) => Promise<SearchAnswer>;
  readonly publications: () => Promise<readonly Publication[]>;
  readonly review: ReviewService;
  readonly receipts: ReceiptService;
  readonly audits: AuditService;
  readonly people: PeopleService;
  readonly viewer: ViewerService;
  readonly requests: RequestService;
  readonly jobs: JobService;
  readonly uploads: UploadService;
  readonly enquiries: EnquiryService;
  readonly map: MapService;
  readonly returns: ReturnService;
  readonly govern: GovernService;
  readonly entities: EntityService;
  readonly entry: EntryService;
  readonly imports: ImportService;
  readonly counts: CountService;
  readonly keeping: KeepingService;
  readonly appeals: AppealService;
};

/** The register in each viewer's eyes. */
export type Services = (viewer: Viewer) => Service;
