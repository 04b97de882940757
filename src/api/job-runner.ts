/** Does jobs, one at a time in each server process, whoever asked for them in whichever process. */
import { setTimeout as pause } from "node:timers/promises";
import { RecountError } from "../base/errors.ts";
import { dropOldExports } from "../shell/exports.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { dropOldUploads } from "../shell/uploads.ts";
import { requireDeed, viewerFor } from "../steps/people/viewer.ts";
import { isAway } from "../store/connection.ts";
import type { Job, JobClaims, JobProgress } from "../store/jobs.ts";
import { jobInputSchema } from "./job-answers.ts";
import { isOwn, jobDeeds } from "./job-service.ts";
import { doJob, type JobContext } from "./job-work.ts";
import type { jobRunnerStates } from "./routes.ts";

export type JobRunnerState = (typeof jobRunnerStates)[number];

export type JobRunner = {
  readonly state: () => JobRunnerState;
  /** There is a new job: it need not wait for the next look. */
  readonly wake: () => void;
  /** Stops the job under way at its next step, so that it is taken up again at the next start. */
  readonly close: () => Promise<void>;
};

const LOOK_MS = 5_000; // for jobs that another process left
const SWEEP_MS = 10 * 60_000; // between two looks for files that waited too long
const TELL_MS = 250; // between two notes of progress
const AGAIN_MS = { first: 100, most: 10_000 }; // between tries to reach a database that went, twice as long each time
const MOST_TRIES = 5; // a job with which the process dies each time

/** Forgets files that waited too long, at the first call and then when `SWEEP_MS` have gone by. */
export function sweeper(register: OpenRegister, clock: () => number): () => Promise<void> {
  const swept: { at?: number } = {};
  return async () => {
    if (swept.at !== undefined && clock() - swept.at < SWEEP_MS) return;
    swept.at = clock();
    await dropOldUploads(register);
    await dropOldExports(register);
  };
}

/** Begins to do jobs, those first that an earlier process left. */
export async function startJobs(
  register: OpenRegister,
  verifier: JobContext["verifier"] = async () => undefined,
): Promise<JobRunner> {
  const first = await register.store.jobs.openClaims();
  const stopped = new AbortController();
  const seen: { state: JobRunnerState } = { state: "working" };
  const waiting = { wake: new AbortController() };
  const rest = async () => {
    waiting.wake = new AbortController();
    const signal = AbortSignal.any([stopped.signal, waiting.wake.signal]);
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
  };
  const work = async (claims: JobClaims) => {
    const sweep = sweeper(register, () => performance.now());
    while (!stopped.signal.aborted) {
      await sweep();
      const woken = waiting.wake;
      const job = await claims.take();
      if (job === undefined) {
        if (!woken.signal.aborted) await rest();
        else waiting.wake = new AbortController();
        continue;
      }
      await runJob(register, job, { verifier, stopped: stopped.signal });
      await claims.letGo(job);
    }
  };
  const reach = async () => {
    seen.state = "waiting";
    for (let ms = AGAIN_MS.first; !stopped.signal.aborted; ms = Math.min(2 * ms, AGAIN_MS.most)) {
      await pause(ms, undefined, { signal: stopped.signal }).catch(() => undefined);
      const claims = await register.store.jobs.openClaims().catch(ifAway);
      if (claims !== undefined) seen.state = "working";
      if (claims !== undefined) return claims;
    }
    return undefined;
  };
  const workOn = async () => {
    let claims: JobClaims | undefined = first;
    while (claims !== undefined) {
      const now: JobClaims = claims;
      const isDone = await work(now)
        .then(() => true, ifAway)
        .finally(() => now.close().catch(ifAway));
      claims = isDone === true ? undefined : await reach();
    }
  };
  const working = workOn();
  working.catch(() => {}); // a bug: `close` tells it
  return {
    state: () => seen.state,
    wake: () => waiting.wake.abort(),
    close: async () => {
      stopped.abort();
      await working;
    },
  };
}

/** Nothing where the database is away. */
function ifAway(error: unknown): undefined {
  if (!isAway(error)) throw error;
}

type Running = { readonly verifier: JobContext["verifier"]; readonly stopped: AbortSignal };

/** Runs it in the eyes of who asked, as they are known now. Stopped with the process it stays under way, for the next. */
async function runJob(register: OpenRegister, job: Job, { verifier, stopped }: Running): Promise<void> {
  const { jobs } = register.store;
  if (job.tries > MOST_TRIES) return jobs.end(job.id, "failed", "tried-too-often");
  const cancelled = new AbortController();
  const notes = noteProgress(register, job.id, () => cancelled.abort());
  try {
    const viewer = await viewerFor(register.store, job.person);
    if (!isOwn(job, viewer)) throw new RecountError("refused", "got a job of a person who was removed");
    const input = jobInputSchema.parse({ kind: job.kind, ...Object(job.input) });
    requireDeed(viewer, jobDeeds[input.kind]);
    const signal = AbortSignal.any([stopped, cancelled.signal]);
    const result = await doJob(
      { register, job: job.id, viewer, report: notes.report, signal, verifier },
      input,
    );
    await notes.close();
    await jobs.end(job.id, "done", result);
  } catch (error) {
    await notes.close();
    if (isAway(error)) throw error; // whoever takes it up next goes on with it
    if (stopped.aborted) return;
    if (cancelled.signal.aborted) return jobs.end(job.id, "cancelled");
    const code = error instanceof RecountError ? error.code : "bug";
    if (code === "busy") return jobs.putBack(job.id); // another process writes: it has waited for it already
    await jobs.end(job.id, "failed", code);
  }
}

/** Writes the newest progress down now and then, and hears by it whether the job is still wanted. */
function noteProgress({ store }: OpenRegister, id: string, unwanted: () => void) {
  const last: { progress: JobProgress } = { progress: { label: "", done: 0, total: 0 } };
  const ended = new AbortController();
  const note = async () => {
    if (!(await store.jobs.note(id, last.progress))) unwanted();
  };
  const loop = async () => {
    while (!ended.signal.aborted) {
      await note();
      await pause(TELL_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const looping = loop();
  looping.catch(() => {}); // `close` tells it
  return {
    report: (label: string, done: number, total: number) => {
      last.progress = { label, done, total };
    },
    close: async () => {
      ended.abort();
      await looping;
    },
  };
}
