/** Linking: current records of each kind into entities, kept as one entry of the ledger. */
import { digestOf } from "../appeal/manifest.ts";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { canonicalBytes, type Json } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import { pairExplainer as explainerOf, type Waterfall } from "../linkage/explain.ts";
import { type LinkResult, linkTable, type RowJudgement } from "../linkage/link.ts";
import type { LinkModel } from "../linkage/link-model.ts";
import type { LinkTable } from "../linkage/link-table.ts";
import { matchProbability, weightBits } from "../linkage/match-weight.ts";
import { personFields } from "../linkage/person-fields.ts";
import { teachingValue } from "../linkage/teaching-value.ts";
import type { Entry } from "../model/entry.ts";
import type { EntityId, RecordId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { assignEntities } from "../register/entity-ids.ts";
import { type DecidedPair, decidedPairs } from "../register/standing.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { ReviewPair, Store } from "../store/store.ts";
import { writeRun } from "./link/run-file.ts";
import { readRecords } from "./read-register.ts";
import { readStanding } from "./review/read-standing.ts";

const linkedKinds = ["person", "site", "hazard", "event"] as const;

export type LinkOptions = {
  readonly seed: number;
  readonly onePerList: boolean;
  readonly progress: (label: string, done: number, total: number) => void;
  readonly onKind?: (run: KindRun) => void; // called with what was found of each kind
};

export type LinkReport = {
  readonly kinds: readonly {
    readonly kind: RecordKind;
    readonly records: number;
    readonly pairs: number; // scored
    readonly entities: number;
    readonly review: number; // pairs that wait for a person's judgement
  }[];
  readonly judgements: { readonly decided: number; readonly contested: number; readonly toConfirm: number };
  readonly warnings: readonly string[];
  readonly size: number; // of the ledger after the run
};

export type KindRun = {
  readonly kind: RecordKind;
  readonly records: readonly StoredRecord[]; // of the table's rows
  readonly table: LinkTable;
  readonly judgements: readonly RowJudgement[];
  readonly result: LinkResult;
};

/** Links every kind of record and makes the run the register's current one. */
export async function linkRegister(register: OpenRegister, options: LinkOptions): Promise<LinkReport> {
  const { store } = register;
  return store.writingStep("link", async () => {
    const size = await store.size();
    const standing = await readStanding(store);
    const decided = decidedPairs(standing);
    const runs: KindRun[] = [];
    for (const kind of linkedKinds)
      runs.push(linkKind(kind, await readRecords(store, [kind]), { ...options, decided }));
    for (const run of runs) options.onKind?.(run);
    const previous = await store.assignments();
    const assignments = runs.flatMap(({ records, result }) =>
      assignEntities(
        records.map(({ id }) => id),
        result.entity,
        previous,
      ),
    );
    const model = canonicalBytes(
      Object.fromEntries(runs.map(({ kind, result }) => [kind, result.model as unknown as Json])),
    );
    const entry: Entry = {
      entry: "linkage-run",
      model: digestOf(model),
      assignments: digestOf(assignmentBytes(assignments)),
      size,
      entities: new Set(assignments.map(([, entity]) => entity)).size,
      seed: options.seed,
    };
    const review = runs.flatMap(reviewPairs);
    const saved = await store.saveLinkage({ model, assignments, review, entry, key: newKey(register) });
    for (const { kind, records, result } of runs) {
      const { pairs, entity } = result;
      const index = Uint32Array.from(records, (record) => record.index);
      await writeRun(register.folder, kind, { run: saved.start, found: { ...pairs, index, entity } });
    }
    return {
      kinds: runs.map(reportKind),
      judgements: {
        decided: decided.filter(({ answer }) => answer !== "unsure").length,
        contested: standing.filter((judgement) => judgement.standing === "contested").length,
        toConfirm: standing.filter((judgement) => judgement.standing === "to-confirm").length,
      },
      warnings: runs.flatMap(({ kind, result }) => result.warnings.map((text) => `${kind}: ${text}`)),
      size: saved.end,
    };
  });
}

/** Why two records of one kind are or are not the same, as a waterfall in bits, by the model of the latest run. */
export async function explainRecords(
  { store }: OpenRegister,
  pair: readonly [RecordId, RecordId],
): Promise<Waterfall> {
  const found = new Map((await store.recordsByIds(pair)).map((record) => [record.id, record]));
  const [left, right] = pair.map((id) => {
    const record = found.get(id);
    if (record !== undefined) return record;
    throw new RecountError("not-found", `got ${JSON.stringify(id)}, wanted the id of a current record`);
  });
  if (left === undefined || right === undefined || left.kind !== right.kind)
    throw new RecountError(
      "input-kinds",
      `got a ${left?.kind} and a ${right?.kind}, wanted two records of one kind`,
    );
  const explain = await pairExplainer(store, left.kind);
  return explain(left.id, right.id);
}

/** Waterfalls of any two records of a kind by the kept model, over one reading of its records. Throws `not-found` before the first run. */
export async function pairExplainer(
  store: Store,
  kind: RecordKind,
): Promise<(left: RecordId, right: RecordId) => Waterfall> {
  const model = (await readModels(store))[kind];
  if (model === undefined)
    throw new RecountError(
      "not-found",
      `no ${kind} records were linked yet, wanted recount link to be run first`,
    );
  const records = await readRecords(store, [kind]);
  const rows = new Map(records.map(({ id }, row) => [id, row]));
  const wanted = model.comparisons.flatMap(({ fields }) => fields);
  const table = tableOf(records, wanted);
  const explain = explainerOf(model, table);
  return (left, right) => explain([rows.get(left) ?? -1, rows.get(right) ?? -1]);
}

/** The models of the latest run, by kind of record; none before the first. */
export async function readModels(store: Store): Promise<{ readonly [kind in RecordKind]?: LinkModel }> {
  const linkage = await store.latestLinkage();
  return linkage === undefined ? {} : JSON.parse(fromUtf8(linkage.model));
}

function linkKind(
  kind: RecordKind,
  records: readonly StoredRecord[],
  options: LinkOptions & { readonly decided: readonly DecidedPair[] },
): KindRun {
  const progress = (stage: string, done: number, total: number) =>
    options.progress(`linking ${kind} records: ${stage}`, done, total);
  // A survey lists each site once, and numbers three fields of one village: two of its rows are two places.
  const onePerList = options.onePerList || kind !== "person";
  const judgements = rowJudgements(records, options.decided);
  const table = tableOf(records);
  const result = linkTable(table, { seed: options.seed, onePerList, judgements, progress });
  return { kind, records, table, judgements, result };
}

function rowJudgements(
  records: readonly StoredRecord[],
  decided: readonly DecidedPair[],
): readonly RowJudgement[] {
  const judged = new Set(decided.flatMap(({ left, right }) => [left, right]));
  const rows = new Map(records.flatMap(({ id }, row) => (judged.has(id) ? [[id, row] as const] : [])));
  return decided.flatMap(({ left, right, answer }) => {
    const [a, b] = [rows.get(left), rows.get(right)];
    return a === undefined || b === undefined || answer === "unsure" ? [] : [{ left: a, right: b, answer }];
  });
}

function tableOf(records: readonly StoredRecord[], wanted: readonly string[] = []): LinkTable {
  const lists = [...new Set(records.map(({ source }) => source))].sort();
  const numbers = new Map(lists.map((list, i) => [list, i]));
  return {
    fields: personFields(records, wanted),
    lists,
    list: Uint16Array.from(records, ({ source }) => numbers.get(source) ?? 0),
    keys: records.map(({ id }) => id),
  };
}

/** Pairs that could go either way: likelier than one in ten to be one entity, and likelier than one in ten not to be. */
function reviewPairs({ records, result }: KindRun): readonly ReviewPair[] {
  const { left, right, weight } = result.pairs;
  const sizes = new Map<number, number>();
  for (const entity of result.entity) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
  return [...weight.keys()].flatMap((pair) => {
    const bits = weightBits(weight[pair] ?? 0);
    const probability = matchProbability(bits);
    if (probability < 0.1 || probability >= 0.9) return [];
    const rows = [left[pair] ?? 0, right[pair] ?? 0] as const;
    const [a, b] = [records[rows[0]], records[rows[1]]];
    if (a === undefined || b === undefined) return [];
    const joined = joinedPairs(result.entity, sizes, rows);
    return [
      { left: a.id, right: b.id, weight: bits, teaches: teachingValue({ probability, joined, alike: 1 }) },
    ];
  });
}

/** Pairs of records that the answer joins, or, inside one entity, parts at least. */
function joinedPairs(
  entity: Uint32Array,
  sizes: ReadonlyMap<number, number>,
  [left, right]: readonly [number, number],
): number {
  const [a, b] = [entity[left] ?? 0, entity[right] ?? 0];
  const [sizeA, sizeB] = [sizes.get(a) ?? 1, sizes.get(b) ?? 1];
  return a === b ? Math.max(1, sizeA - 1) : sizeA * sizeB;
}

function newKey(register: OpenRegister): Uint8Array {
  const [key] = register.newKeys(1);
  if (key === undefined) throw new RecountError("bad-key", "got no key for the entry of the run, wanted one");
  return key;
}

const reportKind = ({ kind, records, result }: KindRun) => ({
  kind,
  records: records.length,
  pairs: result.pairsScored,
  entities: result.entities,
  review: result.review,
});

/** `record TAB entity LF` in ledger order: what the digest of a run's assignments is taken of. */
function assignmentBytes(assignments: readonly (readonly [RecordId, EntityId])[]): Uint8Array {
  return utf8(
    assignments.map(([record, entity]) => `${JSON.stringify(record)}\t${JSON.stringify(entity)}\n`).join(""),
  );
}
