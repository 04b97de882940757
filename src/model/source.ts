/** Organisations, their sources, and the versions in which a source was received. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { Audience, Consent } from "./audience.ts";
import type { HarmKind } from "./harm.ts";
import type { Digest, OrganisationId, PlaceId, SourceId } from "./ids.ts";

export type Organisation = { readonly id: OrganisationId; readonly name: string };

export type Source = {
  readonly id: SourceId;
  readonly name: string;
  readonly organisation: OrganisationId;
  readonly consent: Audience; // the widest audience that the source allows for what it says about people
  readonly consentFor?: Consent["fields"]; // fields of which it says more than that
  readonly sealed?: readonly string[]; // columns whose text only custodians can read; absent where there are none
};

/** What the source consented to. */
export const consentOf = ({ consent, consentFor = {} }: Pick<Source, "consent" | "consentFor">): Consent => ({
  general: consent,
  fields: consentFor,
});

/**
 * What a source set out to list, as its holder declares it. What is not said is not limited: a source that names no
 * place may name people from anywhere. Outside its scope a source cannot have anybody, so that its silence there says
 * nothing.
 */
export type SourceScope = {
  readonly harms?: readonly HarmKind[];
  readonly place?: PlaceId; // this place and all below it
  readonly from?: PrefixDate;
  readonly until?: PrefixDate; // its whole interval is included
  readonly copiedFrom?: readonly SourceId[]; // sources that it took people over from
};

/** `staged`: being imported, seen by nobody. `accepted`: in the register. `undone`: taken out again. */
export type VersionState = "staged" | "accepted" | "undone";

export type SourceVersion = {
  readonly id: string; // uuid
  readonly source: SourceId;
  readonly number: number; // from 1 within its source
  readonly file: string; // the file's name as received
  readonly evidence: Digest; // the file's bytes
  readonly state: VersionState;
  readonly rows: number;
  readonly records: number;
  readonly issues: number;
};

/** Somebody who can open what is sealed, and nobody else can. */
export type Custodian = { readonly name: string; readonly recipient: string }; // an age recipient: age1...
