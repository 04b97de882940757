/** Custody of evidence into the ledger, and each file of evidence with its digest looked at again. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { RecountError } from "../../base/errors.ts";
import { parsePrefixDate } from "../../base/prefix-date.ts";
import type { CustodyAct, CustodyEvent } from "../../model/custody.ts";
import { type Digest, digest, type SourceId } from "../../model/ids.ts";
import { evidencePath } from "../../shell/evidence.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store, StoredVersion } from "../../store/store.ts";

export type CustodyRequest = {
  readonly evidence: string;
  readonly act: CustodyAct;
  readonly by: string;
  readonly to?: string;
  readonly from?: string;
  readonly when: string; // prefix date
  readonly note?: string;
  readonly recordedBy: string;
  readonly now: Date;
};

/** Records one event of custody. Throws `not-found` for a file that none of these sources rests on, `input-custody` for a wrong date. */
export async function recordCustody(
  register: OpenRegister,
  sources: ReadonlySet<SourceId>,
  request: CustodyRequest,
): Promise<CustodyEvent> {
  const { now, ...said } = request;
  const evidence = /^[0-9a-f]{64}$/.test(request.evidence) ? digest(request.evidence) : undefined;
  const versions = await register.store.versions();
  const isKnown = versions.some((version) => version.evidence === evidence && sources.has(version.source));
  if (evidence === undefined || !isKnown)
    throw new RecountError(
      "not-found",
      `got ${JSON.stringify(request.evidence)}, wanted the SHA-256 of a source's file: recount custody lists them`,
    );
  if (parsePrefixDate(request.when) === undefined)
    throw new RecountError(
      "input-custody",
      `--when: got ${JSON.stringify(request.when)}, wanted a date: 1992, 1992-02 or 1992-02-17`,
    );
  const custody: CustodyEvent = { ...said, evidence, at: now.toISOString() };
  await register.store.writingStep("custody", async () =>
    register.store.append([{ entry: "custody", custody }], register.newKeys(1)),
  );
  return custody;
}

export type EvidenceState = "intact" | "altered" | "gone";

export type EvidenceFile = {
  readonly source: SourceId;
  readonly version: number;
  readonly file: string;
  readonly evidence: Digest;
  readonly state: EvidenceState;
  readonly custody: readonly CustodyEvent[];
};

/** The files that these sources rest on, each hashed anew, with what was recorded of its custody. */
export async function readEvidence(
  register: OpenRegister,
  sources: ReadonlySet<SourceId>,
): Promise<readonly EvidenceFile[]> {
  return examineFiles(register, await filesOf(register, sources));
}

/** The accepted versions of these sources: each is a file. */
export async function filesOf(
  { store }: OpenRegister,
  sources: ReadonlySet<SourceId>,
): Promise<readonly StoredVersion[]> {
  return (await store.versions()).filter(({ source, state }) => sources.has(source) && state === "accepted");
}

/** These files, each hashed anew, with what was recorded of its custody. */
export async function examineFiles(
  { store, folder }: OpenRegister,
  versions: readonly StoredVersion[],
): Promise<readonly EvidenceFile[]> {
  const custody = await readCustody(store);
  return Promise.all(
    versions.map(async ({ source, number, file, evidence }) => ({
      source,
      version: number,
      file,
      evidence,
      state: await stateOf(evidencePath(folder.evidence, evidence), evidence),
      custody: custody.get(evidence) ?? [],
    })),
  );
}

async function readCustody(store: Store): Promise<ReadonlyMap<Digest, readonly CustodyEvent[]>> {
  const events = (await store.entriesOf("custody")).map(({ entry }) => entry.custody);
  return Map.groupBy(events, ({ evidence }) => evidence);
}

async function stateOf(path: string, wanted: Digest): Promise<EvidenceState> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "gone";
    throw error;
  }
  return hash.digest("hex") === wanted ? "intact" : "altered";
}
