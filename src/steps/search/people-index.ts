/** The index of people's names, kept beside the register and brought up to the ledger's size. */
import {
  changeNames,
  emptyNameIndex,
  type NameColumns,
  type NameIndex,
} from "../../names/search/name-index.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { type Kept, keepIndex, readKeptIndex } from "./kept-index.ts";
import { ownNames } from "./own-names.ts";

const BATCH = 2000; // records read at once

/** The names of the current person records, each owned by its record's index, at the size of the ledger. */
export type PeopleIndex = { readonly size: number; readonly names: NameIndex };

/** The index as it was left, else an empty one: of no size, since it is compared with the records before it answers. */
export async function readPeopleIndex(register: OpenRegister): Promise<PeopleIndex> {
  return { size: 0, names: (await readKeptIndex(keptOf(register))) ?? emptyNameIndex() };
}

/** The index at the ledger's present size; kept beside the register when names have come or gone. */
export async function refreshPeopleIndex(register: OpenRegister, known: PeopleIndex): Promise<PeopleIndex> {
  // Read first: what is accepted meanwhile is found at the next refresh.
  const size = await register.store.size();
  if (size === known.size) return known;
  const names = await followRecords(register.store, known.names);
  if (names === undefined) return { size, names: known.names };
  await keepIndex(keptOf(register), names);
  return { size, names };
}

const keptOf = ({ folder, info }: OpenRegister): Kept => ({
  cache: folder.cache,
  file: "people.names",
  label: info.id,
});

/** The index of the current records, or undefined when it is the one given. */
async function followRecords(store: Store, index: NameColumns): Promise<NameIndex | undefined> {
  const current = await store.currentIndexes("person");
  const [known, wanted] = [new Set(index.owners), new Set(current)];
  const gone = known.difference(wanted);
  const come = current.filter((at) => !known.has(at));
  if (gone.size === 0 && come.length === 0) return undefined;
  const change = changeNames(index, gone);
  for (let at = 0; at < come.length; at += BATCH)
    for (const record of await store.recordsAt([...come.subarray(at, at + BATCH)])) {
      const names = ownNames(record);
      // One without a name is in the index by a name without parts, or each refresh would take it for new.
      for (const name of names.length === 0 ? [""] : names) change.add(record.index, name);
    }
  return change.finish();
}
