/** A list into the register: evidence kept, columns mapped, records staged in batches, one version accepted at once. */
import { type Issue, RecountError } from "../base/errors.ts";
import { describeMapping } from "../intake/mapping.ts";
import { readRecords } from "../intake/read-records.ts";
import type { SourceFile } from "../intake/source-file.ts";
import type { Table } from "../intake/table.ts";
import type { Entry } from "../model/entry.ts";
import type { Digest, RecordId, SourceId } from "../model/ids.ts";
import type { PlaceTally } from "../model/place-tally.ts";
import type { RecordDraft, RecordKind } from "../model/record.ts";
import type { Organisation, Source } from "../model/source.ts";
import type { Store, StoredVersion } from "../store/store.ts";
import { dropEvidence } from "./evidence.ts";
import { openSourceFile } from "./files.ts";
import {
  type ChosenMapping,
  chooseMapping,
  mappingDigest,
  mappingPath,
  saveMapping,
} from "./import-mapping.ts";
import { importVersion, type VersionOutcome } from "./import-version.ts";
import type { OpenRegister } from "./register-folder.ts";
import { rekeyDrafts } from "./rekey-drafts.ts";
import { columnsToSeal, takeOpen, takeSealed } from "./take-file.ts";

export type ImportRequest = {
  readonly path: string;
  readonly file?: SourceFile; // instead of what lies at `path`, which then only says where it came from
  readonly source: Omit<Source, "organisation">;
  readonly organisation: Organisation;
  readonly records?: RecordKind; // what a row is; inferred unless given
  readonly mapPath?: string;
  readonly strict?: boolean; // accept nothing when a row has an issue
  /** Gives what gives places their ids, after a look at the drafts. */
  readonly resolver?: (drafts: AsyncIterable<RecordDraft>) => Promise<(draft: RecordDraft) => RecordDraft>;
  readonly progress?: { report(label: string, done: number, total: number): void };
  readonly onBatch?: (batch: number) => void; // called once the batch is on disk
  readonly batchRows?: number;
  readonly signal?: AbortSignal;
};

export type ImportReport = {
  readonly accepted: boolean; // false: issues, and `strict`
  readonly unchanged: boolean; // the newest version of the source is this very file, read in the same way
  readonly source: SourceId;
  readonly file: string;
  readonly evidence: Digest;
  readonly version: { readonly id: string; readonly number: number };
  readonly rows: number;
  readonly records: number;
  readonly issues: number;
  readonly issuesByKind: { readonly [wanted: string]: number };
  readonly firstIssues: readonly Issue[];
  readonly mapping: string; // where it is saved
  readonly mappingOrigin: ChosenMapping["origin"];
  readonly columns: readonly string[]; // the mapping for people: their column, a sample, what it means
  readonly notices: readonly string[]; // what was found in the file and done about it
  readonly difference: {
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly removed: readonly RecordId[];
  };
  readonly resumedBatches: number; // that an interrupted import had left
  readonly places: PlaceTally; // that the rows name, by what the gazetteer made of them
};

/**
 * Imports one file as the next version of its source. The same file again changes nothing; an interrupted import of it
 * goes on. Throws `input-refused` for a file that is not taken in at all, `busy` while another process writes, and the
 * signal's reason when it is aborted: the register is as it was then.
 */
export async function importList(register: OpenRegister, request: ImportRequest): Promise<ImportReport> {
  const given = request.file ?? (await openSourceFile(request.path));
  return register.store.writingStep("import", async () => {
    const sealed = await columnsToSeal(register, request.source);
    const { evidence, file, tables } =
      sealed.length > 0
        ? await takeSealed(register, given, sealed)
        : await takeOpen(register, given, request.signal);
    if ("issues" in tables) return refuseFile(register, evidence, tables.issues);
    const chosen = await chooseMapping(register.folder, tables.value, {
      ...request,
      source: request.source.id,
    });
    const columns = await describeMapping(chosen.mapping, tables.value);
    const step: ImportStep = {
      register,
      request,
      evidence,
      name: given.name,
      tables: tables.value,
      chosen,
      columns,
    };
    const same = await sameVersion(step);
    if (same !== undefined) return reportSame(step, same);
    const read = () => readRecords(file, tables.value, chosen.mapping);
    const resolve = await request.resolver?.(read());
    const drafts = await rekeyDrafts(register.store, request.source.id, read);
    const outcome = await importVersion(register, {
      plan: { source: request.source.id, file: given.name, evidence, mapping: mappingDigest(chosen.mapping) },
      drafts: resolve === undefined ? drafts : resolved(drafts, resolve),
      before: await newNames(register.store, request, sealed),
      strict: request.strict === true,
      signal: request.signal,
      ...(request.batchRows === undefined ? {} : { batchRows: request.batchRows }),
      progress({ rows, batch }) {
        request.onBatch?.(batch);
        request.progress?.report(`rows of ${given.name}`, rows, 0);
      },
    });
    await saveMapping(register.folder, request.source.id, chosen.mapping);
    return reportOutcome(step, outcome);
  });
}

