/** What a random sample of tokens says of all of them: an exact upper bound on how many are bad. */
import { RecountError } from "../base/errors.ts";

/** How many there are, how many were drawn, and how many of these were found bad. */
export type SampleCounts = { readonly total: number; readonly drawn: number; readonly bad: number };

/**
 * The largest number of bad ones among `total` that the sample does not exclude at `confidence`: the greatest K with
 * P(at most `bad` in the sample | K bad in all) > 1 - confidence, exact by the hypergeometric distribution (Wright,
 * Exact Confidence Bounds when Sampling from Small Finite Universes, 1991). At least `bad`, at most `total - drawn + bad`.
 * Requires whole numbers with bad <= drawn <= total, and a confidence between 0 and 1.
 *
 * @example
 * mostBad({ total: 4000, drawn: 140, bad: 0 }, 0.95); //=> 83
 */
export function mostBad({ total, drawn, bad }: SampleCounts, confidence: number): number {
  const isSound =
    [total, drawn, bad].every(Number.isSafeInteger) && bad >= 0 && bad <= drawn && drawn <= total;
  if (!isSound || !(confidence > 0 && confidence < 1))
    throw new RecountError("bad-sample", `got ${bad} bad of ${drawn} drawn of ${total}, at ${confidence}`);
  const logFactorial = logFactorials(total);
  const isExcluded = (all: number) => tailOf(logFactorial, { total, drawn, bad, all }) <= 1 - confidence;
  let [low, high] = [bad, total - drawn + bad];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isExcluded(middle)) high = middle - 1;
    else low = middle;
  }
  return low;
}

/**
 * How many to draw so that a sample without a bad one bounds them at `share` of all: the least whole number, or
 * `total` when only all of them would do.
 *
 * @example
 * neededSample(4000, 0.02, 0.95); //=> 144
 */
export function neededSample(total: number, share: number, confidence: number): number {
  let [low, high] = [1, total];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (mostBad({ total, drawn: middle, bad: 0 }, confidence) <= share * total) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Tail = SampleCounts & { readonly all: number };

/** P(X <= bad), X hypergeometric: `drawn` of `total`, `all` of them bad. */
function tailOf(logFactorial: Float64Array, { total, drawn, bad, all }: Tail): number {
  const choose = (n: number, k: number) =>
    (logFactorial[n] ?? 0) - (logFactorial[k] ?? 0) - (logFactorial[n - k] ?? 0);
  const whole = choose(total, drawn);
  let sum = 0;
  for (let found = Math.max(0, drawn - (total - all)); found <= Math.min(bad, all); found++)
    sum += Math.exp(choose(all, found) + choose(total - all, drawn - found) - whole);
  return sum;
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 1; n <= most; n++) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}
