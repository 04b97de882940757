/** The register's gazetteer, kept in the data folder's cache: to make it takes as long as to read every list of places. */
import { sha256 } from "#sha256";
import { concatBytes, toHex } from "../base/bytes.ts";
import type { Json } from "../base/canonical-json.ts";
import type { PlaceId } from "../model/ids.ts";
import { checkPlaces } from "../places/check-places.ts";
import { type Gazetteer, makeGazetteer } from "../places/gazetteer.ts";
import { formatGazetteer, GAZETTEER_FORM, readGazetteerColumns } from "../places/gazetteer-columns.ts";
import { type MergedPlaces, mergePlaces } from "../places/merge-places.ts";
import { type PlaceRow, placeOfRecord } from "../places/tables/place-of-record.ts";
import { parseWorldTable } from "../places/tables/world-table.ts";
import { readCache, writeCache } from "../shell/register-cache.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { digestOfWorldTable, readWorldTable } from "../shell/world-places.ts";
import { lastOf } from "../store/ledger-marks.ts";
import type { Store } from "../store/store.ts";
import { readRecords } from "./read-register.ts";

/** A register as far as its gazetteer is concerned. */
export type GazetteerRegister = Pick<OpenRegister, "store" | "folder" | "info">;

/** How the tables of places fit together. */
export type GazetteerReport = {
  readonly places: number; // of the register's own gazetteer
  readonly names: number;
  readonly world: number; // places of the world behind them
  readonly unknownParents: readonly string[]; // texts by which nothing is known
  readonly unknownPlaces: readonly string[]; // of rows about places that no row describes
  readonly issues: readonly string[];
};

type Known = {
  readonly of: string; // the place records that it was made of
  readonly gazetteer: Gazetteer;
  readonly report: () => GazetteerReport;
};

/** What was made or read last for a store, and the last entry then by which places can change. */
const known = new WeakMap<Store, { readonly at: number; readonly known: Promise<Known> }>();

const FILE = "gazetteer";

/** Fewer places are put together again sooner than those of the world are written. */
const FEWEST_KEPT = 1000;

/**
 * The register's gazetteer: the places of its current place records, over those of the world. Made anew only when
 * those records are others: every import and every figure asks for it.
 */
export async function readGazetteer(register: GazetteerRegister): Promise<Gazetteer> {
  return (await readKnown(register)).gazetteer;
}

/** What does not fit in the register's tables of places, and how much there is. */
export async function reportGazetteer(register: GazetteerRegister): Promise<GazetteerReport> {
  return (await readKnown(register)).report();
}

async function readKnown(register: GazetteerRegister): Promise<Known> {
  const { store } = register;
  const at = lastOf(await store.marks(), ["version", "undo-version"]);
  const last = known.get(store);
  if (last?.at === at) return last.known;
  const now = bringAlong(register, at, last?.known);
  known.set(store, { at, known: now });
  now.catch(() => {
    if (known.get(store)?.known === now) known.delete(store);
  });
  return now;
}

async function bringAlong(
  register: GazetteerRegister,
  at: number,
  last: Promise<Known> | undefined,
): Promise<Known> {
  const kept = last === undefined ? await readKept(register) : undefined;
  if (kept?.at === at) return kept;
  const before = kept ?? (await last?.catch(() => undefined));
  const of = await digestOfRecords(register.store);
  if (before?.of === of) return before;
  const made = await makeKnown(register.store, of);
  if (made.report().places >= FEWEST_KEPT) await keep(register, at, made);
  return made;
}

/** By the last leaf a copy of the register that went on otherwise is told apart. */
async function digestOfRecords(store: Store): Promise<string> {
  const indexes = await store.currentIndexes("place");
  const numbers = new Uint8Array(indexes.buffer, indexes.byteOffset, indexes.byteLength);
  return toHex(sha256(concatBytes(numbers, await leafAt(store, indexes.at(-1) ?? -1))));
}

const leafAt = async (store: Store, index: number): Promise<Uint8Array> =>
  index < 0 ? new Uint8Array() : store.leafHashes(index, index + 1);

async function makeKnown(store: Store, of: string): Promise<Known> {
  const rows = (await readRecords(store, ["place"])).flatMap((record): readonly PlaceRow[] => {
    const row = placeOfRecord(record, record.source);
    return "value" in row ? [row.value] : [];
  });
  const merged = mergePlaces(rows, parseWorldTable(await readWorldTable()));
  const own = new Set(rows.map(({ id }) => id));
  const gazetteer = makeGazetteer(merged.places, (id) => own.has(id));
  return { of, gazetteer, report: () => reportOf(merged, own) };
}

function reportOf({ places, unknownParents, unknownPlaces }: MergedPlaces, own: ReadonlySet<PlaceId>) {
  const ownPlaces = places.filter(({ id }) => own.has(id));
  return {
    places: ownPlaces.length,
    names: ownPlaces.reduce((sum, { names }) => sum + names.length, 0),
    world: places.length - ownPlaces.length,
    unknownParents,
    unknownPlaces,
    issues: checkPlaces(places).map(({ path, message }) => `${path}: ${message}`),
  };
}

type Header = {
  readonly form: string;
  readonly register: string;
  readonly world: string; // digest of the world's places behind them
  readonly at: number;
  readonly leaf: string; // of the entry `at`
  readonly of: string;
  readonly report: GazetteerReport;
};

async function keep({ folder, info, store }: GazetteerRegister, at: number, made: Known): Promise<void> {
  const header: Header = {
    form: GAZETTEER_FORM,
    register: info.id,
    world: await digestOfWorldTable(),
    at,
    leaf: toHex(await leafAt(store, at)),
    of: made.of,
    report: made.report(),
  };
  await writeCache(folder, FILE, {
    header: header as unknown as Json,
    columns: formatGazetteer(made.gazetteer),
  });
}

/** Undefined where nothing is kept, or it is another register's, of another form, of other tables or not whole. */
async function readKept({
  folder,
  info,
  store,
}: GazetteerRegister): Promise<(Known & { readonly at: number | undefined }) | undefined> {
  const file = await readCache(folder, FILE);
  const header = file?.header as Header | undefined;
  if (file === undefined || header?.form !== GAZETTEER_FORM || header.register !== info.id) return undefined;
  if (header.world !== (await digestOfWorldTable())) return undefined;
  const gazetteer = readGazetteerColumns(file.columns);
  if (gazetteer === undefined) return undefined;
  const { at, leaf, of, report } = header;
  // A register that was put back from a backup may be shorter than what was kept of it, or have gone on otherwise.
  const isAt = at < (await store.size()) && toHex(await leafAt(store, at)) === leaf;
  return { at: isAt ? at : undefined, of, gazetteer, report: () => report };
}
