/** Linking: current records of each kind into entities, kept as one entry of the ledger. */
import { digestOf } from "../appeal/manifest.ts";
import { canonicalBytes, type Json } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import type { Drift } from "../linkage/measure-drift.ts";
import type { Entry } from "../model/entry.ts";
import type { RecordKind } from "../model/record.ts";
import type { EntityChange } from "../register/entity-changes.ts";
import { decidedPairs, type StandingJudgement } from "../register/standing.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { Linkage } from "../store/store.ts";
import { type AssignedRun, assignRun } from "./link/assign-run.ts";
import { assignmentsDigest, CHUNK } from "./link/assignments-digest.ts";
import { writeChunks } from "./link/chunks-file.ts";
import { type KindRun, linkKind, type Reuse } from "./link/link-kind.ts";
import { reviewPairs } from "./link/review-queue.ts";
import { writeRun } from "./link/run-file.ts";
import { readStanding } from "./review/read-standing.ts";

/** In the order in which a run has them. */
export const linkedKinds = ["person", "site", "hazard", "event"] as const;

export type LinkOptions = {
  readonly seed: number;
  readonly onePerList: boolean;
  readonly reuse?: Reuse; // of the last run's model and pairs; "auto" unless told
  readonly progress: ReportProgress;
  readonly onKind?: (run: KindRun) => void | Promise<void>; // called with what was found of each kind
};

export type LinkReport = {
  readonly kinds: readonly {
    readonly kind: RecordKind;
    readonly records: number;
    readonly pairs: number; // scored
    readonly entities: number;
    readonly review: number; // pairs that wait for a person's judgement
    readonly added?: { readonly rows: number; readonly drift: Drift }; // when the last run was built upon
  }[];
  readonly changes: readonly EntityChange[]; // of entities that the last run knew
  readonly judgements: { readonly decided: number; readonly contested: number; readonly toConfirm: number };
  readonly warnings: readonly string[];
  readonly size: number; // of the ledger after the run
};

/** Links every kind of record and makes the run the register's current one. */
export async function linkRegister(register: OpenRegister, options: LinkOptions): Promise<LinkReport> {
  const { store } = register;
  return store.writingStep("link", async () => {
    const size = await store.size();
    const standing = await readStanding(store);
    const decided = decidedPairs(standing);
    const runs: KindRun[] = [];
    for (const kind of linkedKinds)
      runs.push(await linkKind(register, kind, { ...options, reuse: options.reuse ?? "auto", decided }));
    for (const run of runs) await options.onKind?.(run);
    const saved = await saveRuns(register, runs, { size, seed: options.seed });
    return {
      kinds: runs.map(reportKind),
      changes: saved.changes,
      judgements: countStanding(standing),
      warnings: runs.flatMap(warningsOf),
      size: saved.end,
    };
  });
}

/** Entities that keep their ids where they can, and what became of those there were. */
async function saveRuns(
  register: OpenRegister,
  runs: readonly KindRun[],
  { size, seed }: { readonly size: number; readonly seed: number },
): Promise<{ readonly changes: readonly EntityChange[]; readonly end: number }> {
  const { store, folder } = register;
  const { chunks, ...assigned } = await assignRun(register, runs);
  const { changes } = assigned;
  const model = canonicalBytes(
    Object.fromEntries(runs.map(({ kind, result }) => [kind, result.model as unknown as Json])),
  );
  const entry: Extract<Entry, { readonly entry: "linkage-run" }> = {
    entry: "linkage-run",
    model: digestOf(model),
    assignments: assignmentsDigest(chunks),
    chunk: CHUNK,
    size,
    entities: runs.reduce((sum, { result }) => sum + result.entities, 0),
    merges: changes.filter(({ change }) => change === "merge").length,
    splits: changes.filter(({ change }) => change === "split").length,
    seed,
  };
  const key = newKey(register);
  const saved = await store.saveLinkage({ model, ...assigned, ...reviewAgain(runs, assigned), entry, key });
  await writeChunks(folder, saved.start, chunks);
  for (const { kind, index, result, judgements, onePerList } of runs) {
    const judged = Uint32Array.from(judgements.flatMap(({ left, right }) => [left, right]));
    const found = { ...result.pairs, index, entity: result.entity, judged };
    await writeRun(folder, kind, { header: { run: saved.start, onePerList, seed }, found });
  }
  return { changes, end: saved.end };
}

/** The pairs for review: all of them, or those of the records that the run may have moved. */
function reviewAgain(
  runs: readonly KindRun[],
  { assignments, gone }: Pick<AssignedRun, "assignments" | "gone">,
): Pick<Linkage, "review" | "reviewOf"> {
  if (gone === undefined) return { review: runs.flatMap((run) => reviewPairs(run)) };
  const review = runs.flatMap((run) => {
    if (run.added === undefined) return reviewPairs(run);
    const isTouched = new Uint8Array(run.index.length);
    for (const row of run.added.touched) isTouched[row] = 1;
    return reviewPairs(run, (left, right) => isTouched[left] === 1 || isTouched[right] === 1);
  });
  return { review, reviewOf: [...assignments.map(([record]) => record), ...gone] };
}

function newKey(register: OpenRegister): Uint8Array {
  const [key] = register.newKeys(1);
  if (key === undefined) throw new RecountError("bad-key", "got no key for the entry of the run, wanted one");
  return key;
}

const reportKind = ({ kind, index, result, added }: KindRun): LinkReport["kinds"][number] => ({
  kind,
  records: index.length,
  pairs: result.pairsScored,
  entities: result.entities,
  review: result.review,
  ...(added !== undefined && { added: { rows: added.rows, drift: added.drift } }),
});

function warningsOf({ kind, result, added }: KindRun): readonly string[] {
  const drifted =
    added?.drift.isLarge === true
      ? ["what is new is unlike what the model was trained on: recount link --retrain learns it anew"]
      : [];
  return [...result.warnings, ...drifted].map((text) => `${kind}: ${text}`);
}

function countStanding(standing: readonly StandingJudgement[]): LinkReport["judgements"] {
  const count = (wanted: string) => standing.filter((judgement) => judgement.standing === wanted).length;
  return {
    decided: decidedPairs(standing).filter(({ answer }) => answer !== "unsure").length,
    contested: count("contested"),
    toConfirm: count("to-confirm"),
  };
}
