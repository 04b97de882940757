/** Each entry of the ledger: there, readable, and the one that its leaf commits to. */
import { sameBytes } from "../../base/bytes.ts";
import { formLeaf, leafHash } from "../../ledger/leaf.ts";
import { parseEntry } from "../../model/entry.ts";
import { entryFields } from "../../register/entry-fields.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { StoredEntry } from "../../store/store.ts";
import type { DoctorOptions } from "../doctor.ts";
import { broken, type Finding, someOf, sound } from "./finding.ts";

const ENTRIES_AT_ONCE = 2000;

export async function examineEntries(
  { store }: OpenRegister,
  size: number,
  { progress }: DoctorOptions,
): Promise<readonly Finding[]> {
  const faults: string[] = [];
  for (let start = 0; start < size; start += ENTRIES_AT_ONCE) {
    const end = Math.min(size, start + ENTRIES_AT_ONCE);
    const rows = new Map((await store.storedEntries(start, end)).map((row) => [row.index, row]));
    for (let index = start; index < end; index++) {
      const fault = faultOf(rows.get(index));
      if (fault !== undefined) faults.push(`entry ${index} ${fault}`);
    }
    progress("examining entries", end, size);
  }
  return [
    faults.length === 0
      ? sound("entries", `${size} entries without a gap, each the one that its leaf commits to`)
      : broken("entries", someOf(faults)),
  ];
}

function faultOf(row: StoredEntry | undefined): string | undefined {
  if (row === undefined) return "is not there";
  const entry = parseEntry(row.payload);
  if (entry === undefined) return "cannot be read";
  if (entry.entry !== row.kind) return `is a ${entry.entry} and stands as a ${row.kind}`;
  if (row.key === null) return "has no key";
  const leaf = leafHash(formLeaf(row.key, entryFields(entry, row.payload)).bytes);
  return sameBytes(leaf, row.leaf) ? undefined : "is not the one that its leaf commits to";
}
