/** Opening a drawn token to the auditors, on the coalition's own computer: whom it stands for, and who is nearest. */
import type { Audit } from "../../appeal/audit.ts";
import { formToken } from "../../appeal/token.ts";
import { RecountError } from "../../base/errors.ts";
import { weightBits } from "../../linkage/match-weight.ts";
import type { SourceId } from "../../model/ids.ts";
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { recordKey } from "../figure-tokens.ts";
import { readRun } from "../link/run-file.ts";
import { isOwn } from "../people/own-sources.ts";
import { judgedFields, type ShownRecord, showRecord } from "../review/show-record.ts";
import type { RegisterView } from "../view.ts";

export type OpenedToken = {
  readonly token: string;
  readonly index: number; // of the entry whose leaf commits to the token's key
  readonly key: string; // hexadecimal: by it and the leaf, auditors make the token themselves
  readonly records: readonly ShownRecord[]; // of what the viewer takes for one entity, as far as they may see it
  readonly hidden: number; // records of that which are sealed, or of whoever shares the match and not the record
  /** Records of the viewer's own sources, of other entities, that are most like one of these, nearest first. */
  readonly nearest: readonly { readonly weightBits: number; readonly record: ShownRecord }[];
};

const KEYS_AT_ONCE = 20_000;
const NEAREST = 5;

/**
 * The tokens of `wanted` opened, in its order. Throws `not-found` for one that no entry gives, which counts as
 * unsupported, and alike for one that a record of another organisation gives: that organisation opens it. What others
 * have of the same person is not told, since that would find a match of which neither let the other know.
 */
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
    if (at === undefined) throw unknownToken(token);
    const behind = await recordsBehind(register, view, at.index);
    const records = await view.records.at(behind.map(({ index }) => index));
    const kind = records[0]?.kind;
    if (kind === undefined) throw unknownToken(token);
    const near = await nearestTo(register, view, { kind, records: behind });
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

const unknownToken = (token: string) =>
  new RecountError("not-found", `got the token ${token}, wanted one that a record of yours gives`);

/** The current records of what the viewer takes for one entity with the record at `index`. */
async function recordsBehind(
  { store }: OpenRegister,
  view: RegisterView,
  index: number,
): Promise<readonly StoredRecord[]> {
  const [[spoken], members] = await Promise.all([
    store.recordsAt([index]),
    store.recordsAt(await store.memberIndexes([index])),
  ]);
  const current = await store.recordsByIds([...new Set(members.map(({ id }) => id))]);
  const groups = await view.groupsOf(current.map((record) => record.index));
  const isOf = await ownSources(view);
  const own = current.find(({ id, source }) => id === spoken?.id && isOf(source));
  return own === undefined
    ? []
    : current.filter((record) => groups.get(record.index) === groups.get(own.index));
}

/** Whether a source is one of the viewer's own. */
async function ownSources(view: RegisterView): Promise<(source: SourceId) => boolean> {
  const own = (await view.sources()).filter((source) => isOwn(source, view.viewer));
  const ids = new Set(own.map(({ id }) => id));
  return (source) => ids.has(source);
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
  const isOf = await ownSources(view);
  const visible = await view.records.at(near.map(({ index }) => index));
  const byIndex = new Map(
    visible.filter(({ source }) => isOf(source)).map((record) => [record.index, record]),
  );
  return near
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
    .flatMap(({ weight, index }) => {
      const record = byIndex.get(index);
      return record === undefined ? [] : [{ weightBits: weightBits(weight), record }];
    })
    .slice(0, NEAREST);
}
