/** Custody of evidence: who held a file when. The file is named by its digest; the working copy is another file. */
import type { Digest } from "./ids.ts";

export const custodyActs = ["received", "copied", "handed-over", "returned", "sealed", "opened"] as const;
export type CustodyAct = (typeof custodyActs)[number];

export type CustodyEvent = {
  readonly evidence: Digest;
  readonly act: CustodyAct;
  readonly by: string; // who received, copied, handed over
  readonly to?: string; // into whose hands
  readonly from?: string; // out of whose hands
  readonly when: string; // prefix date, or ISO 8601 in UTC
  readonly note?: string;
  readonly recordedBy: string;
  readonly at: string; // when it was recorded; ISO 8601, UTC
};
