/** The weight of two names' agreement, before any list has taught its own. */
import { evidenceOfNames, type NameEvidence, type PreparedName } from "../../names/index.ts";
import { matchProbability } from "../match-weight.ts";
import { nameFeatures, readFeatures } from "./features.ts";
import { nameWeights } from "./generated/name-weights.ts";

export type NameWeight = {
  readonly weightBits: number; // log2 of a Bayes factor
  readonly probability: number; // at even odds before
  readonly evidence: NameEvidence;
};

const bitsByFeature: Float64Array = tableOf(new Map(nameWeights));

function tableOf(bits: ReadonlyMap<string, number>): Float64Array {
  return Float64Array.from(nameFeatures, (feature) => bits.get(feature) ?? 0);
}

const scratch = new Float64Array(nameFeatures.length);

/**
 * Weight and probability of two names being one person's; symmetric. The weight is against other people whose names
 * look alike, since from such pairs it was learned; the probability takes even odds before the names were seen.
 */
export function weighNames(a: PreparedName, b: PreparedName): NameWeight {
  const evidence = evidenceOfNames(a, b);
  const features = readFeatures(evidence, [a.script, b.script], scratch);
  const weightBits = features.reduce((sum, value, at) => sum + value * bitsByFeature[at]!, 0);
  return { weightBits, probability: matchProbability(weightBits), evidence };
}
