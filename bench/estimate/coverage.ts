/** How often an interval that is said to hold the truth 95 times in 100 does hold it, and how far off totals are. */
import { type CaptureTable, captureTable } from "../../src/estimate/capture-table.ts";
import { graphAveraging } from "../../src/estimate/graphs/graph-averaging.ts";
import { type ChaoForm, chaoLowerBound, chapman, estimateHistories } from "../../src/estimate/index.ts";
import { latentClass } from "../../src/estimate/latent/latent-class.ts";
import { logLinear } from "../../src/estimate/log-linear/log-linear.ts";
import type { CaptureHistory, EstimateAnswer } from "../../src/model/estimate.ts";
import { drawHistories, PEOPLE, type World } from "./simulate.ts";

type Method = {
  readonly name: string;
  readonly isSlow?: boolean;
  readonly answer: (table: CaptureTable, histories: readonly CaptureHistory[]) => EstimateAnswer;
};

const REPLICATES = 200;
const ITERATIONS = 12_000; // at most
const silent = () => undefined;
const plan = (replicates: number) => ({ seed: 1, replicates, progress: silent });

const methods: readonly Method[] = [
  { name: "Chapman, two lists", answer: (_, histories) => chapman(firstTwo(histories)) },
  { name: "Chao's bound (covers from below)", answer: (_, histories) => boundAnswer(histories) },
  {
    name: "Chao's bound, unequal lists (from below)",
    answer: (_, histories) => boundAnswer(histories, "unequal-lists"),
  },
  { name: "what is concluded: number or range", answer: (_, histories) => concluded(histories) },
  { name: "best BIC, its own profile", answer: (table) => logLinear(table, plan(0)).answer },
  {
    name: "best BIC, BCa, chosen again",
    isSlow: true,
    answer: (table) => logLinear(table, plan(REPLICATES)).answer,
  },
  { name: "graph averaging", isSlow: true, answer: (table) => graphAveraging(table).answer },
  {
    name: "latent classes",
    isSlow: true,
    answer: (table) =>
      latentClass(table, { seed: 1, chains: 4, iterations: ITERATIONS, progress: silent }).answer,
  },
];

export type CoveragePlan = { readonly draws: number; readonly isFast: boolean };

/** A Markdown table: nominal level against what was covered, over `draws` simulated tables of a world. */
export function coverageTable(world: World, { draws, isFast }: CoveragePlan): string {
  console.error(`simulating ${world.name}`);
  const used = methods.filter(({ isSlow }) => !(isFast && isSlow === true));
  const rows = used.map(({ name, answer }) => {
    const answers = Array.from({ length: draws }, (_, seed) => {
      const histories = drawHistories(world, 1000 + seed);
      return answer(captureTable(histories, ["a", "b", "c", "d"]), histories);
    });
    const given = answers.flatMap((each) => (each.estimable ? [each] : []));
    const covered = given.filter(({ lower, upper }) => lower <= PEOPLE && PEOPLE <= upper).length;
    const mean = given.reduce((sum, { total }) => sum + total, 0) / given.length;
    const width = given.reduce((sum, { lower, upper }) => sum + upper - lower, 0) / given.length;
    return [
      name,
      "95 %",
      `${((100 * covered) / given.length).toFixed(0)} %`,
      `${((100 * (mean - PEOPLE)) / PEOPLE).toFixed(1)} %`,
      `${((100 * width) / PEOPLE).toFixed(0)} %`,
      `${draws - given.length}`,
    ];
  });
  const head = [`${world.name}, ${PEOPLE} people`, "nominal", "covered", "bias", "width", "refused"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The bound's claim is one-sided: the truth is not below it. Its row covers where the lower limit is no higher. */
function boundAnswer(histories: readonly CaptureHistory[], form?: ChaoForm): EstimateAnswer {
  const answer = chaoLowerBound(histories, form);
  return answer.estimable ? { ...answer, upper: Math.max(answer.upper, PEOPLE) } : answer;
}

/** What a reader is told, from the log-linear models: a range counts as its middle, with its ends as limits. */
function concluded(histories: readonly CaptureHistory[]): EstimateAnswer {
  const { conclusion, observed } = estimateHistories(histories, { methods: ["log-linear"], replicates: 0 });
  if (conclusion.verdict === "estimate") return conclusion.answer;
  const { reason } = conclusion;
  const none = { estimable: false, method: "conclusion", observed, reason } as const;
  if (conclusion.verdict === "not estimable") return none;
  const { lower, upper } = conclusion;
  const range = { lower, total: (lower + upper) / 2, upper, level: 0.95, interval: "confidence" } as const;
  return { ...none, ...range, estimable: true, assumption: "" };
}

function firstTwo(histories: readonly CaptureHistory[]): readonly CaptureHistory[] {
  const counts = new Map<string, CaptureHistory>();
  for (const { lists, count } of histories) {
    const on = lists.filter((list) => list === "a" || list === "b");
    const key = on.join();
    if (key !== "") counts.set(key, { lists: on, count: count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts.values()];
}
