/** Entries: all that the register's history consists of. Every other table is a fold over them. */
import { fromUtf8 } from "../base/bytes.ts";
import { canonicalBytes, type Json, parseCanonicalJson } from "../base/canonical-json.ts";
import type { Audience } from "./audience.ts";
import type { CustodyEvent } from "./custody.ts";
import type { FateJudgement } from "./fate.ts";
import type { FigureQuery, Unit } from "./figure.ts";
import type { HarmKind } from "./harm.ts";
import type { Digest, OrganisationId, RecordId, SourceId } from "./ids.ts";
import type { Judgement, ReviewSample } from "./judgement.ts";
import type { Invitation, Person } from "./person.ts";
import type { SourceRecord } from "./record.ts";
import type { SavedFigure } from "./saved-figure.ts";
import type { Sharing } from "./sharing.ts";
import type { Custodian, Organisation, Source, SourceScope } from "./source.ts";

export type Entry =
  | { readonly entry: "organisation"; readonly organisation: Organisation }
  /** `declared`: who changed what it consents to, when that is all that changed. */
  | { readonly entry: "source"; readonly source: Source; readonly declared?: Declared }
  | { readonly entry: "record"; readonly record: SourceRecord }
  /** After its records: from here on they are the source's current version. */
  | {
      readonly entry: "version";
      readonly source: SourceId;
      readonly number: number;
      readonly version: string;
      readonly file: string;
      readonly evidence: Digest;
      readonly records: number;
      readonly unchanged: number;
      readonly removed: readonly string[];
    }
  | { readonly entry: "undo-version"; readonly source: SourceId; readonly version: string }
  | {
      readonly entry: "linkage-run";
      readonly model: Digest;
      readonly assignments: Digest;
      readonly chunk?: number; // indexes to a chunk of its digest; absent in runs of before there were chunks
      readonly size: number;
      readonly entities: number;
      readonly merges?: number; // of entities that the run before knew; absent in runs of before there were counts
      readonly splits?: number;
      readonly seed: number;
    }
  | { readonly entry: "judgement"; readonly judgement: Judgement }
  /** Takes back the judgement of entry `judgement`. */
  | {
      readonly entry: "undo-judgement";
      readonly judgement: number;
      readonly by: string;
      readonly why: string;
      readonly at: string; // ISO 8601, UTC
    }
  | { readonly entry: "review-sample"; readonly sample: ReviewSample }
  /** In place of what was declared for the source before. */
  | { readonly entry: "scope"; readonly source: SourceId; readonly scope: SourceScope }
  | { readonly entry: "fate"; readonly judgement: FateJudgement }
  /** Takes back the fate of entry `fate`. */
  | {
      readonly entry: "fate-withdrawal";
      readonly fate: number;
      readonly by: string;
      readonly why: string;
      readonly at: string;
    }
  /** Who held a file of evidence when; it changes nothing that can be counted. */
  | { readonly entry: "custody"; readonly custody: CustodyEvent }
  /** Before the run that it announces: an estimate that was not liked stays on record. */
  | { readonly entry: "estimate-run"; readonly run: EstimateRun }
  /** What somebody counts again and again, by a name: what is asked and never its number. */
  | { readonly entry: "saved-figure"; readonly figure: SavedFigure }
  /** Takes the figure of entry `figure` off the list. */
  | {
      readonly entry: "saved-figure-removal";
      readonly figure: number;
      readonly by: string;
      readonly at: string;
    }
  /** In place of the key that a custodian of that name had before. What was sealed before stays locked to the old one. */
  | { readonly entry: "custodian"; readonly custodian: Custodian }
  | { readonly entry: "custodian-removal"; readonly name: string; readonly why: string }
  /** A custodian has shown that their key opens what is locked to it. */
  | {
      readonly entry: "custodian-drill";
      readonly name: string;
      readonly recipient: string;
      readonly at: string;
    }
  /** The key that families' enquiries to the organisation are sealed to, from now on; without one it takes none. */
  | {
      readonly entry: "enquiry-key";
      readonly organisation: OrganisationId;
      readonly recipient?: string; // an age recipient: age1...
      readonly by: string;
      readonly at: string;
    }
  /** Numbers that strangers are about to have, so that none is published later that tells on somebody beside them. */
  | {
      readonly entry: "release";
      readonly appeal: string;
      readonly version: number;
      readonly figures: readonly {
        readonly id: string;
        readonly query: FigureQuery;
        readonly documented: number;
      }[];
      readonly despite?: string; // why they were published although they tell on a few beside others
    }
  /** An audit as its auditors signed it, in place of the one of that figure and text before. */
  | {
      readonly entry: "audit";
      readonly audit: string; // its canonical JSON
      readonly signatures: readonly { readonly auditor: string; readonly text: string }[];
      readonly received: string; // a day
    }
  /** First thing under a new key, in a register that was brought back from a backup: the log that it goes on from. */
  | {
      readonly entry: "succession";
      readonly origin: string; // of the log before
      readonly size: number;
      readonly root: string; // base64 of the root hash at that size
      readonly checkpoint?: string; // the last that the log before had signed when the backup was made
    }
  /** A code that was given out; only its digest is kept. */
  | {
      readonly entry: "invitation";
      readonly invitation: Invitation;
      readonly by: string;
      readonly at: string;
    }
  /** Somebody who accepted an invitation, or whose role was changed. */
  | {
      readonly entry: "person";
      readonly person: Person;
      readonly by: string;
      readonly at: string;
      readonly invitation?: Digest;
    }
  | { readonly entry: "person-removal"; readonly person: string; readonly declared: Declared }
  /** In place of what was said of this field of the record before; `public` takes a restriction away. */
  | {
      readonly entry: "restriction";
      readonly source: SourceId;
      readonly record: RecordId;
      readonly field: string; // `record` for all of it
      readonly audience: Audience;
      readonly declared: Declared;
    }
  | { readonly entry: "sharing"; readonly sharing: Sharing }
  | { readonly entry: "appeal"; readonly appeal: string; readonly version: number; readonly text: string }
  /** One exact version, put up for signature: what is signed, and the entries of the records that each figure counts. */
  | {
      readonly entry: "proposal";
      readonly appeal: string;
      readonly version: number;
      readonly manifest: Digest;
      readonly statements: string; // the file
      readonly counted: { readonly [figure: string]: readonly number[] };
    }
  /** The coalition takes a key for an organisation's, from a day on. */
  | {
      readonly entry: "enrolment";
      readonly principal: string;
      readonly key: string; // `ssh-ed25519 AAAA...`
      readonly from: string; // 1995-03-17
    }
  /** A signed file that was sent in: kept as it came, with the reason where it was refused. */
  | {
      readonly entry: "letter";
      readonly appeal: string; // "" where it is about a key
      readonly version: number; // 0 where it is about a key
      readonly kind: LetterKind;
      readonly text: string;
      readonly received: string; // 1995-03-17
      readonly refused?: string;
    }
  /** What the coalition answers to the dispute of entry `letter`; the last answer stands. */
  | { readonly entry: "counter-answer"; readonly letter: number; readonly text: string; readonly on: string }
  /** What became of the appeal at an addressee. */
  | {
      readonly entry: "response";
      readonly appeal: string;
      readonly version: number;
      readonly addressee: string;
      readonly state: ResponseState;
      readonly on: string; // a prefix date
      readonly text?: string;
    }
  /** Nothing: it brings the ledger to a size of the schedule before it is signed, so that its growth tells nothing. */
  | { readonly entry: "padding" }
  | {
      readonly entry: "publication";
      readonly appeal: string;
      readonly version: number;
      readonly manifest: Digest;
      readonly tags?: Digest; // of what stands beside the text; absent where the manifest was over all
      readonly size: number;
    };

