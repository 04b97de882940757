/** Linking: current records of each kind into entities, kept as one entry of the ledger. */
import { digestOf } from "../appeal/manifest.ts";
import { utf8 } from "../base/bytes.ts";
import { canonicalBytes, type Json } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import { explainPair, type Waterfall } from "../linkage/explain.ts";
import { type LinkResult, linkTable } from "../linkage/link.ts";
import type { LinkTable } from "../linkage/link-table.ts";
import { matchProbability, weightBits } from "../linkage/match-weight.ts";
import { personFields } from "../linkage/person-fields.ts";
import type { Entry } from "../model/entry.ts";
import type { EntityId, RecordId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { assignEntities } from "../register/entity-ids.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { ReviewPair } from "../store/store.ts";
import { readRecords } from "./read-register.ts";

const linkedKinds = ["person", "site", "hazard", "event"] as const;

export type LinkOptions = {
  readonly seed: number;
  readonly onePerList: boolean;
  readonly progress: (label: string, done: number, total: number) => void;
};

export type LinkReport = {
  readonly kinds: readonly {
    readonly kind: RecordKind;
    readonly records: number;
    readonly pairs: number; // scored
    readonly entities: number;
    readonly review: number; // pairs that wait for a person's judgement
  }[];
  readonly warnings: readonly string[];
  readonly size: number; // of the ledger after the run
};

type KindRun = {
  readonly kind: RecordKind;
  readonly records: readonly StoredRecord[];
  readonly result: LinkResult;
};

/** Links every kind of record and makes the run the register's current one. */
export async function linkRegister(register: OpenRegister, options: LinkOptions): Promise<LinkReport> {
  const { store } = register;
  return store.writingStep("link", async () => {
    const size = await store.size();
    const runs: KindRun[] = [];
    for (const kind of linkedKinds) runs.push(linkKind(kind, await readRecords(store, [kind]), options));
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
    return {
      kinds: runs.map(reportKind),
      warnings: runs.flatMap(({ kind, result }) => result.warnings.map((text) => `${kind}: ${text}`)),
      size: saved.end,
    };
  });
}

/** Why two records of one kind are or are not the same, as a waterfall in bits, by a fresh run with the same seed. */
export async function explainRecords(
  register: OpenRegister,
  pair: readonly [RecordId, RecordId],
  options: LinkOptions,
): Promise<Waterfall> {
  const [left, right] = await Promise.all(pair.map((id) => register.store.record(id)));
  for (const [i, record] of [left, right].entries())
    if (record === undefined)
      throw new RecountError(
        "not-found",
        `got ${JSON.stringify(pair[i])}, wanted the id of a current record`,
      );
  if (left === undefined || right === undefined || left.kind !== right.kind)
    throw new RecountError(
      "input-kinds",
      `got a ${left?.kind} and a ${right?.kind}, wanted two records of one kind`,
    );
  const records = await readRecords(register.store, [left.kind]);
  const rows = new Map(records.map(({ id }, row) => [id, row]));
  const table = tableOf(records);
  const { model } = linkTable(table, options);
  return explainPair(model, table, [rows.get(left.id) ?? 0, rows.get(right.id) ?? 0]);
}

function linkKind(kind: RecordKind, records: readonly StoredRecord[], options: LinkOptions): KindRun {
  const progress = (stage: string, done: number, total: number) =>
    options.progress(`linking ${kind} records: ${stage}`, done, total);
  // A survey lists each site once, and numbers three fields of one village: two of its rows are two places.
  const onePerList = options.onePerList || kind !== "person";
  return { kind, records, result: linkTable(tableOf(records), { ...options, onePerList, progress }) };
}

function tableOf(records: readonly StoredRecord[]): LinkTable {
  const lists = [...new Set(records.map(({ source }) => source))].sort();
  const numbers = new Map(lists.map((list, i) => [list, i]));
  return {
    fields: personFields(records),
    lists,
    list: Uint16Array.from(records, ({ source }) => numbers.get(source) ?? 0),
    keys: records.map(({ id }) => id),
  };
}

/** Pairs that could go either way: likelier than one in ten to be one entity, and likelier than one in ten not to be. */
function reviewPairs({ records, result }: KindRun): readonly ReviewPair[] {
  const { left, right, weight } = result.pairs;
  return [...weight.keys()].flatMap((pair) => {
    const bits = weightBits(weight[pair] ?? 0);
    const probability = matchProbability(bits);
    const [a, b] = [records[left[pair] ?? 0], records[right[pair] ?? 0]];
    const isOpen = probability >= 0.1 && probability < 0.9;
    return isOpen && a !== undefined && b !== undefined ? [{ left: a.id, right: b.id, weight: bits }] : [];
  });
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
