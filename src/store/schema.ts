/** The tables as Kysely sees them. `entries` is the truth, every other table can be made again from it. */

import type { Generated } from "kysely";
import type { Audience } from "../model/audience.ts";

/** What pg gives back for bytea. */
type Bytes = Uint8Array;

export type Schema = {
  register: { single: boolean; info: Bytes };
  entries: { index: number; kind: string; payload: Bytes; leaf: Bytes };
  entry_keys: { index: number; key: Bytes };
  organisations: { id: string; index: number };
  sources: { id: string; index: number };
  versions: VersionRow;
  staged_records: {
    version: string;
    batch: number;
    position: number;
    id: Bytes;
    kind: string;
    payload: Bytes;
    leaf: Bytes;
    key: Bytes;
  };
  records: {
    index: number;
    id: Bytes;
    source: string;
    kind: string;
    since: number; // number of the version that brought it
    until: number | null; // number of the version that changed or removed it; null while it is current
  };
  access_log: { at: Generated<Date>; person: string; organisation: string; way: string; record: number };
  look_approvals: { at: Generated<Date>; person: string; organisation: string; by: string; why: string };
  restrictions: { record: Bytes; source: string; field: string; audience: Audience };
  record_views: {
    index: number;
    audience: Audience; // never sealed
    organisation: string; // that holds the source
    source: string;
    kind: string;
    id: Bytes; // empty in parts that do not say it
    named: number; // 1 in the part that has the record's own name
    payload: Bytes;
  };
  linkage_runs: { index: number; size: number; model: Bytes; changes: Bytes };
  assignments: { record: Bytes; entity: Bytes };
  review_pairs: { left: Bytes; right: Bytes; weight: number; teaches: number };
  judgements: { index: number; withdrawn: number | null }; // entry that took it back
  review_samples: { index: number; run: number };
  appeals: { slug: string; version: number; index: number };
  checkpoints: { size: number; bytes: Bytes };
};

export type VersionRow = {
  id: string;
  source: string;
  number: number;
  file: Bytes;
  evidence: Bytes;
  mapping: Bytes;
  state: "staged" | "accepted" | "undone";
  rows: number;
  records: number;
  issues: number;
  batches: number;
};
