/** Why two rows are or are not one entity: the prior, then what each comparison adds, in bits. */
import { RecountError } from "../base/errors.ts";
import { compareNames } from "../names/compare.ts";
import { prepareName } from "../names/prepare.ts";
import type { Comparison } from "./comparison.ts";
import type { EncodedTable } from "./encode.ts";
import { prepareTable } from "./link.ts";
import { eitherWeight, frequencyWeight, type LinkModel, levelWeights } from "./link-model.ts";
import { type LinkTable, valueInRow } from "./link-table.ts";
import { fixedWeight, matchProbability, weightBits } from "./match-weight.ts";
import { levelReader, swappedNames } from "./patterns.ts";
import { pairMaker } from "./row-words.ts";
import { levelsWeigher, priorWeights } from "./score.ts";

export type WaterfallStep = {
  readonly field: string;
  readonly left: string; // as written
  readonly right: string;
  readonly level: string; // label of the comparison level
  readonly view?: string; // of names: by what they were found to agree
  readonly bits: number; // of the level
  readonly frequencyBits: number; // what the rarity of the agreed value adds
};

/** `prior` and the steps' bits add up to `total`, but for rounding. */
export type Waterfall = {
  readonly prior: number;
  readonly steps: readonly WaterfallStep[];
  readonly total: number;
  readonly probability: number;
};

/**
 * The waterfall of two rows of a table under a model that was trained on it. Throws `unknown-row` past the table.
 */
export function explainPair(model: LinkModel, table: LinkTable, rows: readonly [number, number]): Waterfall {
  return pairExplainer(model, table)(rows);
}

/** As `explainPair`, for many pairs of one table, which is read once. */
export function pairExplainer(
  model: LinkModel,
  table: LinkTable,
): (rows: readonly [number, number]) => Waterfall {
  const { encoded, comparisons } = prepareTable(table, model);
  const readLevels = levelReader(comparisons, swappedNames(comparisons, encoded.columns));
  const pairOf = pairMaker(comparisons);
  const weigh = levelsWeigher(model);
  const positionOf = new Uint32Array(encoded.size);
  for (const [position, row] of encoded.order.entries()) positionOf[row] = position;
  return (rows) => {
    const [left, right] = rows.map((row) => positionOf[row]).sort((a, b) => (a ?? 0) - (b ?? 0));
    if (left === undefined || right === undefined)
      throw new RecountError(
        "unknown-row",
        `got rows ${rows.join(" and ")}, wanted rows below ${encoded.size}`,
      );
    const levels = new Uint8Array(comparisons.length);
    readLevels(levels, pairOf(left, right));
    const steps = comparisons.map((comparison, c) =>
      explainStep({ model, table, encoded, comparison, rows }, levels[c] ?? 0, [left, right]),
    );
    return addSteps(model, [...steps, ...togetherSteps(model, levels)], weigh(levels));
  };
}

/** The steps with what look-alikes take off, and their sum. */
function addSteps(
  model: LinkModel,
  steps: readonly WaterfallStep[],
  weights: ReturnType<ReturnType<typeof levelsWeigher>>,
): Waterfall {
  const prior = weightBits(priorWeights(model).strangers);
  const own = steps.reduce((bits, step) => bits + step.bits, prior);
  const frequency = steps.reduce((bits, step) => bits + step.frequencyBits, 0);
  const strangers = weights.strangers + fixedWeight(frequency);
  const total = weightBits(eitherWeight(strangers, weights.relatives));
  const others = [
    lookAlikeStep("namesakes and neighbours", weightBits(weights.strangers) - own),
    lookAlikeStep("relatives", total - weightBits(strangers)),
  ].filter((step) => step.bits !== 0);
  return { prior, steps: [...steps, ...others], total, probability: matchProbability(total) };
}

