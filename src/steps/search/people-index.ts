/** The index of people's names, kept beside the register and brought up to the ledger's size. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../../base/bytes.ts";
import {
  changeNames,
  emptyNameIndex,
  type NameColumns,
  type NameIndex,
} from "../../names/search/name-index.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { RecordViews } from "../../store/store.ts";
import { organisationOf, type RegisterView } from "../view.ts";
import { type Kept, keepIndex, readKeptIndex } from "./kept-index.ts";
import { ownNames } from "./own-names.ts";

const BATCH = 2000; // records read at once

/** The names of the current person records that a viewer may see, each owned by its record's index, at the size of the ledger. */
export type PeopleIndex = { readonly size: number; readonly names: NameIndex };

/** The index as it was left, else an empty one: of no size, since it is compared with the records before it answers. */
export async function readPeopleIndex(register: OpenRegister, view: RegisterView): Promise<PeopleIndex> {
  return { size: 0, names: (await readKeptIndex(keptOf(register, view))) ?? emptyNameIndex() };
}

/** The index at the ledger's present size; kept beside the register when names have come or gone. */
export async function refreshPeopleIndex(
  register: OpenRegister,
  view: RegisterView,
  known: PeopleIndex,
): Promise<PeopleIndex> {
  // Read first: what is accepted meanwhile is found at the next refresh.
  const size = await register.store.size();
  if (size === known.size) return known;
  const names = await followRecords(view.records, known.names);
  if (names === undefined) return { size, names: known.names };
  await keepIndex(keptOf(register, view), names);
  return { size, names };
}

// What others may not see has no part even in how what is found is ranked: an organisation has an index of its own.
function keptOf({ folder, info }: OpenRegister, { viewer }: RegisterView): Kept {
  const whose = organisationOf(viewer) ?? viewer.as;
  const file =
    viewer.as === "keeper" ? "people.names" : `people-${toHex(sha256(utf8(whose))).slice(0, 16)}.names`;
  return { cache: folder.cache, file, label: `${info.id} ${whose}` };
}

/** The index of the records that are shown, or undefined when it is the one given. */
async function followRecords(views: RecordViews, index: NameColumns): Promise<NameIndex | undefined> {
  const current = await views.namedIndexes("person");
  const [known, wanted] = [new Set(index.owners), new Set(current)];
  const gone = known.difference(wanted);
  const come = current.filter((at) => !known.has(at));
  if (gone.size === 0 && come.length === 0) return undefined;
  const change = changeNames(index, gone);
  for (let at = 0; at < come.length; at += BATCH)
    for (const record of await views.at([...come.subarray(at, at + BATCH)])) {
      const names = ownNames(record);
      // One without a name is in the index by a name without parts, or each refresh would take it for new.
      for (const name of names.length === 0 ? [""] : names) change.add(record.index, name);
    }
  return change.finish();
}
