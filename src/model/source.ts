/** Organisations, their sources, and the versions in which a source was received. */
import type { Audience } from "./audience.ts";
import type { Digest, OrganisationId, SourceId } from "./ids.ts";

export type Organisation = { readonly id: OrganisationId; readonly name: string };

export type Source = {
  readonly id: SourceId;
  readonly name: string;
  readonly organisation: OrganisationId;
  readonly consent: Audience; // the widest audience that the source allows for what it says about people
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
