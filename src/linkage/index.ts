/** `recount/linkage`: finds records of the same entity, without labels and without configuration. */
export { measureReliability, type Reliability, type ReliabilityBin } from "./calibration.ts";
export {
  type DedupeOptions,
  type DedupeResult,
  type DedupeTable,
  dedupeTables,
  dedupeTablesWith,
  type TextColumn,
} from "./dedupe.ts";
export { type Accuracy, type ClusterAccuracy, evaluateClusters, evaluateLinks } from "./evaluate.ts";
export { explainPair, formatWaterfall, type Waterfall, type WaterfallStep } from "./explain.ts";
export { type InferOptions, type InferredField, type InferredFields, inferFields } from "./infer-fields.ts";
export type { RowJudgement } from "./judged-pairs.ts";
export {
  type LinkOptions,
  type LinkResult,
  linkTable,
  linkTableWith,
  type ScorePool,
} from "./link.ts";
export type { LinkModel, ModelComparison, ModelLevel } from "./link-model.ts";
export { type FieldKind, fieldKinds, type LinkField, type LinkTable } from "./link-table.ts";
export type { LinkedPairs } from "./linked-pairs.ts";
export { matchProbability, weightBits } from "./match-weight.ts";
export { formatModel, parseModel } from "./model-file.ts";
export { personFields } from "./person-fields.ts";
export type { Together } from "./together.ts";
