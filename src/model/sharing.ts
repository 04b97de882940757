/** A match between records of two organisations: whether the one that is sought by the other lets it be shown. */
import type { OrganisationId, RecordId } from "./ids.ts";

export const sharingAnswers = ["accepted", "refused"] as const;
export type SharingAnswer = (typeof sharingAnswers)[number];

export type Sharing = {
  readonly holder: OrganisationId; // whose records would be shown
  readonly to: OrganisationId; // to whom the match would be shown
  readonly held: readonly RecordId[]; // of the holder; it stands while one entity has one of them and one of `sought`
  readonly sought: readonly RecordId[];
  readonly answer: SharingAnswer;
  readonly by: string;
  readonly why: string;
  readonly at: string; // ISO 8601, UTC
};
