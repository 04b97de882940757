/** A thread that makes entries of records, batch by batch. */
import { parentPort } from "node:worker_threads";
import { RecountError } from "../base/errors.ts";
import { encodeHere, joinEntries, type RecordBatch, type ThreadAnswer } from "./encode-pool.ts";

parentPort?.on("message", (batch: RecordBatch) => {
  const answer = answerTo(batch);
  const buffers =
    "failure" in answer ? [] : [answer.payloads, answer.ends, answer.leaves].map(({ buffer }) => buffer);
  parentPort?.postMessage(
    answer,
    buffers.filter((buffer) => buffer instanceof ArrayBuffer),
  );
});

/** An error loses its code on the way between threads. */
function answerTo(batch: RecordBatch): ThreadAnswer {
  try {
    return joinEntries(encodeHere(batch));
  } catch (cause) {
    if (cause instanceof RecountError) return { failure: { code: cause.code, message: cause.message } };
    throw cause;
  }
}
