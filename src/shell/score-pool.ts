/** Worker threads that score pairs beside this one, over shared memory. */
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { RecountError } from "../base/errors.ts";
import type { ScorePool } from "../linkage/link.ts";
import { makeScorer, type ScoredPairs, type ScoreJob } from "../linkage/score-blocks.ts";

/** What a thread gets: the job, and a counter from which every thread takes its next unit. */
export type ScoreTask = { readonly job: ScoreJob; readonly next: SharedArrayBuffer };
export type UnitScore = { readonly unit: number; readonly pairs: ScoredPairs };

const FEWEST_UNITS = 8; // for fewer a thread is not worth its start

export type PoolOptions = {
  readonly threads: number; // this one among them
  readonly signal?: AbortSignal;
  readonly fewestUnits?: number; // of work, for which threads are started
};

/**
 * A pool of threads. Units are taken as threads come to them and put together in their own
 * order: the result is the same for any number. Aborting `signal` ends the threads.
 */
export function makeScorePool({ threads, signal, fewestUnits = FEWEST_UNITS }: PoolOptions): ScorePool {
  return {
    async score(job, comparisons, progress) {
      const next = new SharedArrayBuffer(4);
      const found: (ScoredPairs | undefined)[] = job.units.map(() => undefined);
      let done = 0;
      const keep = ({ unit, pairs }: UnitScore) => {
        found[unit] = pairs;
        progress(++done, job.units.length);
      };
      const helpers = job.units.length < fewestUnits ? 0 : Math.min(threads - 1, job.units.length);
      const workers = Array.from({ length: helpers }, () => new Worker(workerFile()));
      const ends = workers.map((worker) => runWorker(worker, { job: forThreads(job), next }, keep));
      // Errors of threads wait until this one is done; without a handler they would end the process.
      for (const end of ends) end.catch(() => undefined);
      try {
        const score = makeScorer(job, comparisons);
        const counter = new Int32Array(next);
        for (
          let unit = Atomics.add(counter, 0, 1);
          unit < job.units.length;
          unit = Atomics.add(counter, 0, 1)
        ) {
          keep({ unit, pairs: score(unit) });
          await setImmediate();
          signal?.throwIfAborted();
        }
        await Promise.all(ends);
      } finally {
        await Promise.all(workers.map((worker) => worker.terminate()));
      }
      return found.filter((pairs) => pairs !== undefined);
    },
  };
}

/** A checkout runs its sources, the published package what was built of them. */
function workerFile(): string {
  const self = fileURLToPath(import.meta.url);
  return self.replace(/score-pool\.(ts|js)$/, "score-worker.$1");
}

/** Codes of single keys lie in the rows, which are shared: a thread needs no copy of them. */
function forThreads(job: ScoreJob): ScoreJob {
  const needed = new Set(job.model.comparisons.flatMap(({ fields }) => fields));
  return {
    ...job,
    columns: job.columns.filter(({ name }) => needed.has(name)),
    rules: job.rules.map((rule) =>
      rule.starts === undefined ? { ...rule, codes: new Uint32Array() } : rule,
    ),
  };
}

function runWorker(worker: Worker, task: ScoreTask, keep: (score: UnitScore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: UnitScore | undefined) => {
      if (message === undefined) resolve();
      else keep(message);
    });
    worker.on("error", (cause) =>
      reject(new RecountError("thread-failed", "a thread that scores pairs failed", { cause })),
    );
    worker.on("exit", (code) =>
      reject(new RecountError("thread-failed", `a thread ended with ${code} before its work was done`)),
    );
    worker.postMessage(task);
  });
}
