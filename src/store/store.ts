/** The register's store: everything that reads or writes the database goes through here. */
import type { ReportProgress } from "../base/progress.ts";
import type { Entry } from "../model/entry.ts";
import type { Digest, EntityId, OrganisationId, RecordId, SourceId } from "../model/ids.ts";
import type { StoredJudgement } from "../model/judgement.ts";
import type { Person, Viewer } from "../model/person.ts";
import type { RecordKind, SourceRecord, StoredRecord } from "../model/record.ts";
import type { Organisation, Source, SourceVersion } from "../model/source.ts";
import { type Acceptance, acceptVersion, undoVersion } from "./accept-version.ts";
import { approveLooks, type Look, logLook, readLooks, wasApprovedToday } from "./access-log.ts";
import { type AccountStore, accountStore } from "./accounts.ts";
import { type AnsweredRequests, answeredRequests } from "./answered-requests.ts";
import {
  type AppealRevision,
  dropAppealDraft,
  listAppealDrafts,
  listRevisions,
  type SavedText,
  saveAppealDraft,
} from "./appeal-drafts.ts";
import {
  listAppeals,
  readAppeal,
  readPublication,
  type StoredAppeal,
  type StoredPublication,
} from "./appeals.ts";
import {
  dropCheckpoints,
  latestCheckpoint,
  listCheckpoints,
  readCheckpoint,
  readTimestamps,
  type StoredCheckpoint,
  type StoredTimestamp,
  saveCheckpoint,
  saveTimestamp,
} from "./checkpoints.ts";
import { closeDatabase, type Database, inTransaction, openDatabase, type Tables } from "./connection.ts";
import { type CopyFilter, copyRecords, type EndedRecord, readEndedRecords } from "./copy-records.ts";
import { type DatabaseState, readDatabaseState } from "./database-state.ts";
import { type Draft, type DraftOwner, dropDraft, listDrafts, saveDraft } from "./drafts.ts";
import { type Dump, openDump } from "./dump.ts";
import {
  countEnquiries,
  dropEnquiry,
  type EnquiryKey,
  keepAnswer,
  keepEnquiry,
  listEnquiries,
  type NewEnquiry,
  readAnswers,
  type StoredEnquiry,
} from "./enquiries.ts";
import { type EnteredForm, enterForms, type FormOutcome } from "./enter-records.ts";
import {
  appendEntries,
  type FewKind,
  type IndexRange,
  type KeyedEntry,
  leafHashes,
  readEntries,
  readEntriesOf,
  readStoredEntries,
  type StoredEntry,
  stateSize,
} from "./entries.ts";
import { type ExportTable, exportTable } from "./exports.ts";
import { type JobTable, jobTable } from "./jobs.ts";
import { latestSample, listJudgements, type StoredSample } from "./judgements.ts";
import { keptBetween, type LedgerMarks, lastOf, type MarkedKind, marksReader } from "./ledger-marks.ts";
import { forgetWork } from "./left-work.ts";
import {
  copyEntities,
  type Linkage,
  latestLinkage,
  type PlacedAssignment,
  type ReviewPair,
  readAssignments,
  readAssignmentsOf,
  readEntityRecords,
  readHolders,
  readPlacedAssignments,
  readReviewPairs,
  type SavedLinkage,
  saveLinkage,
} from "./linkage-runs.ts";
import { readLeafKeys, readMemberIndexes } from "./members.ts";
import { migrateForward } from "./migrations.ts";
import { type RecordViews, recordViews } from "./read-views.ts";
import { ensureReadingRole } from "./reading-role.ts";
import {
  countGroups,
  type GroupRule,
  type PlacedRecord,
  placedReaders,
  readCurrentIndexes,
  readMatchedRecords,
  readRecordsAt,
} from "./record-indexes.ts";
import { lacksViews, rebuildViews } from "./record-views.ts";
import {
  countRecords,
  type RecordFilter,
  readRecord,
  readRecordIds,
  readRecords,
  readRecordsByIds,
} from "./records.ts";
import { type RegisterInfo, readRegister, replaceRegister, writeRegister } from "./register-info.ts";
import { compareWithReplay, type ReplayProgress, replayEntries, type TableDifference } from "./replay.ts";
import { type SessionStore, sessionStore } from "./sessions.ts";
import { listOrganisations, listSources } from "./sources.ts";
import { type UploadTable, uploadTable } from "./uploads.ts";
import {
  type BatchContext,
  type BegunVersion,
  beginVersion,
  discardVersion,
  findVersion,
  listVersions,
  readLatestIssues,
  readMappings,
  type StoredVersion,
  stageBatch,
  type VersionPlan,
} from "./versions.ts";
import { writingLine } from "./writing-step.ts";