/** Takes a version out of the register again; `version` is its id. Throws `not-found`, or `refused` for an older one. */
export async function undoImport(register: OpenRegister, version: string): Promise<void> {
  await register.store.writingStep("undo", async () => {
    const found = (await register.store.versions()).find(({ id }) => id === version);
    if (found === undefined)
      throw new RecountError("not-found", `got ${version}, wanted the id of a version`);
    const [key = new Uint8Array()] = register.newKeys(1);
    await register.store.undoVersion(found, key);
  });
}

type ImportStep = {
  readonly register: OpenRegister;
  readonly request: ImportRequest;
  readonly evidence: Digest;
  readonly name: string;
  readonly tables: readonly Table[];
  readonly chosen: ChosenMapping;
  readonly columns: readonly string[];
};

async function refuseFile(
  { folder, store }: OpenRegister,
  evidence: Digest,
  issues: readonly Issue[],
): Promise<never> {
  const isUsed = (await store.versions()).some((version) => version.evidence === evidence);
  if (!isUsed) await dropEvidence(folder.evidence, evidence);
  throw new RecountError(
    "input-refused",
    issues.map(({ path, message }) => `${path}: ${message}`).join("\n"),
  );
}

async function sameVersion({
  register,
  request,
  evidence,
  chosen,
}: ImportStep): Promise<StoredVersion | undefined> {
  const versions = await register.store.versions(request.source.id);
  const newest = versions.findLast(({ state }) => state === "accepted");
  const isSame = newest?.evidence === evidence && newest.mapping === mappingDigest(chosen.mapping);
  return isSame ? newest : undefined;
}

/** Entries for the organisation and the source, unless the register has them just so. */
export async function newNames(
  store: Store,
  { source, organisation }: Pick<ImportRequest, "source" | "organisation">,
  sealed: readonly string[],
): Promise<readonly Entry[]> {
  const wanted: Source = {
    ...source,
    organisation: organisation.id,
    ...(sealed.length > 0 && { sealed }),
  };
  const [organisations, sources] = await Promise.all([store.organisations(), store.sources()]);
  const isKnown = organisations.some(({ id, name }) => id === organisation.id && name === organisation.name);
  const known = sources.find(({ id }) => id === wanted.id);
  const isSame =
    known?.name === wanted.name &&
    known.organisation === wanted.organisation &&
    known.consent === wanted.consent &&
    JSON.stringify(known.consentFor) === JSON.stringify(wanted.consentFor) &&
    (known.sealed ?? []).length === sealed.length;
  return [
    ...(isKnown ? [] : [{ entry: "organisation", organisation } as const]),
    ...(isSame ? [] : [{ entry: "source", source: wanted } as const]),
  ];
}

async function* resolved(
  drafts: AsyncIterable<RecordDraft>,
  resolve: (draft: RecordDraft) => RecordDraft,
): AsyncGenerator<RecordDraft> {
  for await (const draft of drafts) yield resolve(draft);
}

function reportOutcome(step: ImportStep, outcome: VersionOutcome): ImportReport {
  const { tally, version } = outcome;
  return {
    ...reportBase(step, version),
    accepted: outcome.accepted,
    unchanged: false,
    rows: tally.rows,
    records: tally.records,
    issues: tally.issues,
    issuesByKind: Object.fromEntries(tally.issuesByKind),
    firstIssues: tally.firstIssues,
    difference: outcome.difference,
    resumedBatches: outcome.resumedBatches,
    places: tally.places,
  };
}

function reportSame(step: ImportStep, version: StoredVersion): ImportReport {
  const { rows, records, issues } = version;
  return {
    ...reportBase(step, version),
    accepted: true,
    unchanged: true,
    rows,
    records,
    issues,
    issuesByKind: {},
    firstIssues: [],
    difference: { added: 0, changed: 0, unchanged: records, removed: [] },
    resumedBatches: 0,
    places: { resolved: 0, ambiguous: 0, unresolved: 0 },
  };
}

function reportBase(
  { register, request, evidence, name, tables, chosen, columns }: ImportStep,
  version: StoredVersion,
) {
  return {
    source: request.source.id,
    file: name,
    evidence,
    version: { id: version.id, number: version.number },
    mapping: mappingPath(register.folder, request.source.id),
    mappingOrigin: chosen.origin,
    columns,
    notices: tables.flatMap((table) => table.notices.map(({ message }) => `${table.name}: ${message}`)),
  };
}
