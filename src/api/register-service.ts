/** The HTTP application's answers, made from a register. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAppeal } from "../appeal/appeal-text.ts";
import { roundedCount } from "../appeal/small-numbers.ts";
import type { Statements } from "../appeal/statements.ts";
import { inTurns } from "../base/in-turns.ts";
import { keepLast } from "../base/keep-last.ts";
import type { Entry } from "../model/entry.ts";
import type { Viewer } from "../model/person.ts";
import type { FileScanner } from "../shell/file-scanner.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { seesExactCounts } from "../steps/count/count-for-viewer.ts";
import { countRegister, openCounts, readyCounts } from "../steps/count/count-register.ts";
import { readMap } from "../steps/map/read-map.ts";
import type { FoundPlace } from "../steps/search/find-places.ts";
import { openSearch, type RegisterSearch } from "../steps/search-register.ts";
import { openTally, type Tally } from "../steps/show/open-tally.ts";
import { type RegisterView, viewOf } from "../steps/view.ts";
import {
  MOST_LATEST,
  type Overview,
  type Publication,
  type SearchAnswer,
  type SearchRequest,
  type Service,
  type Services,
} from "./answers.ts";
import { registerAppeals } from "./appeal-service.ts";
import { registerAudits } from "./audit-service.ts";
import { registerCounts } from "./count-service.ts";
import { registerEnquiries } from "./enquiry-service.ts";
import { registerEntities } from "./entity-service.ts";
import { registerEntry } from "./entry-service.ts";
import { registerGovern } from "./govern-service.ts";
import { registerImports } from "./import-service.ts";
import { registerJobs } from "./job-service.ts";
import { registerKeeping } from "./keeping-service.ts";
import { formatCursor, mapPage, numberKey, numberOfCursor, pageOfAll, readCursor } from "./paging.ts";
import { registerPeople } from "./people-service.ts";
import { namesAnswer, personAnswer } from "./person-answer.ts";
import { registerReceipts } from "./receipt-service.ts";
import { registerRequests } from "./request-service.ts";
import { registerReturns } from "./return-service.ts";
import { registerReview } from "./review-service.ts";
import { registerUploads } from "./upload-service.ts";
import { registerViewer } from "./viewer-service.ts";

const quietEntries = new Set<Entry["entry"]>([
  "record",
  "judgement",
  "undo-judgement",
  "review-sample",
  "invitation",
  "person",
  "person-removal",
  "restriction",
  "sharing",
  "enquiry-key",
  "saved-figure",
  "saved-figure-removal",
]);

/** Viewers whose search and overview are kept at once: each may hold the names of a register in memory. */
const MOST_SERVICES = 32;

/**
 * `wake` tells whoever does jobs in this process that there is one; without it another process does them. A `scanner` is
 * asked about each file that is sent.
 */
export type ServiceTools = { readonly wake?: () => void; readonly scanner?: FileScanner | undefined };

type ViewerTools = Required<ServiceTools> & { readonly viewer: Viewer; readonly now: () => Date };

/**
 * The services over an open register, each made once for its viewer and kept while it is among the last asked for.
 */
export function registerServices(
  register: OpenRegister,
  now: () => Date,
  { wake = () => undefined, scanner }: ServiceTools = {},
): Services {
  const made = keepLast<Service>(MOST_SERVICES);
  return (viewer) =>
    made.get(JSON.stringify(viewer), () => registerService(register, { viewer, now, wake, scanner }));
}

/** The service for one viewer. The overview is made anew only when the ledger has grown. */
function registerService(register: OpenRegister, { viewer, now, wake, scanner }: ViewerTools): Service {
  const seen: { overview?: WholeOverview } = {};
  const view = viewOf(register, viewer);
  const search = openSearch(register, view);
  const tally = openTally(register.store, view);
  const overview = inTurns(async () => {
    const now = await tally();
    if (seen.overview?.size !== now.size) seen.overview = await readOverview(register, view, now);
    return seen.overview;
  });
  return {
    async open() {
      await search.open();
      await openCounts(register);
    },
    async ready() {
      await search.ready();
      await readyCounts(register);
    },
    async overview(query) {
      const { sources, ...rest } = await overview();
      return {
        ...rest,
        sources: mapPage(
          pageOfAll(sources, query, ({ key }) => key),
          ({ source }) => source,
        ),
      };
    },
    search: (asked) => answerSearch(search, asked),
    publications: () => readPublications(register.folder.published),
    review: registerReview(register, view, now),
    receipts: registerReceipts(register, viewer),
    audits: registerAudits(register, view, now),
    people: registerPeople(register, view, now),
    viewer: registerViewer(register, view),
    requests: registerRequests(register, viewer),
    jobs: registerJobs(register, viewer, wake),
    uploads: registerUploads(register, viewer, scanner),
    enquiries: registerEnquiries(register, viewer, now),
    async map() {
      const { places, flows, hazards, sites, ...rest } = await readMap(register, view);
      return {
        ...rest,
        places: [...places].map(({ names, ...place }) => ({ ...place, names: [...names] })),
        flows: [...flows],
        hazards: [...hazards],
        sites: [...sites],
      };
    },
    entities: registerEntities(register, view),
    entry: registerEntry(register, view, now),
    imports: registerImports(register, viewer),
    counts: registerCounts(register, view, now),
    keeping: registerKeeping(register, view, now),
    appeals: registerAppeals(register, view, now),
    returns: registerReturns(register, view),
    govern: registerGovern(register, view, now),
  };
}

/** With all sources, each by its place among them. */
type WholeOverview = Omit<Overview, "sources"> & {
  readonly sources: readonly {
    readonly key: string;
    readonly source: Overview["sources"]["items"][number];
  }[];
};