/** What namesakes or relatives would agree on as well, taken off. */
function lookAlikeStep(field: string, bits: number): WaterfallStep {
  return { field, left: "", right: "", level: "could agree as much", bits, frequencyBits: 0 };
}

/** What strangers show together more often than by chance, taken off. */
function togetherSteps(model: LinkModel, levels: Uint8Array): readonly WaterfallStep[] {
  const labelOf = (name: string) => {
    const c = model.comparisons.findIndex((own) => own.name === name);
    return model.comparisons[c]?.levels[levels[c] ?? 0]?.label;
  };
  return model.together.flatMap(({ comparisons: [a, b], levels: [x, y], lift }) =>
    labelOf(a) === x && labelOf(b) === y
      ? [
          {
            field: `${a} and ${b}`,
            left: "",
            right: "",
            level: "often go together",
            bits: -weightBits(fixedWeight(Math.log2(lift))),
            frequencyBits: 0,
          },
        ]
      : [],
  );
}

type StepInput = {
  readonly model: LinkModel;
  readonly table: LinkTable;
  readonly encoded: EncodedTable;
  readonly comparison: Comparison;
  readonly rows: readonly [number, number];
};

function explainStep(
  { model, table, comparison, rows }: StepInput,
  level: number,
  [left, right]: readonly [number, number],
): WaterfallStep {
  const modelled = model.comparisons.find(({ name }) => name === comparison.name);
  const ids = [comparison.ids[left] ?? 0, comparison.ids[right] ?? 0, level] as const;
  const [textLeft = "", textRight = ""] = rows.map((row) => textOf(table, comparison, row));
  const isName = ["full-name", "given", "family", "father", "mother"].includes(comparison.kind);
  const view = compareNames(prepareName(textLeft), prepareName(textRight)).view;
  return {
    field: comparison.name,
    left: textLeft,
    right: textRight,
    level: comparison.levels[level] ?? "",
    ...(isName && level > 0 && view !== "none" && { view }),
    bits: modelled === undefined ? 0 : weightBits(levelWeights(modelled)[level] ?? 0),
    frequencyBits:
      modelled === undefined || level === 0 ? 0 : weightBits(frequencyWeight(modelled, comparison, ids)),
  };
}

function textOf({ fields }: LinkTable, { fields: names }: Comparison, row: number): string {
  const texts = names.map((name) => {
    const field = fields.find((own) => own.name === name);
    return field === undefined ? "" : valueInRow(field, row);
  });
  return texts.filter((text) => text !== "").join(", ");
}

/**
 * The waterfall as lines for a terminal: bits, field, level and the two values.
 *
 * @example
 * formatWaterfall({ prior: -10, steps: [], total: -10, probability: 0 }).split("\n")[0]; //=> " -10.00  prior"
 */
export function formatWaterfall({ prior, steps, total, probability }: Waterfall): string {
  const amount = (bits: number) => `${bits > 0 ? "+" : ""}${bits.toFixed(2)}`.padStart(7);
  const lines = steps.flatMap((step) => [
    `${amount(step.bits)}  ${step.field}: ${step.level}${step.view === undefined ? "" : ` (${step.view})`}${values(step)}`,
    ...(step.frequencyBits === 0
      ? []
      : [`${amount(step.frequencyBits)}  ${step.field}: ${rarity(step.frequencyBits)}`]),
  ]);
  const chance = `match probability ${probability.toFixed(4)}`;
  return [`${amount(prior)}  prior`, ...lines, `${amount(total)}  total, ${chance}`].join("\n");
}

const values = ({ left, right }: WaterfallStep) =>
  left === "" && right === "" ? "" : `: ${quote(left)} / ${quote(right)}`;
// Isolates: a right-to-left name must not reorder the line that it stands in (Unicode bidi FSI, PDI).
const quote = (text: string) => (text === "" ? "(missing)" : `\u2068${text}\u2069`);
const rarity = (bits: number) =>
  bits > 0 ? "the value is rarer than usual" : "the value is more common than usual";
