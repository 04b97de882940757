/** Threads that make the entries of records beside this one: their leaves are most of an import's work. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { RecountError } from "../base/errors.ts";
import type { SourceRecord } from "../model/record.ts";
import { type EncodedEntry, encodeEntry } from "../store/encode-entry.ts";
import { moduleBeside } from "./thread.ts";

export type RecordBatch = {
  readonly records: readonly SourceRecord[];
  readonly keys: readonly Uint8Array[]; // one for each
};

/** The entries of a batch on their way between threads, one after the other. */
export type JoinedEntries = {
  readonly payloads: Uint8Array;
  readonly ends: Uint32Array; // of each payload
  readonly leaves: Uint8Array; // 32 bytes each
};

export type ThreadAnswer =
  | JoinedEntries
  | { readonly failure: { readonly code: string; readonly message: string } };

export type EncodePool = {
  /** The entries of the records, in their order. */
  readonly encode: (batch: RecordBatch) => Promise<readonly EncodedEntry[]>;
  readonly close: () => Promise<void>;
};

const LEAF = 32; // bytes
const MOST_THREADS = 4;
const MOST_WAITING = 2; // batches that a thread has before it; beyond, this thread makes one itself

/** A pool that starts its threads with the second batch: a short list is made here before a thread has started. */
export function makeEncodePool(threads = Math.min(MOST_THREADS, availableParallelism() - 1)): EncodePool {
  const workers: EncodeThread[] = [];
  const state = { batches: 0 };
  return {
    async encode(batch) {
      state.batches += 1;
      if (state.batches === 2) for (let i = 0; i < threads; i++) workers.push(startThread());
      const [idlest] = workers.toSorted((a, b) => a.waiting() - b.waiting());
      if (idlest === undefined || idlest.waiting() >= MOST_WAITING) return encodeHere(batch);
      return idlest.encode(batch);
    },
    close: async () => {
      await Promise.all(workers.map((thread) => thread.close()));
    },
  };
}

/** The entries of the records of a batch, made in this thread. */
export function encodeHere({ records, keys }: RecordBatch): readonly EncodedEntry[] {
  return records.map((record, i) => encodeEntry({ entry: "record", record }, keys[i] ?? new Uint8Array()));
}

type EncodeThread = {
  readonly encode: (batch: RecordBatch) => Promise<readonly EncodedEntry[]>;
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly resolve: (entries: JoinedEntries) => void;
  readonly reject: (cause: unknown) => void;
};

function startThread(): EncodeThread {
  const worker = new Worker(moduleBeside(import.meta.url, "encode-worker"));
  const waiting: Waiting[] = []; // a thread answers in the order that it was asked in
  const fail = (cause: unknown) => {
    for (const { reject } of waiting.splice(0)) reject(cause);
  };
  worker.on("message", (answer: ThreadAnswer) => {
    const next = waiting.shift();
    if (!("failure" in answer)) next?.resolve(answer);
    else next?.reject(new RecountError(answer.failure.code, answer.failure.message));
  });
  worker.on("error", (cause) =>
    fail(new RecountError("thread-failed", "a thread that makes entries failed", { cause })),
  );
  worker.on("exit", (code) =>
    fail(new RecountError("thread-failed", `a thread ended with ${code} before its work was done`)),
  );
  return {
    waiting: () => waiting.length,
    async encode(batch) {
      const answer = new Promise<JoinedEntries>((resolve, reject) => waiting.push({ resolve, reject }));
      worker.postMessage(batch);
      return partEntries(await answer);
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** Entries as three arrays, which go from thread to thread without being copied. */
export function joinEntries(entries: readonly EncodedEntry[]): JoinedEntries {
  const ends = new Uint32Array(entries.length);
  let size = 0;
  for (const [i, { payload }] of entries.entries()) ends[i] = size += payload.length;
  const [payloads, leaves] = [new Uint8Array(size), new Uint8Array(LEAF * entries.length)];
  for (const [i, { payload, leaf }] of entries.entries()) {
    payloads.set(payload, (ends[i] ?? 0) - payload.length);
    leaves.set(leaf, LEAF * i);
  }
  return { payloads, ends, leaves };
}

function partEntries({ payloads, ends, leaves }: JoinedEntries): readonly EncodedEntry[] {
  return Array.from(ends, (end, i) => ({
    payload: payloads.subarray(ends[i - 1] ?? 0, end),
    leaf: leaves.subarray(LEAF * i, LEAF * (i + 1)),
  }));
}