export type {
  Acceptance,
  BatchContext,
  BegunVersion,
  EnquiryKey,
  EnteredForm,
  FormOutcome,
  IndexRange,
  KeyedEntry,
  LedgerMarks,
  Linkage,
  MarkedKind,
  NewEnquiry,
  PlacedRecord,
  RecordFilter,
  RecordViews,
  RegisterInfo,
  ReviewPair,
  SavedLinkage,
  StoredAppeal,
  StoredCheckpoint,
  StoredEnquiry,
  StoredEntry,
  StoredPublication,
  StoredSample,
  StoredTimestamp,
  StoredVersion,
  TableDifference,
  VersionPlan,
};

/** What each does, returns and throws stands with the function of that name in its own file. */
export type Store = {
  close(): Promise<void>;
  register(): Promise<RegisterInfo | undefined>;
  createRegister(info: RegisterInfo): Promise<void>;

  append(entries: readonly Entry[], keys: readonly Uint8Array[]): Promise<IndexRange>;
  size(): Promise<number>;
  /** How far the ledger has come, kind by kind. */
  marks(): Promise<LedgerMarks>;
  /** A reader that reads again only when an entry of these kinds was added. */
  keptBetween<T>(kinds: readonly MarkedKind[], read: () => Promise<T>): () => Promise<T>;
  stateSize(): Promise<number>;
  recordsSize(): Promise<number>;
  leafHashes(from: number, to: number): Promise<Uint8Array>;
  entry(index: number): Promise<KeyedEntry | undefined>;
  entries(indices: readonly number[]): Promise<readonly (KeyedEntry | undefined)[]>;
  entriesOf<Kind extends FewKind>(
    kind: Kind,
  ): Promise<readonly { readonly index: number; readonly entry: Extract<Entry, { readonly entry: Kind }> }[]>;
  storedEntries(from: number, to: number): Promise<readonly StoredEntry[]>;
  replay(): Promise<void>;
  compareWithReplay(progress?: ReplayProgress): Promise<readonly TableDifference[]>;

  organisations(): Promise<readonly Organisation[]>;
  sources(): Promise<readonly Source[]>;
  /** How many records with issues the newest accepted version of each source has. */
  latestIssues(): Promise<ReadonlyMap<SourceId, number>>;
  versions(source?: SourceId): Promise<readonly StoredVersion[]>;
  mappingsOf(source: SourceId): Promise<readonly Digest[]>;
  findVersion(source: SourceId, evidence: Digest): Promise<StoredVersion | undefined>;
  beginVersion(plan: VersionPlan): Promise<BegunVersion>;
  stageBatch(
    version: SourceVersion,
    records: readonly SourceRecord[],
    context: BatchContext,
  ): Promise<number>;
  acceptVersion(version: SourceVersion, acceptance: Acceptance): Promise<IndexRange>;
  discardVersion(version: SourceVersion): Promise<void>;
  enterForms(
    forms: readonly EnteredForm[],
    newKeys: (count: number) => readonly Uint8Array[],
  ): Promise<readonly FormOutcome[]>;
  undoVersion(version: SourceVersion, key: Uint8Array): Promise<IndexRange>;

  /** What a viewer may see of the records: the ways out read nothing else of them. */
  views(viewer: Viewer): RecordViews;
  /** Forms that somebody has begun, the last first. */
  listDrafts(owner: DraftOwner): Promise<readonly Draft[]>;
  /** Gives when it was saved. Throws `refused` when there are too many. */
  saveDraft(owner: DraftOwner, draft: Omit<Draft, "saved"> & { readonly from?: string }): Promise<string>;
  dropDraft(owner: DraftOwner, id: string): Promise<void>;
  /** Forgets what stands beside the ledger for a person alone, and ends their jobs. */
  forgetWork(person: string): Promise<void>;
  /** Texts of appeals while they are written, each as it is now. */
  appealDrafts(): Promise<readonly AppealRevision[]>;
  appealRevisions(appeal: string): Promise<readonly AppealRevision[]>;
  saveAppealDraft(saved: SavedText): Promise<AppealRevision | undefined>;
  dropAppealDraft(appeal: string): Promise<void>;
  logLook(person: Person, look: Parameters<typeof logLook>[2]): Promise<boolean>;
  approveLooks(approval: Parameters<typeof approveLooks>[1]): Promise<void>;
  wasApprovedToday(person: string): Promise<boolean>;
  looks(asked: Parameters<typeof readLooks>[1]): Promise<readonly Look[]>;

  /** Who may sign in, and who is signed in. */
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;

  records(filter?: RecordFilter): AsyncIterable<readonly StoredRecord[]>;
  copyRecords(filter: CopyFilter): AsyncIterable<readonly StoredRecord[]>;
  /** Records before `size` that ended since; undefined when a version was taken back since. */
  endedSince(size: number): Promise<readonly EndedRecord[] | undefined>;
  record(id: RecordId): Promise<StoredRecord | undefined>;
  recordsByIds(ids: readonly RecordId[]): Promise<readonly StoredRecord[]>;
  recordCount(source?: SourceId): Promise<number>;
  recordIds(source: SourceId): Promise<readonly RecordId[]>;
  currentIndexes(kind: RecordKind): Promise<Uint32Array>;
  recordsAt(indexes: readonly number[]): Promise<readonly StoredRecord[]>;
  placedRecords(indexes: readonly number[]): Promise<readonly PlacedRecord[]>;
  placedByIds(ids: readonly RecordId[]): Promise<readonly PlacedRecord[]>;
  recordsOfEntities(entities: readonly EntityId[]): Promise<readonly PlacedRecord[]>;
  matesOf(indexes: readonly number[]): Promise<readonly PlacedRecord[]>;
  countGroups(indexes: Uint32Array, rule: GroupRule): Promise<number>;
  matchedRecords(): Promise<readonly PlacedRecord[]>;

  saveLinkage(linkage: Linkage): Promise<IndexRange>;
  latestLinkage(): Promise<SavedLinkage | undefined>;
  assignments(): Promise<ReadonlyMap<RecordId, EntityId>>;
  copyEntities(): AsyncIterable<readonly { readonly index: number; readonly entity: EntityId }[]>;
  assignmentsOf(records: readonly RecordId[]): Promise<ReadonlyMap<RecordId, EntityId>>;
  holdersOf(entities: readonly EntityId[]): Promise<readonly (readonly [RecordId, EntityId])[]>;
  memberIndexes(indexes: readonly number[]): Promise<readonly number[]>;
  leafKeys(indexes: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
  placedAssignments(): Promise<readonly PlacedAssignment[]>;
  entityRecords(entities: readonly EntityId[]): Promise<ReadonlyMap<EntityId, readonly StoredRecord[]>>;
  reviewPairs(): Promise<readonly ReviewPair[]>;

  judgements(): Promise<readonly StoredJudgement[]>;
  latestSample(): Promise<StoredSample | undefined>;

  appeal(slug: string, version?: number): Promise<StoredAppeal | undefined>;
  appeals(): Promise<readonly StoredAppeal[]>;
  publication(
    appeal: string,
    manifests: { readonly manifest: Digest; readonly tags: Digest },
  ): Promise<StoredPublication | undefined>;
  checkpoint(size: number): Promise<Uint8Array | undefined>;
  checkpoints(): Promise<readonly StoredCheckpoint[]>;
  latestCheckpoint(): Promise<StoredCheckpoint | undefined>;
  saveCheckpoint(size: number, bytes: Uint8Array): Promise<void>;
  timestamps(size: number): Promise<readonly StoredTimestamp[]>;
  saveTimestamp(size: number, timestamp: StoredTimestamp): Promise<void>;

  readonly jobs: JobTable;
  readonly uploads: UploadTable;
  readonly exports: ExportTable;
  readonly answered: AnsweredRequests;
  keepEnquiry(enquiry: NewEnquiry): Promise<void>;
  countEnquiries(): Promise<number>;
  enquiries(organisation: OrganisationId | undefined): Promise<readonly StoredEnquiry[]>;
  enquiryAnswers(id: Uint8Array): Promise<readonly Uint8Array[]>;
  keepAnswer(answer: Parameters<typeof keepAnswer>[1]): Promise<boolean>;
  dropEnquiry(of: Parameters<typeof dropEnquiry>[1]): Promise<boolean>;

  databaseState(): Promise<DatabaseState>;
  dump(): Promise<Dump>;
  beginLog(info: RegisterInfo, first: KeyedEntry): Promise<void>;

  writingStep<T>(name: string, work: () => Promise<T>): Promise<T>;
};

/** Opens the database of a connection string and brings its tables forward, of which `progress` is told. */
export async function openStore(connection: string, progress?: ReportProgress): Promise<Store> {
  const database = await openDatabase(connection);
  try {
    await ensureReadingRole(database);
    await migrateForward(database.tables);
    await inTransaction(database, async (transaction) => {
      if (await lacksViews(transaction)) await rebuildViews(transaction, progress);
    });
  } catch (error) {
    await closeDatabase(database);
    throw error;
  }
  return bindStore(connection, database);
}

function bindStore(connection: string, database: Database): Store {
  const { tables } = database;
  const marks = marksReader(database);
  const placed = placedReaders(database);
  const kept = <T>(kinds: readonly MarkedKind[], read: () => Promise<T>) => keptBetween(marks, kinds, read);
  return {
    close: () => closeDatabase(database),
    register: () => readRegister(tables),
    createRegister: (info) => writeRegister(tables, info),

    append: (entries, keys) => inTransaction(database, (step) => appendEntries(step, entries, keys)),
    size: async () => (await marks()).size,
    marks,
    keptBetween: kept,
    stateSize: () => stateSize(tables),
    recordsSize: async () => lastOf(await marks(), ["version", "undo-version"]) + 1,
    leafHashes: (from, to) => leafHashes(tables, from, to),
    entry: async (index) => (await readEntries(tables, [index]))[0],
    entries: (indices) => readEntries(tables, indices),
    entriesOf: entriesReader(kept, tables),
    storedEntries: (from, to) => readStoredEntries(tables, from, to),
    replay: () => replayEntries(database),
    compareWithReplay: (progress) => compareWithReplay(database, progress),

    organisations: kept(["organisation"], () => listOrganisations(tables)),
    sources: kept(["source"], () => listSources(tables)),
    latestIssues: () => readLatestIssues(tables),
    versions: (source) => listVersions(tables, source),
    mappingsOf: (source) => readMappings(tables, source),
    findVersion: (source, evidence) => findVersion(tables, source, evidence),
    beginVersion: (plan) => beginVersion(database, plan),
    stageBatch: (version, records, context) => stageBatch(database, version, records, context),
    acceptVersion: (version, acceptance) => acceptVersion(database, version, acceptance),
    enterForms: (forms, newKeys) => enterForms(database, forms, newKeys),
    discardVersion: (version) => discardVersion(database, version),
    undoVersion: (version, key) => undoVersion(database, version, key),

    views: (viewer) => recordViews(database, viewer),
    listDrafts: (owner) => listDrafts(tables, owner),
    saveDraft: (owner, draft) => saveDraft(tables, owner, draft),
    dropDraft: (owner, id) => dropDraft(tables, owner, id),
    forgetWork: (person) => forgetWork(database, person),
    appealDrafts: () => listAppealDrafts(tables),
    appealRevisions: (appeal) => listRevisions(tables, appeal),
    saveAppealDraft: (saved) => saveAppealDraft(database, saved),
    dropAppealDraft: (appeal) => dropAppealDraft(tables, appeal),
    logLook: (person, look) => logLook(database, person, look),
    approveLooks: (approval) => approveLooks(tables, approval),
    wasApprovedToday: (person) => wasApprovedToday(tables, person),
    looks: (asked) => readLooks(tables, asked),

    accounts: accountStore(database),
    sessions: sessionStore(database, marks),

    records: (filter) => readRecords(database, filter),
    copyRecords: (filter) => copyRecords(database, filter),
    endedSince: (size) => readEndedRecords(tables, size),
    record: (id) => readRecord(tables, id),
    recordsByIds: (ids) => readRecordsByIds(tables, ids),
    recordCount: (source) => countRecords(tables, source),
    recordIds: (source) => readRecordIds(tables, source),
    currentIndexes: (kind) => readCurrentIndexes(tables, kind),
    recordsAt: (indexes) => readRecordsAt(tables, indexes),
    placedRecords: placed.at,
    placedByIds: placed.byIds,
    recordsOfEntities: placed.ofEntities,
    matesOf: placed.matesOf,
    countGroups: (indexes, rule) => countGroups(tables, indexes, rule),
    matchedRecords: () => readMatchedRecords(database),

    saveLinkage: (linkage) => saveLinkage(database, linkage),
    latestLinkage: kept(["linkage-run"], () => latestLinkage(tables)),
    assignments: () => readAssignments(database),
    copyEntities: () => copyEntities(database),
    assignmentsOf: (records) => readAssignmentsOf(tables, records),
    holdersOf: (entities) => readHolders(tables, entities),
    memberIndexes: (indexes) => readMemberIndexes(tables, indexes),
    leafKeys: (indexes) => readLeafKeys(tables, indexes),
    placedAssignments: () => readPlacedAssignments(tables),
    entityRecords: (entities) => readEntityRecords(tables, entities),
    reviewPairs: kept(["linkage-run"], () => readReviewPairs(tables)),

    judgements: kept(["judgement", "undo-judgement"], () => listJudgements(tables)),
    latestSample: () => latestSample(tables),

    appeal: (slug, version) => readAppeal(tables, slug, version),
    appeals: () => listAppeals(tables),
    publication: (appeal, manifests) => readPublication(tables, appeal, manifests),
    checkpoint: (size) => readCheckpoint(tables, size),
    checkpoints: () => listCheckpoints(tables),
    latestCheckpoint: () => latestCheckpoint(tables),
    saveCheckpoint: (size, bytes) => saveCheckpoint(tables, size, bytes),
    timestamps: (size) => readTimestamps(tables, size),
    saveTimestamp: (size, timestamp) => saveTimestamp(tables, size, timestamp),

    jobs: jobTable(connection, database),
    uploads: uploadTable(tables),
    exports: exportTable(tables),
    answered: answeredRequests(database),
    keepEnquiry: (enquiry) => keepEnquiry(database, enquiry),
    countEnquiries: () => countEnquiries(tables),
    enquiries: (organisation) => listEnquiries(tables, organisation),
    enquiryAnswers: (id) => readAnswers(tables, id),
    keepAnswer: (answer) => keepAnswer(tables, answer),
    dropEnquiry: (of) => dropEnquiry(tables, of),

    databaseState: () => readDatabaseState(tables),
    dump: () => openDump(database),
    beginLog: (info, first) => beginLog(database, info, first),

    writingStep: writingLine(connection),
  };
}

/** Entries of one kind, read again only when one was added. */
function entriesReader(kept: Store["keptBetween"], tables: Tables): Store["entriesOf"] {
  const byKind = new Map<FewKind, () => Promise<unknown>>();
  return <Kind extends FewKind>(kind: Kind) => {
    const reader = byKind.get(kind) ?? kept([kind], () => readEntriesOf(tables, kind));
    byKind.set(kind, reader);
    return reader() as ReturnType<typeof readEntriesOf<Kind>>;
  };
}

/** A new log over the same entries: nothing of the old one's signatures stays, and its first entry says whom it follows. */
function beginLog(database: Database, info: RegisterInfo, { entry, key }: KeyedEntry): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await replaceRegister(transaction.tables, info);
    await dropCheckpoints(transaction.tables);
    await appendEntries(transaction, [entry], [key]);
  });
}