/** Who said it, why and when. */
export type Declared = { readonly by: string; readonly why: string; readonly at: string }; // ISO 8601, UTC

export const letterKinds = ["signature", "withdrawal", "dispute", "key-change", "revocation"] as const;
export type LetterKind = (typeof letterKinds)[number];

export const responseStates = ["sent", "acknowledged", "answered", "done"] as const;
export type ResponseState = (typeof responseStates)[number];

/** What an estimate is about to be made from, and how. Dates are the text of prefix dates. */
export type EstimateRun = {
  readonly unit: Unit;
  readonly harm?: HarmKind;
  readonly place?: string;
  readonly from?: string;
  readonly until?: string;
  readonly strata: readonly string[]; // what it is split by
  readonly method: string; // the methods that are run; `all` for every one that the lists allow
  readonly replicates?: number; // these three where they are not what published figures are made with
  readonly chains?: number;
  readonly iterations?: number;
  readonly seed: number;
  readonly size: number; // the ledger's size that it is made at
};

/** Canonical JSON bytes of an entry. */
export function formatEntry(entry: Entry): Uint8Array<ArrayBuffer> {
  return canonicalBytes(entry as unknown as Json);
}

/** The entry of its canonical bytes, or undefined when they are none. Only for bytes that this register wrote. */
export function parseEntry(bytes: Uint8Array): Entry | undefined {
  const value = parseCanonicalJson(bytes);
  const isEntry = typeof value === "object" && value !== null && "entry" in value;
  return isEntry ? (value as unknown as Entry) : undefined;
}

/**
 * The record of the canonical bytes of its entry, or undefined when they are another's. Whether they are canonical is
 * not looked at again, since that costs five times the reading: only for bytes that this register wrote.
 */
export function parseRecordEntry(bytes: Uint8Array): SourceRecord | undefined {
  const value: unknown = JSON.parse(fromUtf8(bytes));
  const isRecord = typeof value === "object" && value !== null && "record" in value;
  return isRecord ? (value.record as SourceRecord) : undefined;
}
