/** Entries out of the database: what we wrote, we can read. */
import { RecountError } from "../base/errors.ts";
import { type Entry, parseEntry } from "../model/entry.ts";

/** The entry of stored bytes. Throws `broken-entry`: what we wrote, we can read. */
export function decodeEntry(index: number, payload: Uint8Array): Entry {
  const entry = parseEntry(payload);
  if (entry === undefined)
    throw new RecountError("broken-entry", `entry ${index} is not what was written there`);
  return entry;
}
