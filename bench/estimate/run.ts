/** Recovery, coverage and speed of estimation: `npm run bench -- estimate [--speed] [--fast] [--published] [--draws=N]`. */
import { machine } from "../machine.ts";
import { coverageTable } from "./coverage.ts";
import { publishedTable } from "./published.ts";
import { worlds } from "./simulate.ts";
import { timingTable } from "./timing.ts";

const DRAWS = 60;

export async function runEstimate(options: readonly string[]): Promise<void> {
  if (options.includes("--published")) return console.log(publishedTable());
  const draws = Number(options.find((option) => option.startsWith("--draws="))?.slice(8) ?? DRAWS);
  console.log(`${machine()}\n\n${timingTable()}`);
  if (options.includes("--speed")) return;
  for (const world of worlds)
    console.log(`\n${coverageTable(world, { draws, isFast: options.includes("--fast") })}`);
}
