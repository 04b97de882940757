/** The benchmarks of one subject each: `npm run bench -- SUITE [OPTION...]`. A suite prints what it measured. */

export type Suite = (options: readonly string[]) => Promise<void>;

export const suites: Readonly<Record<string, Suite>> = {
  incremental: async (options) => (await import("./incremental.ts")).benchIncremental(options),
  register: async (options) => (await import("./register-scale.ts")).benchRegister(options),
  estimate: async (options) => (await import("./estimate/run.ts")).runEstimate(options),
  places: async (options) => (await import("./places/run.ts")).runPlaces(options),
  load: async (options) => (await import("./load/run.ts")).benchLoad(options),
  service: async (options) => (await import("./service/run.ts")).benchService(options),
  ledger: async () => (await import("./ledger.ts")).benchLedger(),
  names: async (options) => (await import("./names/run.ts")).runNames(options),
  scale: async (options) => (await import("./scale/run.ts")).runScale(options),
  search: async (options) => (await import("./search/run.ts")).runSearch(options),
  web: async (options) => (await import("./web/run.ts")).benchWeb(options),
  verify: async () => (await import("./verify/run.ts")).runVerify(),
};
