/** The tables that are made of entries: equal to the replay of all entries. */
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { DoctorOptions } from "../doctor.ts";
import { broken, type Finding, sound } from "./finding.ts";

export async function examineTables(
  { store }: OpenRegister,
  { progress }: DoctorOptions,
): Promise<readonly Finding[]> {
  try {
    const differences = await store.compareWithReplay((done, total) =>
      progress("replaying entries", done, total),
    );
    if (differences.length === 0)
      return [sound("tables", "the database is what the replay of its entries makes")];
    return differences.map(({ table, missing, extra }) =>
      broken("tables", `${table}: ${missing} rows are missing and ${extra} stand there without an entry`),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [broken("tables", `the entries cannot be replayed: ${why}`)];
  }
}
