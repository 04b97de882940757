/** A thread that draws clusterings. */
import { parentPort, workerData } from "node:worker_threads";
import type { Clusterings } from "../../register/count-range.ts";
import { type Drawing, redrawClusterings } from "./redraw-clusterings.ts";

const { run, draws, known }: Drawing = workerData;
const { clusterings } = redrawClusterings(run, draws, known);
parentPort?.postMessage(clusterings, ownBuffers(clusterings));

/** Buffers that the other thread takes over without a copy. */
function ownBuffers({ fixed, loose, labels }: Clusterings): ArrayBuffer[] {
  const columns = [fixed.labels, loose, ...labels.map((one) => one.labels)];
  return [...new Set(columns.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
