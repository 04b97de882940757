/** An entry as it is stored: its bytes, and the hash of the leaf that commits to them. Touches no database. */
import { formLeaf, leafHash } from "../ledger/leaf.ts";
import { type Entry, formatEntry } from "../model/entry.ts";
import { entryFields } from "../register/entry-fields.ts";

export type EncodedEntry = { readonly payload: Uint8Array; readonly leaf: Uint8Array };

/** Payload and leaf hash of an entry under its key. */
export function encodeEntry(entry: Entry, key: Uint8Array): EncodedEntry {
  const payload = formatEntry(entry);
  return { payload, leaf: leafHash(formLeaf(key, entryFields(entry, payload)).bytes) };
}
