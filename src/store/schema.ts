/** The tables as Kysely sees them. `entries` is the truth, every other can be made again from it, but who looked and who may sign in. */

import type { ColumnType, Generated } from "kysely";
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
  access_log: {
    number: Generated<number>;
    at: Generated<Date>;
    person: string;
    organisation: string;
    way: string;
    record: number;
    fields: string[] | null; // null of looks from before they were noted
  };
  look_approvals: { at: Generated<Date>; person: string; organisation: string; by: string; why: string };
  accounts: {
    person: string;
    entered: number; // index of the entry by which the person came
    handle: Bytes; // what passkeys call the account: random
    password: string | null;
    totp: Bytes | null; // locked
    totp_step: number; // the last that was used
    created: Date;
  };
  passkeys: {
    id: Bytes;
    person: string;
    site: string; // the name of the server that it was made for
    public_key: Bytes;
    counter: number;
    transports: string; // separated by commas
    label: string;
    created: Date;
    used: Date | null;
  };
  recovery_codes: { person: string; code: Bytes };
  known_devices: { id: Bytes; person: string; seen: Date };
  joining_codes: { code: Bytes; person: string; entered: number; expires: Date };
  sessions: SessionRow;
  ceremonies: { id: Bytes; kind: string; payload: Bytes; expires: Date };
  attempts: { budget: Bytes; since: Date; spent: number };
  account_log: { at: Date; person: string; organisation: string; what: string };
  enquiries: {
    id: Bytes;
    organisation: string;
    sealed: Bytes;
    reply: string;
    language: string;
    received: string;
    answer: ColumnType<Bytes | null, never, Bytes>; // none at first
    answered: ColumnType<string | null, never, string>;
  };
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
  record_ties: {
    index: number;
    audience: Audience; // of the part that tells it
    organisation: string;
    source: string;
    tie: Bytes; // `tieDigest`
  };
  linkage_runs: { index: number; size: number; model: Bytes; changes: Bytes };
  assignments: { record: Bytes; entity: Bytes };
  review_pairs: { left: Bytes; right: Bytes; weight: number; teaches: number };
  judgements: { index: number; withdrawn: number | null }; // entry that took it back
  review_samples: { index: number; run: number };
  appeals: { slug: string; version: number; index: number };
  checkpoints: { size: number; bytes: Bytes };
  timestamps: { size: number; authority: string; bytes: Bytes };
};

export type SessionRow = {
  id: Bytes; // a digest of what the browser holds
  person: string;
  organisation: string; // as it was when the session began, like the role
  role: string;
  way: string;
  agent: string;
  created: Date;
  seen: Date;
  fresh: Date; // when the person last showed who they are
  expires: Date;
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
