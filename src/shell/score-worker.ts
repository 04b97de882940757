/** A thread that scores units of a job until none is left. */
import { parentPort } from "node:worker_threads";
import { makeScorer, type ScoredPairs } from "../linkage/score-blocks.ts";
import type { ScoreTask, UnitScore } from "./score-pool.ts";

parentPort?.on("message", ({ job, next }: ScoreTask) => {
  const score = makeScorer(job);
  const counter = new Int32Array(next);
  for (let unit = Atomics.add(counter, 0, 1); unit < job.units.length; unit = Atomics.add(counter, 0, 1))
    send({ unit, pairs: score(unit) });
  send(undefined);
});

function send(message: UnitScore | undefined): void {
  parentPort?.postMessage(message, message === undefined ? [] : buffersOf(message.pairs));
}

const buffersOf = ({ left, right, weight }: ScoredPairs) =>
  [left.buffer, right.buffer, weight.buffer].filter((buffer) => buffer instanceof ArrayBuffer);