async function readOverview(
  register: OpenRegister,
  view: RegisterView,
  tally: Tally,
): Promise<WholeOverview> {
  const { store, info } = register;
  const [sources, organisations, issues, reports, latest] = await Promise.all([
    view.sources(),
    store.organisations(),
    store.latestIssues(),
    countIfLinked(register),
    readLatest(store, view, tally.size),
  ]);
  const organisationNames = new Map(organisations.map(({ id, name }) => [id, name]));
  return {
    register: { name: info.name },
    size: tally.size,
    sources: sources.map(({ id, name, organisation }, at) => ({
      key: numberKey(at),
      source: {
        id,
        name,
        organisation: organisationNames.get(organisation) ?? organisation,
        records: tally.records.get(id) ?? 0,
        issues: issues.get(id) ?? 0,
      },
    })),
    entities: [...tally.entities]
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    harms: reports.flatMap(({ figure }) =>
      figure.query.harm === undefined
        ? []
        : [
            {
              unit: figure.query.unit,
              harm: figure.query.harm,
              documented: seesExactCounts(view.viewer) ? figure.documented : roundedCount(figure.documented),
            },
          ],
    ),
    pairsWaiting: tally.waiting,
    latest,
  };
}

/** Counts by harm; none while records wait that were never linked, since they would count twice. */
async function countIfLinked(register: OpenRegister): ReturnType<typeof countRegister> {
  const { store } = register;
  const [linkage, size] = [await store.latestLinkage(), await store.recordsSize()];
  if (linkage === undefined || linkage.index < size) return [];
  return countRegister(register, { by: [] });
}

async function readLatest(
  store: OpenRegister["store"],
  view: RegisterView,
  size: number,
): Promise<Overview["latest"]> {
  const indices = Array.from({ length: Math.min(size, 4 * MOST_LATEST) }, (_, back) => size - 1 - back);
  const [entries, names] = await Promise.all([store.entries(indices), readNames(store, view)]);
  return entries
    .flatMap((keyed, i) =>
      keyed === undefined || !isTold(keyed.entry, names)
        ? []
        : [{ index: indices[i] ?? 0, entry: keyed.entry.entry, title: titleOf(keyed.entry, names) }],
    )
    .slice(0, MOST_LATEST);
}

type Names = {
  readonly sources: ReadonlyMap<string, string>;
  readonly appeals: ReadonlyMap<string, string>;
  readonly isExact: boolean; // whether the viewer is told counts of the whole register
};

/** What people call the sources and the appeals. */
async function readNames(store: OpenRegister["store"], view: RegisterView): Promise<Names> {
  const [sources, appeals] = await Promise.all([view.sources(), store.appeals()]);
  const titles = appeals.flatMap(({ appeal, text }): readonly (readonly [string, string])[] => {
    const parsed = parseAppeal(text);
    return "value" in parsed ? [[appeal, parsed.value.title]] : [];
  });
  const isExact = seesExactCounts(view.viewer);
  return { sources: new Map(sources.map(({ id, name }) => [id, name])), appeals: new Map(titles), isExact };
}

/** Whether an entry is one that people want to see, and the viewer may know of its source. */
function isTold(entry: Entry, { sources }: Names): boolean {
  if (quietEntries.has(entry.entry)) return false;
  if (entry.entry === "source") return sources.has(entry.source.id);
  const of = "source" in entry ? entry.source : undefined;
  return of === undefined || sources.has(of);
}

function titleOf(entry: Entry, names: Names): string {
  switch (entry.entry) {
    case "organisation":
      return entry.organisation.name;
    case "source":
      return entry.source.name;
    case "version":
      return names.sources.get(entry.source) ?? entry.file;
    case "linkage-run":
      return names.isExact ? String(entry.entities) : "";
    case "appeal":
    case "publication":
      return names.appeals.get(entry.appeal) ?? entry.appeal;
    default:
      return "";
  }
}

async function answerSearch(search: RegisterSearch, asked: SearchRequest): Promise<SearchAnswer> {
  const skip = numberOfCursor(readCursor({ cursor: asked.cursor }) ?? "0");
  const { people, places, total, ...rest } = await search.find(asked.text, asked.limit, skip);
  const seen = skip + asked.limit;
  return {
    people: people.map(personAnswer),
    places: places.map(placeAnswer),
    ...(seen < total && { next: formatCursor(String(seen)) }),
    total,
    ...rest,
  };
}

function placeAnswer({ place, names, precision, within }: FoundPlace): SearchAnswer["places"][number] {
  return {
    place,
    names: namesAnswer(names),
    precision,
    within: within.map((one) => ({ place: one.place, names: namesAnswer(one.names) })),
  };
}

/** What the published folders say of themselves. */
async function readPublications(folder: string): Promise<readonly Publication[]> {
  const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  // The ledger's own files stand beside the appeals.
  const names = folders.filter(({ name }) => existsSync(join(folder, name, "data", "statements.json")));
  const answers = await Promise.all(names.map(({ name }) => readPublication(folder, name)));
  return answers.sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

async function readPublication(folder: string, path: string): Promise<Publication> {
  const statements: Statements = JSON.parse(
    await readFile(join(folder, path, "data", "statements.json"), "utf8"),
  );
  const { version, title, language, size, figures } = statements;
  return {
    slug: path,
    version,
    title,
    language,
    path,
    size,
    figures: figures.map(({ id, query, documented }) => ({
      id,
      unit: query.unit,
      documented,
      ...(query.harm === undefined ? {} : { harm: query.harm }),
    })),
  };
}
