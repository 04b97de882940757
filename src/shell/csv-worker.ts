/** A thread that reads a run of a CSV file's lines. */
import { parentPort, workerData } from "node:worker_threads";
import type { CsvPart } from "../intake/csv-columns.ts";
import { readRange } from "./csv-parts.ts";

const part = await readRange(workerData, () => {});
parentPort?.postMessage(part, part === undefined ? [] : buffersOf(part));

/** Buffers that the other thread takes over without a copy. */
function buffersOf({ columns }: CsvPart): ArrayBuffer[] {
  return columns.flatMap(({ ids, dictionary: { arena, ends, hashes, slots } }) =>
    [ids, arena, ends, hashes, slots].flatMap(({ buffer }) =>
      buffer instanceof ArrayBuffer ? [buffer] : [],
    ),
  );
}
