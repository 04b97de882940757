/** Every verified published number of the tables beside ours: on which table, by which method, what the source prints. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { seededRandom } from "../../src/base/random.ts";
import { type CaptureTable, captureTable } from "../../src/estimate/capture-table.ts";
import { latentClass } from "../../src/estimate/latent/latent-class.ts";
import { bcaLimit, resample } from "../../src/estimate/log-linear/bca.ts";
import { fitHeterogeneous, type HeterogeneousModel } from "../../src/estimate/log-linear/heterogeneity.ts";
import { observedCells } from "../../src/estimate/log-linear/log-linear.ts";
import { bestOf, downhill, rankModels, type Select, stepwise } from "../../src/estimate/log-linear/select.ts";
import { hierarchicalModels, independence } from "../../src/estimate/log-linear/terms.ts";

type Published = {
  readonly method: string;
  readonly estimate?: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly status: string;
};
type Table = {
  readonly id: string;
  readonly lists: readonly string[];
  readonly cells: readonly { readonly pattern: string; readonly count: number }[];
  readonly published: readonly Published[];
};
type Ours = { readonly total: number; readonly lower?: number; readonly upper?: number };

const PAIRS = [0b0101, 0b1010, 0b1100]; // [13][24][34]
const mth = (heterogeneity: HeterogeneousModel["heterogeneity"], interactions: readonly number[] = []) => ({
  isTimed: true,
  heterogeneity,
  interactions,
});

/** The choice of a log-linear model, or the model of people who differ, that a source means by the name of its method. */
const models: readonly (readonly [RegExp, (table: CaptureTable) => Select | HeterogeneousModel])[] = [
  [/^LB \+/, () => mth("chao", PAIRS)],
  [/^Darroch \+/, () => mth("darroch", PAIRS)],
  [/^\[13\]\[24\]\[34\]$/, () => mth("none", PAIRS)],
  [/^all pairwise except \[14\]$/, () => mth("none", [0b0011, 0b0101, 0b0110, 0b1010, 0b1100])],
  [/^M0$/, () => ({ isTimed: false, heterogeneity: "none" })],
  [/^Mt$/, () => mth("none")],
  [/^Mth Darroch$/, () => mth("darroch")],
  [/^Mth Poisson2$/, () => mth("poisson2")],
  [/^best BIC.*pairwise/, (table) => best(table, { maxOrder: 2 })],
  [/^best BIC, ntop=1/, (table) => best(table, { count: 1 })],
  [/^best BIC, ntop=5/, (table) => best(table, { count: 5 })],
  [/^best BIC/, (table) => best(table, {})],
  [/^downhill/, ({ lists }) => downhill(lists.length)],
  [/^stepwise/, ({ lists }) => stepwise(lists.length, 0.02)],
  [/^main effects/, ({ lists }) => bestOf([independence(lists.length)])],
];

/** Why a number that is verified is none of ours. */
const absent: readonly (readonly [RegExp, string])[] = [
  [/logistic-normal/, "no method here: a random effect integrated over people, not a log-linear model"],
  [/^Bayesian threshold/, "no method here: a prior on interactions"],
  [/^published range/, "a range without a method"],
  [/^BMA decomposable/, "reached in test/conformance with its own prior on the total"],
];

function best(
  table: CaptureTable,
  { count = 60, maxOrder }: { readonly count?: number; readonly maxOrder?: number },
): Select {
  const family = hierarchicalModels(table.lists.length, maxOrder);
  const ranked = rankModels(observedCells(table), family).slice(
    0,
    table.lists.length > 4 || count < 60 ? count : 113,
  );
  return bestOf(
    ranked.map(({ terms }) => terms),
    ranked,
  );
}

const REPLICATES = 400;

function ours(table: CaptureTable, { method, lower }: Published): Ours | string {
  if (method.includes("LCMCR")) return latent(table);
  const found = models.find(([pattern]) => pattern.test(method))?.[1](table);
  if (found === undefined)
    return absent.find(([pattern]) => pattern.test(method))?.[1] ?? "no method here of that name";
  if (typeof found !== "function") return fitHeterogeneous(table, { ...found }) ?? "the fit does not exist";
  const cells = observedCells(table);
  const total = found(cells)?.total ?? Number.NaN;
  if (typeof lower !== "number") return { total };
  const drawn = resample(cells, {
    select: found,
    total,
    random: seededRandom(7),
    replicates: REPLICATES,
  });
  return { total, lower: bcaLimit(drawn, 0.025), upper: bcaLimit(drawn, 0.975) };
}

function latent(table: CaptureTable): Ours | string {
  const { answer } = latentClass(table, {
    seed: 1,
    chains: 4,
    iterations: 60_000,
    progress: () => undefined,
  });
  return answer.estimable ? answer : answer.reason;
}

/** A Markdown table; intervals of one seed and few replicates, so within a fifth of their width. */
export function publishedTable(): string {
  const path = join(env["RECOUNT_FIXTURES"] ?? "../shared", "data", "estimation", "tables.json");
  const tables: readonly Table[] = JSON.parse(readFileSync(path, "utf8"));
  const rows = tables.flatMap(({ id, lists, cells, published }) => {
    const histories = cells.map(({ pattern, count }) => ({
      lists: lists.filter((_, i) => pattern[i] === "1"),
      count,
    }));
    const table = captureTable(histories, lists);
    return published
      .filter(({ status }) => status.includes("verified"))
      .map((each) => {
        const made = ours(table, each);
        return [
          id,
          each.method,
          words(each.estimate, each),
          typeof made === "string" ? made : words(made.total, made),
        ];
      });
  });
  const head = ["table", "method", "published", `ours (${REPLICATES} replicates)`];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function words(
  total: number | null | undefined,
  { lower, upper }: { readonly lower?: number | null; readonly upper?: number | null },
): string {
  const number = (value: number) =>
    value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
  const range =
    typeof lower === "number" && typeof upper === "number" ? `(${number(lower)} to ${number(upper)})` : "";
  return [typeof total === "number" ? number(total) : "", range].join(" ").trim();
}
