/** From drafts to a version of a source: numbered, compared with what is there, staged in batches, accepted at once. */
import { sha256Base64url } from "#sha256";
import { formatCanonicalJson, type Json } from "../base/canonical-json.ts";
import type { Entry } from "../model/entry.ts";
import { type RecordId, recordId, type SourceId } from "../model/ids.ts";
import type { PlaceMention } from "../model/mention.ts";
import type { RecordDraft, SourceRecord } from "../model/record.ts";
import type { Store, StoredVersion, VersionPlan } from "../store/store.ts";
import { makeEncodePool, type RecordBatch } from "./encode-pool.ts";
import { emptyTally, type ImportTally, tallyRow } from "./import-tally.ts";
import type { OpenRegister } from "./register-folder.ts";

export type ImportProgress = {
  readonly rows: number; // read so far
  readonly records: number; // staged so far
  readonly batch: number; // the newest batch on disk, from 1; 0 before the first
};

export type VersionImport = {
  readonly plan: VersionPlan;
  readonly drafts: AsyncIterable<RecordDraft>; // those of one row next to each other; the same ones each time
  readonly before: readonly Entry[]; // entries for the organisation and the source, when they are new
  readonly strict?: boolean; // issues: nothing is accepted
  readonly batchRows?: number;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: ImportProgress) => void) | undefined;
};

/** What became of the rows, compared with the source's version before. */
export type VersionDifference = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: readonly RecordId[];
};

export type VersionOutcome = {
  readonly accepted: boolean; // false only when `strict` met issues
  readonly version: StoredVersion; // as it began
  readonly resumedBatches: number;
  readonly tally: ImportTally;
  readonly difference: VersionDifference;
};

const DIGEST_LENGTH = 22; // characters: 132 bits, held for each record of the source
const BATCH_ROWS = 2000; // a sync a batch: a laptop's disk does a few of them a second
const MOST_WRITING = 4; // batches that are made and written while the next is read

/**
 * Takes one version in. A record whose id and content the source has already is not entered again. When it rejects, by
 * `signal` or a broken world, the register is as it was; staged batches stay, unseen, for the next try to go on from.
 */
export async function importVersion(register: OpenRegister, task: VersionImport): Promise<VersionOutcome> {
  const { store } = register;
  const { version, batchesDone, rowsDone } = await store.beginVersion(task.plan);
  const comparison = await compareWith(store, task.plan.source);
  const tally = emptyTally();
  const staging = makeStaging(register, { version, rowsDone, task });
  try {
    for await (const row of rowsOf(task.drafts)) {
      task.signal?.throwIfAborted();
      const records = row.map((draft) => comparison.identify(draft, version));
      tallyRow(tally, records);
      await staging.add(comparison.newOnes(records));
    }
    await staging.flush();
  } finally {
    await staging.close();
  }
  task.signal?.throwIfAborted();
  const difference = comparison.difference();
  const accepted = task.strict !== true || tally.issues === 0;
  if (accepted) await accept(register, { version, difference, before: task.before });
  else await store.discardVersion(version);
  return { accepted, version, resumedBatches: batchesDone, tally, difference };
}

async function accept(
  { store, newKeys }: OpenRegister,
  {
    version,
    difference,
    before,
  }: {
    readonly version: StoredVersion;
    readonly difference: VersionDifference;
    readonly before: readonly Entry[];
  },
): Promise<void> {
  const [key = new Uint8Array(), ...keys] = newKeys(1 + before.length);
  await store.acceptVersion(version, {
    key,
    unchanged: difference.unchanged,
    removed: difference.removed,
    before: before.map((entry, i) => ({ entry, key: keys[i] ?? new Uint8Array() })),
  });
}

/** What becomes of a record, compared with its source as it is. */
export type RecordFate = "added" | "changed" | "unchanged";

export type Comparison = {
  /** The record of a draft. A key that came before in this file gets a number, so that no row is lost. */
  readonly identify: (draft: RecordDraft, version: Pick<StoredVersion, "source" | "number">) => SourceRecord;
  readonly fateOf: (record: SourceRecord) => RecordFate;
  /** Those that the source does not have yet with this content; counts all of them. */
  readonly newOnes: (records: readonly SourceRecord[]) => readonly SourceRecord[];
  readonly difference: () => VersionDifference;
};

