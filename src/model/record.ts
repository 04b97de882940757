/** A record: one row or mention of a source, never edited. */
import type { Issue } from "../base/errors.ts";
import type { RecordId, SourceId } from "./ids.ts";
import type { Mentions } from "./mention.ts";

export const recordKinds = ["person", "group", "site", "hazard", "event", "place"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** One cell as received: column header and text. */
export type Cell = readonly [column: string, text: string];

/**
 * What intake makes of a row. One row may give several ("Ali + 4 children" is a person and a group of four):
 * they share `key` and `row`, and `part` counts them from 1.
 */
export type RecordDraft = {
  readonly key: string; // the row's key in its source: its identifier, or the digest of its cells
  readonly part: number;
  readonly row: number; // data row in its table, from 1
  readonly table: string; // sheet or file that it stands in
  readonly kind: RecordKind;
  readonly mentions: Mentions;
  readonly cells: readonly Cell[]; // the row as received, in column order, empty cells left out
  readonly issues: readonly Issue[];
};

/** Who entered a record by hand, when, and, where it corrects another, which and why. */
export type EnteredBy = {
  readonly by: string;
  readonly at: string; // ISO 8601, UTC
  readonly corrects?: RecordId; // which stays in the register as it was
  readonly why?: string;
};

/** A record of the register. */
export type SourceRecord = RecordDraft & {
  readonly entered?: EnteredBy; // absent for what came in a file
  readonly id: RecordId;
  readonly source: SourceId;
  readonly version: number;
};

/** A record with the index of its entry in the ledger. */
export type StoredRecord = SourceRecord & { readonly index: number };
