/** What the judged pairs of the latest random sample say of the linkage; pairs chosen to teach are not among them. */
import { type JudgedStratum, MEASURE_LEVEL, measureSample } from "../../linkage/measure-sample.ts";
import type { LinkageAccuracy, SamplePair } from "../../model/judgement.ts";
import { decidedPairs, pairKey } from "../../register/standing.ts";
import type { Store } from "../../store/store.ts";
import { readStanding } from "./read-standing.ts";

/** Precision and recall with intervals; undefined without a sample, or while none of its linked pairs is judged. */
export async function readAccuracy(store: Store): Promise<LinkageAccuracy | undefined> {
  const [sample, standing] = await Promise.all([store.latestSample(), readStanding(store)]);
  if (sample === undefined) return undefined;
  const answers = new Map(decidedPairs(standing).map((pair) => [pairKey(pair), pair.answer]));
  const answerOf = (pair: SamplePair) => answers.get(pairKey(pair));
  const strata = sample.strata.map(({ linked, compared, pairs }, stratum): JudgedStratum => {
    const own = sample.pairs.filter((pair) => pair.stratum === stratum).map(answerOf);
    const count = (wanted: string) => own.filter((answer) => answer === wanted).length;
    return { linked, compared, pairs, same: count("same"), different: count("different") };
  });
  const measure = measureSample(strata, sample.seed);
  if (measure === undefined) return undefined;
  return {
    run: sample.run,
    drawn: sample.pairs.length,
    judged: strata.reduce((sum, { same, different }) => sum + same + different, 0),
    unsure: sample.pairs.filter((pair) => answerOf(pair) === "unsure").length,
    level: MEASURE_LEVEL,
    interval: "confidence",
    ...measure,
  };
}

/** Pairs of the latest sample that nobody has judged yet, in a fixed order that tells nothing of their strata. */
export async function undecidedSample(store: Store): Promise<readonly SamplePair[]> {
  const [sample, standing] = await Promise.all([store.latestSample(), readStanding(store)]);
  const judged = new Set(
    standing.filter(({ standing: stands }) => stands === "holds" || stands === "contested").map(pairKey),
  );
  const left = (sample?.pairs ?? []).filter((pair) => !judged.has(pairKey(pair)));
  return left.toSorted((a, b) => (pairKey(a) < pairKey(b) ? -1 : 1));
}