/** A comparison with the current records of the source, which it holds by id and digest. */
export async function compareWith(store: Store, source: SourceId): Promise<Comparison> {
  const current = new Map<RecordId, string>();
  for await (const batch of store.records({ source }))
    for (const record of batch) current.set(record.id, contentDigest(record));
  const seen = new Set<RecordId>();
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const fateOf = (record: SourceRecord): RecordFate => {
    const known = current.get(record.id);
    if (known === undefined) return "added";
    return known === contentDigest(record) ? "unchanged" : "changed";
  };
  return {
    fateOf,
    identify(draft, version) {
      const id = freeRecordId(version.source, draft, seen);
      seen.add(id);
      return { ...draft, id, source: version.source, version: version.number };
    },
    newOnes: (records) =>
      records.filter((record) => {
        const fate = fateOf(record);
        counts[fate] += 1;
        return fate !== "unchanged";
      }),
    difference: () => ({ ...counts, removed: [...current.keys()].filter((id) => !seen.has(id)) }),
  };
}

function freeRecordId(source: SourceId, { key, part }: RecordDraft, taken: ReadonlySet<RecordId>): RecordId {
  const suffix = part === 1 ? "" : `+${part}`;
  for (let copy = 1; ; copy++) {
    const id = recordId(`${source}/${key}${copy === 1 ? "" : `~${copy}`}${suffix}`);
    if (!taken.has(id)) return id;
  }
}

/**
 * Where a row stands may change when a list is sorted anew, and with it the words of its issues; by which evidence a
 * place was found changes with the other rows: none of them counts.
 */
function contentDigest({ kind, mentions, cells }: RecordDraft): string {
  const places = mentions.places.map(withoutEvidence);
  const harms = mentions.harms.map((harm) =>
    harm.where === undefined ? harm : { ...harm, where: withoutEvidence(harm.where) },
  );
  const content = { kind, mentions: { ...mentions, places, harms }, cells };
  return sha256Base64url(formatCanonicalJson(content as unknown as Json)).slice(0, DIGEST_LENGTH);
}

/** The drafts of each row together, so that a batch never ends inside a row. */
async function* rowsOf(drafts: AsyncIterable<RecordDraft>): AsyncGenerator<readonly RecordDraft[]> {
  let row: RecordDraft[] = [];
  for await (const draft of drafts) {
    const [first] = row;
    if (first !== undefined && (first.row !== draft.row || first.table !== draft.table)) {
      yield row;
      row = [];
    }
    row.push(draft);
  }
  if (row.length > 0) yield row;
}

type Staging = {
  add(records: readonly SourceRecord[]): Promise<void>;
  /** Resolves when all that was added is on disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** Gathers rows into batches, which are made and written while the next are read; the first `rowsDone` are on disk. */
function makeStaging(
  { store, newKeys }: OpenRegister,
  options: { readonly version: StoredVersion; readonly rowsDone: number; readonly task: VersionImport },
): Staging {
  const { version, rowsDone, task } = options;
  const counts = { rows: 0, gathered: rowsDone, records: version.records };
  const waiting: SourceRecord[] = [];
  const pool = makeEncodePool();
  const writing: Promise<void>[] = []; // in their order; what was written last comes last
  const write = async (batch: RecordBatch, rows: Span, before: Promise<void> | undefined) => {
    const encoded = await pool.encode(batch);
    await before;
    task.signal?.throwIfAborted();
    const context = { keys: batch.keys, rows: rows.end - rows.start, encoded };
    const number = await store.stageBatch(version, batch.records, context);
    counts.records += batch.records.length;
    task.progress?.({ rows: rows.end, records: counts.records, batch: number });
  };
  const send = async () => {
    if (counts.rows <= counts.gathered) return;
    const records = waiting.splice(0);
    const rows = { start: counts.gathered, end: counts.rows };
    counts.gathered = counts.rows;
    const written = write({ records, keys: newKeys(records.length) }, rows, writing.at(-1));
    written.catch(() => {}); // whoever waits for it hears of it
    writing.push(written);
    if (writing.length > MOST_WRITING) await writing.shift();
  };
  return {
    async flush() {
      await send();
      await writing.at(-1);
    },
    async add(records) {
      counts.rows += 1;
      if (counts.rows <= rowsDone) return;
      waiting.push(...records);
      if (counts.rows - counts.gathered >= (task.batchRows ?? BATCH_ROWS)) await send();
    },
    async close() {
      await Promise.allSettled(writing);
      await pool.close();
    },
  };
}

type Span = { readonly start: number; readonly end: number }; // rows, half-open

function withoutEvidence({ role, text, within, place, path }: PlaceMention) {
  const found = place === undefined ? {} : { place, path };
  return { role, text, ...(within === undefined ? {} : { within }), ...found };
}
