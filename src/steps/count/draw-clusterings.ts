/** Clusterings drawn beside what others ask: of a million rows it takes seconds. */
import type { Clusterings } from "../../register/count-range.ts";
import { moduleBeside, workInThread } from "../../shell/thread.ts";
import { type Drawing, type Drawn, redrawClusterings } from "./redraw-clusterings.ts";

const FEWEST_ROWS = 20_000; // of a table; for fewer a thread is not worth its start

/** What `redrawClusterings` gives; of many rows made in a thread. */
export async function drawClusterings(drawing: Drawing, fewestRows = FEWEST_ROWS): Promise<Drawn> {
  const { run, draws, known } = drawing;
  if (run.tableRows < fewestRows) return redrawClusterings(run, draws, known);
  const clusterings = await workInThread<Drawing, Clusterings>(
    moduleBeside(import.meta.url, "draw-worker"),
    drawing,
    "draws clusterings",
  );
  return { clusterings, same: run.input.same, different: run.input.different };
}
