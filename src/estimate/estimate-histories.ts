/** One table of capture histories through every method, and what they allow to be said together. */
import {
  type AssumptionKey,
  type CaptureHistory,
  type EstimateAnswer,
  type EstimateMethod,
  type EstimateReport,
  estimateMethods,
  type MethodAnswer,
  type NearModel,
} from "../model/estimate.ts";
import { type CaptureTable, captureTable, EMPTY_BY_DESIGN, mergeLists } from "./capture-table.ts";
import { chaoLowerBound } from "./chao.ts";
import { chaoVariants } from "./chao-variants.ts";
import { chapman } from "./chapman.ts";
import { type CheckedHistories, checkHistories, wrongHistory } from "./check-histories.ts";
import { conclude } from "./conclude.ts";
import { graphAveraging } from "./graphs/graph-averaging.ts";
import { latentClass } from "./latent/latent-class.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { logLinear } from "./log-linear/log-linear.ts";
import { describeSettings, type EstimateOptions, type Settings, settle } from "./options.ts";
import { describeOverlap } from "./overlap.ts";

const assumptions: Readonly<Record<EstimateMethod, AssumptionKey>> = {
  chapman: "lists-independent",
  chao: "lower-bound",
  "log-linear": "no-highest-interaction",
  "graph-averaging": "decomposable-dependence",
  "latent-class": "latent-classes",
};

/** More lists have over a thousand patterns, nearly all of them empty: nothing can be told from them. */
const MOST_LISTS = 10;

/**
 * Every method's answer or refusal, the near-best models, what happens without each list, and the conclusion. Equal
 * histories, options and seed give equal reports. Histories that carry no estimate at all are refused by every
 * method with the same reason.
 *
 * @example
 * const report = estimateHistories([{ lists: ["a"], count: 50 }, { lists: ["b"], count: 60 }, { lists: ["a", "b"], count: 40 }]);
 * report.conclusion.verdict; //=> "estimate"
 */
export function estimateHistories(
  given: readonly CaptureHistory[],
  options: EstimateOptions = {},
): EstimateReport {
  const settings = settle(options);
  const wanted = estimateMethods.filter((method) => options.methods?.includes(method) ?? true);
  const checked = checkMerged(given, options);
  if (!checked.estimable) return refusal(wanted, settings, checked);
  const ran = wanted.map((method) => runMethod(method, checked, settings));
  const methods = ran.map(({ answered }) => answered);
  const models = ran.flatMap(({ near }) => near);
  return {
    observed: checked.observed,
    settings: describeSettings(settings),
    overlap: describeOverlap(checked.histories),
    methods,
    models,
    leaveOneOut: leaveOneOut(checked.histories, settings),
    conclusion: conclude(methods.map(boundedBelow(checked)), models),
  };
}

/**
 * One method's answer alone, the same as in `estimateHistories`, without the models near it and without what happens
 * without each list: for the same figure over many sampled clusterings.
 *
 * @example
 * const histories = [{ lists: ["a"], count: 50 }, { lists: ["b"], count: 60 }, { lists: ["a", "b"], count: 40 }];
 * Math.round(answerHistories(histories, "chapman").total); //=> 223
 */
export function answerHistories(
  given: readonly CaptureHistory[],
  method: EstimateMethod,
  options: Omit<EstimateOptions, "methods"> = {},
): EstimateAnswer {
  const checked = checkMerged(given, options);
  if (!checked.estimable) return { ...checked, method };
  return runMethod(method, checked, { ...settle(options), isAlone: true }).answered.answer;
}

/** Checks patterns before lists are merged, since merging adds up patterns that repeat; the rest after it. */
function checkMerged(given: readonly CaptureHistory[], { merge = [], impossible = [] }: EstimateOptions) {
  const isWrong = wrongHistory(given) !== undefined || merge.length === 0;
  const checked = checkHistories("none", isWrong ? given : mergeLists(given, merge));
  if (!checked.estimable) return checked;
  const reason = tooManyLists(checked) ?? seenThoughImpossible(checked, impossible);
  return reason === undefined
    ? checked
    : { estimable: false as const, method: "none", observed: checked.observed, reason };
}

function tooManyLists({ lists }: CheckedHistories): string | undefined {
  return lists.length > MOST_LISTS
    ? `got ${lists.length} lists, wanted at most ${MOST_LISTS}: of ${(2 ** lists.length - 1).toLocaleString("en")} patterns nearly all are empty; merge lists that copy one another`
    : undefined;
}

function seenThoughImpossible(
  { histories }: CheckedHistories,
  impossible: readonly (readonly string[])[],
): string | undefined {
  const seen = impossible.find((pattern) =>
    histories.some(({ lists }) => pattern.every((list) => lists.includes(list))),
  );
  return seen && `got entities on all of {${seen.join(", ")}}, wanted nobody there by design`;
}

type Ran = { readonly answered: MethodAnswer; readonly near: readonly NearModel[] };

function runMethod(
  method: EstimateMethod,
  checked: CheckedHistories,
  settings: Settings & { readonly isAlone?: boolean },
): Ran {
  const base = { method, assumption: assumptions[method], settings: {}, diagnostics: {} };
  const table = captureTable(checked.histories, checked.lists, settings);
  if (method === "log-linear") {
    const { models: near, ...rest } = logLinear(table, settings);
    return { answered: { ...base, ...rest }, near };
  }
  const rest = {
    chapman: () => ({ answer: chapman(checked.histories) }),
    chao: () => boundFrom(checked, table),
    "graph-averaging": () => graphAveraging(table),
    "latent-class": () => latentClass(table, settings),
  }[method]();
  return { answered: { ...base, ...rest }, near: [] };
}

function boundFrom({ histories, observed }: CheckedHistories, { possible }: CaptureTable) {
  if (possible.includes(0))
    return { answer: { estimable: false as const, method: "chao", observed, reason: EMPTY_BY_DESIGN } };
  const { onExactly } = describeOverlap(histories);
  const answer = chaoLowerBound(histories);
  const unequal = chaoLowerBound(histories, "unequal-lists");
  return {
    answer,
    ...(answer.estimable && { assumption: answer.assumption }),
    diagnostics: {
      ...chaoVariants(observed, onExactly),
      ...(unequal.estimable && { unequalLists: unequal.total }),
    },
  };
}

/** Where nothing but Chao's bound can speak for a figure, it speaks in the form that is one for few lists too. */
function boundedBelow({ histories }: CheckedHistories) {
  return (answered: MethodAnswer): MethodAnswer =>
    answered.method === "chao" && answered.answer.estimable
      ? { ...answered, answer: chaoLowerBound(histories, "unequal-lists") }
      : answered;
}

function refusal(
  wanted: readonly EstimateMethod[],
  settings: Settings,
  { observed, reason }: { readonly observed: number; readonly reason: string },
): EstimateReport {
  return {
    observed,
    settings: describeSettings(settings),
    overlap: { lists: [], pairs: [], onExactly: [], notes: [] },
    methods: wanted.map((method) => ({
      method,
      assumption: assumptions[method],
      answer: { estimable: false, method, observed, reason },
      settings: {},
      diagnostics: {},
    })),
    models: [],
    leaveOneOut: [],
    conclusion: { verdict: "not estimable", reason },
  };
}
