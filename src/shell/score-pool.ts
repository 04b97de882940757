/** Worker threads that work beside this one, over shared memory. */
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { RecountError } from "../base/errors.ts";
import { type PackedTexts, packTexts } from "../base/packed-texts.ts";
import type { OpenPool, ScorePool } from "../linkage/link.ts";
import type { Asked, Found, Work, Workshop, WorkTable } from "../linkage/work.ts";
import { moduleBeside } from "./thread.ts";

/** What a thread gets: a table to keep, then work on it with a counter from which every thread takes its next unit. */
export type PoolMessage = { readonly table: PackedTable } | (Asked & { readonly next: SharedArrayBuffer });
export type UnitFound = { readonly unit: number; readonly found: Found[Work["kind"]] };

/** A table with the values of each column as units of UTF-16 side by side: many short texts cost too much to send. */
export type PackedTable = {
  readonly plans: WorkTable["plans"];
  readonly learned: WorkTable["learned"];
  readonly columns: readonly (Omit<WorkTable["columns"][number], "values"> & {
    readonly packed: PackedTexts;
  })[];
};

const ENDED = -1; // id of a thread that is no more
// Texts of a table are made all at once and stay: a small young generation is copied over and over.
const YOUNG_MB = 96;
const FEWEST_ROWS = 5000; // for fewer a thread is not worth its start

export type PoolOptions = {
  readonly threads: number; // this one among them
  readonly signal?: AbortSignal;
  readonly fewestRows?: number; // of a table, for which threads are started
};

/**
 * A pool of threads. Units are taken as threads come to them and put together in their own
 * order: the result is the same for any number. Aborting `signal` ends the work.
 */
export function makeScorePool({ threads, signal, fewestRows = FEWEST_ROWS }: PoolOptions): ScorePool {
  return {
    open(rows) {
      const helpers = rows < fewestRows ? 0 : threads - 1;
      const workers = Array.from(
        { length: helpers },
        () =>
          new Worker(moduleBeside(import.meta.url, "score-worker"), {
            resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
          }),
      );
      // Errors of threads wait until there is work; without a handler they would end the process.
      for (const worker of workers) worker.on("error", () => undefined);
      return openPool(workers, signal);
    },
  };
}

function openPool(workers: readonly Worker[], signal: AbortSignal | undefined): OpenPool {
  const own: { workshop?: Workshop } = {};
  return {
    share(table, workshop) {
      own.workshop = workshop;
      const packed = workers.length === 0 ? undefined : packTable(table);
      for (const worker of workers) worker.postMessage({ table: packed });
    },
    async run({ work, units }, progress) {
      const next = new SharedArrayBuffer(4);
      const found: (Found[Work["kind"]] | undefined)[] = Array.from({ length: units });
      let done = 0;
      const keep = (own: UnitFound) => {
        found[own.unit] = own.found;
        progress(++done, units);
      };
      const ends = units < 2 ? [] : workers.map((worker) => runWorker(worker, { work, units, next }, keep));
      for (const end of ends) end.catch(() => undefined);
      const find = workshopOf(own)(work);
      const counter = new Int32Array(next);
      for (let unit = Atomics.add(counter, 0, 1); unit < units; unit = Atomics.add(counter, 0, 1)) {
        keep({ unit, found: find(unit) });
        await setImmediate();
        signal?.throwIfAborted();
      }
      await Promise.all(ends);
      return found.filter((own) => own !== undefined);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function workshopOf({ workshop }: { readonly workshop?: Workshop }): Workshop {
  if (workshop === undefined) throw new RecountError("thread-failed", "got work before a table");
  return workshop;
}

function packTable({ columns, ...table }: WorkTable): PackedTable {
  return {
    ...table,
    columns: columns.map(({ values, ...column }) => ({ ...column, packed: packTexts(values) })),
  };
}

export function unpackTable({ columns, ...table }: PackedTable): WorkTable {
  return {
    ...table,
    columns: columns.map(({ packed, ...column }) => ({ ...column, values: unpackTexts(packed) })),
  };
}

function unpackTexts({ units, ends }: PackedTexts): readonly string[] {
  const bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
  const all = bytes.toString(units.BYTES_PER_ELEMENT === 1 ? "latin1" : "utf16le");
  return Array.from(ends, (end, i) => all.slice(ends[i - 1] ?? 0, end));
}

function runWorker(
  worker: Worker,
  task: Exclude<PoolMessage, { readonly table: PackedTable }>,
  keep: (found: UnitFound) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (message: string, cause?: unknown) => {
      leave();
      reject(new RecountError("thread-failed", message, { cause }));
    };
    const onError = (cause: unknown) => fail("a thread that compares failed", cause);
    const onExit = (code: number) => fail(`a thread ended with ${code} before its work was done`);
    const onMessage = (message: UnitFound | undefined) => {
      if (message !== undefined) return keep(message);
      leave();
      resolve();
    };
    const leave = () => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    };
    if (worker.threadId === ENDED) return fail("a thread ended before its work began");
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(task);
  });
}
