/** The process that the crash test kills: imports a list, and prints each batch once it is acknowledged. */
import { writeSync } from "node:fs";
import { organisationId, type SourceId, sourceId } from "../../src/model/ids.ts";
import { importList } from "../../src/shell/import-list.ts";
import { type OpenRegister, openRegister } from "../../src/shell/register-folder.ts";

export const BATCH_ROWS = 10;

/** Imports a list of the crash test; `say` hears of each batch. */
export async function importCsv(
  register: OpenRegister,
  {
    path,
    source,
    say,
  }: { readonly path: string; readonly source: SourceId; readonly say: (line: string) => void },
): Promise<void> {
  await importList(register, {
    path,
    source: { id: source, name: source, consent: "organisation" },
    organisation: { id: organisationId("valley-committee"), name: "Valley Committee" },
    records: "person",
    batchRows: BATCH_ROWS,
    onBatch: (batch) => say(`batch ${batch}`),
  });
}

if (import.meta.main) {
  const [, , dataDir = "", path = "", source = ""] = process.argv;
  const say = (line: string) => writeSync(1, `${line}\n`); // synchronous: printed means acknowledged
  const register = await openRegister(dataDir);
  say("ready");
  try {
    await importCsv(register, { path, source: sourceId(source), say });
    say("accepted");
  } finally {
    await register.close();
  }
}
