/** The index of people's names, kept beside the register and brought up to the ledger's size. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../../base/bytes.ts";
import { changeNames, emptyNameIndex, hasOwner, type NameIndex } from "../../names/search/name-index.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { areSameMarks } from "../../store/ledger-marks.ts";
import type { LedgerMarks, RecordViews } from "../../store/store.ts";
import { organisationOf, type RegisterView } from "../view.ts";
import { type Kept, keepIndex, readKeptIndex } from "./kept-index.ts";
import { ownNames } from "./own-names.ts";

const BATCH = 2000; // records read at once

/** The names of the current person records that a viewer may see, each owned by its record's index, at the size of the ledger. */
export type PeopleIndex = {
  readonly size: number;
  readonly names: NameIndex;
  readonly marks?: LedgerMarks; // absent until it was compared with the records
  readonly unkept: number; // records that came or went since it was kept beside the register
};

/** An index is kept again when this share of its names is other ones: writing a million names for each would take longer than reading what is new. */
const UNKEPT_SHARE = 0.02;

/** The index as it was left, else an empty one: of no size, since it is compared with the records before it answers. */
export async function readPeopleIndex(register: OpenRegister, view: RegisterView): Promise<PeopleIndex> {
  const names = (await readKeptIndex(keptOf(register, view))) ?? emptyNameIndex();
  return { size: 0, names, unkept: 0 };
}

/** The index at the ledger's present size; kept beside the register when enough names have come or gone. */
export async function refreshPeopleIndex(
  register: OpenRegister,
  view: RegisterView,
  known: PeopleIndex,
): Promise<PeopleIndex> {
  // Read first: what is accepted meanwhile is found at the next refresh.
  const marks = await register.store.marks();
  if (marks.size === known.size) return known;
  const change = await changesSince(register, view, { known, marks });
  const { names, count } = await followRecords(view.records, known.names, change);
  const unkept = known.unkept + count;
  const isDue = known.marks === undefined ? count > 0 : unkept > UNKEPT_SHARE * names.owners.length;
  if (isDue) await keepIndex(keptOf(register, view), names);
  return { size: marks.size, names, marks, unkept: isDue ? 0 : unkept };
}

/** Entries by which records of before may be shown that were not, or be shown no more. */
const REVEALING = ["source", "restriction", "undo-version"] as const;

type Change = { readonly gone: ReadonlySet<number>; readonly come: Uint32Array };

async function changesSince(
  { store }: OpenRegister,
  { records }: RegisterView,
  { known, marks }: { readonly known: PeopleIndex; readonly marks: LedgerMarks },
): Promise<Change> {
  const isSame = known.marks !== undefined && areSameMarks(known.marks, marks, REVEALING);
  const ended = isSame ? await store.endedSince(known.size) : undefined;
  if (ended !== undefined) {
    const come = await records.namedIndexes("person", known.size);
    return { gone: new Set(ended.map(({ index }) => index)), come };
  }
  const current = await records.namedIndexes("person");
  const { owners } = known.names;
  return { gone: new Set(without(owners, current)), come: without(current, owners) };
}

/** Those of ascending numbers that are not among others. Sets of a million would take a second. */
function without(some: Uint32Array, others: Uint32Array): Uint32Array {
  const left = new Uint32Array(some.length);
  let [size, at] = [0, 0];
  for (const one of some) {
    while (at < others.length && (others[at] as number) < one) at++;
    if (others[at] !== one) left[size++] = one;
  }
  return left.slice(0, size);
}

// What others may not see has no part even in how what is found is ranked: an organisation has an index of its own.
function keptOf({ folder, info }: OpenRegister, { viewer }: RegisterView): Kept {
  const whose = organisationOf(viewer) ?? viewer.as;
  const file =
    viewer.as === "keeper" ? "people.names" : `people-${toHex(sha256(utf8(whose))).slice(0, 16)}.names`;
  return { cache: folder.cache, file, label: `${info.id} ${whose}` };
}

/** The index of the records that are shown, and how many came or went; the one given where there is nothing of either. */
async function followRecords(
  views: RecordViews,
  index: NameIndex,
  { gone, come }: Change,
): Promise<{ readonly names: NameIndex; readonly count: number }> {
  const left = new Set(gone.keys().filter((owner) => hasOwner(index, owner)));
  const added = come.filter((owner) => !hasOwner(index, owner));
  const count = left.size + added.length;
  if (count === 0) return { names: index, count };
  const change = changeNames(index, left);
  for (let at = 0; at < added.length; at += BATCH)
    for (const record of await views.at([...added.subarray(at, at + BATCH)])) {
      const names = ownNames(record);
      // One without a name is in the index by a name without parts, or each refresh would take it for new.
      for (const name of names.length === 0 ? [""] : names) change.add(record.index, name);
    }
  return { names: change.finish(), count };
}
