/** A thread that keeps a table and takes units of work on it until none is left. */
import { parentPort } from "node:worker_threads";
import { type Found, makeWorkshop, type Work, type Workshop } from "../linkage/work.ts";
import { type PoolMessage, type UnitFound, unpackTable } from "./score-pool.ts";

const own: { workshop?: Workshop } = {};

parentPort?.on("message", (message: PoolMessage) => {
  if ("table" in message) {
    own.workshop = makeWorkshop(unpackTable(message.table));
    return;
  }
  const { work, units, next } = message;
  const find = own.workshop?.(work);
  const counter = new Int32Array(next);
  for (let unit = Atomics.add(counter, 0, 1); unit < units; unit = Atomics.add(counter, 0, 1)) {
    const found = find?.(unit);
    if (found !== undefined) send({ unit, found });
  }
  send(undefined);
});

function send(message: UnitFound | undefined): void {
  parentPort?.postMessage(message, message === undefined ? [] : ownBuffers(message.found));
}

/** Buffers that the other thread takes over without a copy. */
function ownBuffers(found: Found[Work["kind"]]): ArrayBuffer[] {
  return Object.values(found).flatMap((part: unknown) =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}
