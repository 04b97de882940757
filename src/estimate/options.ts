/** What a run of estimation is told before it starts; all of it is recorded with the answer. */
import type { ReportProgress } from "../base/progress.ts";
import type { EstimateFacts, EstimateMethod } from "../model/estimate.ts";

export type EstimateOptions = {
  readonly methods?: readonly EstimateMethod[]; // all of them unless given
  readonly seed?: number; // of bootstrap and chains; 1 unless given
  readonly replicates?: number; // of the bootstrap
  readonly chains?: number; // of the latent classes, at least 4
  readonly iterations?: number; // of each chain at most, a third of them thrown away
  /** Patterns of lists that nobody can be on, since the lists' scopes do not meet. */
  readonly impossible?: readonly (readonly string[])[];
  /** Lists that copied from one another: each group counts as one list. */
  readonly merge?: readonly (readonly string[])[];
  readonly progress?: ReportProgress;
};

/** Options with nothing left open. */
export type Settings = Required<Omit<EstimateOptions, "methods" | "merge" | "replicates" | "progress">> & {
  readonly replicates: number | undefined; // as many as the number of lists allows when undefined
  readonly progress: ReportProgress;
};

const CHAINS = 4;
const ITERATIONS = 30_000;

/**
 * The options with every default filled in. `chains` below 4 become 4: fewer cannot be compared with one another.
 *
 * @example
 * settle({ seed: 7, chains: 1 }).chains; //=> 4
 */
export function settle(options: EstimateOptions): Settings {
  return {
    seed: options.seed ?? 1,
    replicates: options.replicates,
    chains: Math.max(CHAINS, options.chains ?? CHAINS),
    iterations: options.iterations ?? ITERATIONS,
    impossible: options.impossible ?? [],
    progress: options.progress ?? (() => undefined),
  };
}

/**
 * The settings as they stand in a report.
 *
 * @example
 * describeSettings(settle({})).seed; //=> 1
 */
export function describeSettings({
  seed,
  replicates,
  chains,
  iterations,
  impossible,
}: Settings): EstimateFacts {
  const shut = impossible.map((lists) => `{${lists.join(", ")}}`).join(" ");
  return {
    seed,
    ...(replicates === undefined ? {} : { replicates }),
    chains,
    iterations,
    ...(shut === "" ? {} : { impossible: shut }),
  };
}
