/** Opening a drawn token to the auditors, on the coalition's own computer: whom it stands for, and who is nearest. */
import type { Audit } from "../../appeal/audit.ts";
import { formToken } from "../../appeal/token.ts";
import { RecountError } from "../../base/errors.ts";
import { weightBits } from "../../linkage/match-weight.ts";
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { recordKey } from "../figure-tokens.ts";
import { readRun } from "../link/run-file.ts";
import { judgedFields, type ShownRecord, showRecord } from "../review/show-record.ts";
import type { RegisterView } from "../view.ts";

export type OpenedToken = {
  readonly token: string;
  readonly index: number; // of the entry whose leaf commits to the token's key
  readonly key: string; // hexadecimal: by it and the leaf, auditors make the token themselves
  readonly records: readonly ShownRecord[]; // all that the entity is made of, as far as the viewer may see it
  readonly hidden: number; // records of it that the viewer may not see
  /** Records of other entities that are most like one of these, nearest first. */
  readonly nearest: readonly { readonly weightBits: number; readonly record: ShownRecord }[];
};

const KEYS_AT_ONCE = 20_000;
const NEAREST = 5;

/** The tokens of `wanted` opened, in its order. Throws `not-found` for one that no entry gives: it counts as unsupported. */
export async function openTokens(
  register: OpenRegister,
  view: RegisterView,
  { audit, wanted }: { readonly audit: Audit; readonly wanted: readonly string[] },
): Promise<readonly OpenedToken[]> {
  const found = await findTokens(register, audit, new Set(wanted));
  const sources = new Map((await view.sources()).map(({ id, name }) => [id, name]));
  const opened: OpenedToken[] = [];
  for (const token of wanted) {
    const at = found.get(token);
    if (at === undefined)
      throw new RecountError("not-found", `got the token ${token}, which no entry of this register gives`);
    const behind = await recordsBehind(register, at.index);
    const records = await view.records.at(behind.map(({ index }) => index));
    const kind = behind[0]?.kind;
    const near = kind === undefined ? [] : await nearestTo(register, view, { kind, records: behind });
    const shown = [...records, ...near.map(({ record }) => record)];
    await view.look(
      "audit",
      shown.map(({ index }) => index),
      judgedFields,
    );
    opened.push({
      token,
      ...at,
      records: records.map((record) => showRecord(record, sources)),
      hidden: behind.length - records.length,
      nearest: near.map(({ weightBits, record }) => ({ weightBits, record: showRecord(record, sources) })),
    });
  }
  return opened;
}

type Place = { readonly index: number; readonly key: string };

async function findTokens(
  { store }: OpenRegister,
  { manifest, figure }: Audit,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Place>> {
  const found = new Map<string, Place>();
  const size = await store.size();
  for (let start = 0; start < size && found.size < wanted.size; start += KEYS_AT_ONCE) {
    const length = Math.min(KEYS_AT_ONCE, size - start);
    const keys = await store.leafKeys(Array.from({ length }, (_, i) => start + i));
    for (const [index, leafKey] of keys) {
      const key = recordKey(index, leafKey);
      const token = formToken(key, "entity", { manifest, figure });
      if (wanted.has(token)) found.set(token, { index, key: Buffer.from(key).toString("hex") });
    }
  }
  return found;
}

/** The current records of the entity that the record at `index` belongs to. */
async function recordsBehind({ store }: OpenRegister, index: number): Promise<readonly StoredRecord[]> {
  const members = await store.recordsAt(await store.memberIndexes([index]));
  return store.recordsByIds([...new Set(members.map(({ id }) => id))]);
}

async function nearestTo(
  register: OpenRegister,
  view: RegisterView,
  { kind, records }: { readonly kind: RecordKind; readonly records: readonly StoredRecord[] },
): Promise<readonly { readonly weightBits: number; readonly record: StoredRecord }[]> {
  const run = await readRun(register, kind);
  if (run === undefined) return [];
  const own = new Set(records.map(({ index }) => index));
  const indexOf = (row: number) => run.index[row] ?? -1;
  const near: { readonly weight: number; readonly index: number }[] = [];
  for (let pair = 0; pair < run.left.length; pair++) {
    const [left, right] = [indexOf(run.left[pair] ?? 0), indexOf(run.right[pair] ?? 0)];
    if (own.has(left) === own.has(right)) continue;
    near.push({ weight: run.weight[pair] ?? 0, index: own.has(left) ? right : left });
  }
  const best = near.toSorted((a, b) => b.weight - a.weight || a.index - b.index).slice(0, NEAREST);
  const byIndex = new Map(
    (await view.records.at(best.map(({ index }) => index))).map((record) => [record.index, record]),
  );
  return best.flatMap(({ weight, index }) => {
    const record = byIndex.get(index);
    return record === undefined ? [] : [{ weightBits: weightBits(weight), record }];
  });
}
