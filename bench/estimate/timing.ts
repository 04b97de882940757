/** Time per method on one table of four lists, beside R's glm on the same 113 models where there is an R. */
import { execFileSync } from "node:child_process";
import { cpuUsage } from "node:process";
import { seededRandom } from "../../src/base/random.ts";
import { captureTable } from "../../src/estimate/capture-table.ts";
import { averageGraphs } from "../../src/estimate/graphs/average-graphs.ts";
import { startChain } from "../../src/estimate/latent/run-chain.ts";
import { observedCells } from "../../src/estimate/log-linear/log-linear.ts";
import { rankModels } from "../../src/estimate/log-linear/select.ts";
import { hierarchicalModels, type Terms } from "../../src/estimate/log-linear/terms.ts";
import { drawHistories, worlds } from "./simulate.ts";

const LISTS = ["a", "b", "c", "d"];

/** A Markdown table: what was timed, how long it took (the best of five; of one for the chain), what was asked. */
export function timingTable(): string {
  const world = worlds[1];
  if (world === undefined) throw new Error("got no world");
  const large = { ...world, kinds: world.kinds.map((kind) => ({ ...kind, size: 7 * kind.size })) };
  const table = captureTable(drawHistories(large, 1), LISTS);
  const cells = observedCells(table);
  const models = hierarchicalModels(LISTS.length);
  const rows = [
    ["113 log-linear models", best(5, () => rankModels(cells, models)), "under 100 ms"],
    ["61 graphs averaged", best(5, () => averageGraphs(table)), "under 500 ms"],
    [
      "120,000 iterations of latent classes",
      best(1, () => {
        startChain(table, { random: seededRandom(1), keepEvery: 5 }).advance(120_000);
      }),
      "under 5,000 ms",
    ],
    ["113 models by R's glm", timeGlm(table.counts, models), "(peer)"],
  ];
  const title = `four lists, ${table.observed} people seen`;
  const head = [title, "milliseconds of processor (of clock)", "asked"];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function best(times: number, work: () => unknown): string {
  const taken = Array.from({ length: times }, () => {
    const [started, before] = [performance.now(), cpuUsage()];
    work();
    return { clock: performance.now() - started, processor: cpuUsage(before).user / 1000 };
  });
  const least = (of: (each: (typeof taken)[number]) => number) => Math.min(...taken.map(of)).toFixed(0);
  return `${least(({ processor }) => processor)} (${least(({ clock }) => clock)})`;
}

/** The same models by glm of R's own `stats`; R measures itself, without its start. */
function timeGlm(counts: Float64Array, models: readonly Terms[]): string {
  const cells = Array.from(counts.keys()).slice(1);
  const bits = LISTS.map((list, i) => `${list}=c(${cells.map((cell) => (cell >> i) & 1).join()})`);
  const formulas = models.map((terms) => {
    const named = terms
      .filter((term) => term !== 0)
      .map((term) => LISTS.filter((_, i) => (term >> i) & 1).join(":"));
    return `"y~${named.join("+")}"`;
  });
  const script = `d<-data.frame(y=c(${cells.map((cell) => counts[cell]).join()}),${bits.join()});
f<-lapply(c(${formulas.join()}),as.formula);
run<-function() lapply(f,function(m) glm(m,family=poisson,data=d));
invisible(run()); cat(min(sapply(1:3,function(i) system.time(run())[["user.self"]]))*1000)`;
  try {
    return execFileSync("Rscript", ["--vanilla", "-"], { encoding: "utf8", input: script }).trim();
  } catch (cause) {
    const isAbsent = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    if (isAbsent) return "no R here";
    throw cause;
  }
}
