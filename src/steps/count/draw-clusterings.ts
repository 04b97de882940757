/** Clusterings drawn beside what others ask: of a million rows it takes seconds. */
import { fileURLToPath } from "node:url";
import type { Clusterings } from "../../register/count-range.ts";
import { workInThread } from "../../shell/thread.ts";
import { type Drawing, type Drawn, redrawClusterings } from "./redraw-clusterings.ts";

const FEWEST_ROWS = 20_000; // of a table; for fewer a thread is not worth its start

/** What `redrawClusterings` gives; of many rows made in a thread. */
export async function drawClusterings(drawing: Drawing, fewestRows = FEWEST_ROWS): Promise<Drawn> {
  const { run, draws, known } = drawing;
  if (run.tableRows < fewestRows) return redrawClusterings(run, draws, known);
  const clusterings = await workInThread<Drawing, Clusterings>(workerFile(), drawing);
  return { clusterings, same: run.input.same, different: run.input.different };
}

/** A checkout runs its sources, the published package what was built of them. */
function workerFile(): string {
  const self = fileURLToPath(import.meta.url);
  return self.replace(/draw-clusterings\.(ts|js)$/, "draw-worker.$1");
}
