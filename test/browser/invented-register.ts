/** Registers for screens to show: one of invented people in an invented country, and an empty one. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceId } from "../../src/model/ids.ts";
import type { RecordKind } from "../../src/model/record.ts";
import { importSource } from "../../src/pipeline.ts";
import type { OpenRegister } from "../../src/shell/register-folder.ts";
import { linkRegister } from "../../src/steps/link-register.ts";
import { freshRegister, temporaryFolder } from "../register-fixture.ts";
import { seededRegister, upperValley } from "../seeded-register.ts";

type List = {
  readonly id: string;
  readonly name: string;
  readonly records: RecordKind;
  readonly rows: readonly string[];
};

const lists: readonly List[] = [
  {
    id: "shrines",
    name: "سجل المزارات",
    records: "site",
    rows: [
      "Site ID,Name,Type,Settlement,Condition before,Condition,Date",
      "S-1,مزار العين,shrine,Sarn,good,destroyed,1993-04",
      "S-2,Храм на Камне,church,Малый Камень,good,damaged,1994",
    ],
  },
  {
    id: "incidents",
    name: "Incidents in the two valleys",
    records: "event",
    rows: ["Event ID,Event,Settlement,Date,Killed", "E-1,Shelling of the bridge at Sarn,Sarn,1992-05-04,9"],
  },
  {
    id: "households",
    name: "Households without names",
    records: "group",
    rows: [
      "id,village,persons,status,date,home condition,wish to return,obstacles,return status,return date",
      "H-1,Stone Minor,5,displaced,1993,destroyed,yes,mines documents,visited,2021-06",
      "H-2,Sarn,7,displaced,1993,intact,,,,",
    ],
  },
];

/** A register with lists of every kind, people on several of them, and what was found of them. */
export async function fullRegister(): Promise<OpenRegister> {
  const register = await seededRegister();
  const folder = temporaryFolder();
  for (const { id, name, records, rows } of lists) {
    const path = join(folder, `${id}.csv`);
    writeFileSync(path, `${rows.join("\n")}\n`);
    const source = { id: sourceId(id), name, consent: "coalition" } as const;
    await importSource(register, { path, source, organisation: upperValley, records });
  }
  await linkRegister(register, { seed: 1, onePerList: false, progress: () => undefined });
  return register;
}

/** A register into which nothing has been brought yet. */
export const emptyRegister = () => freshRegister("An empty register");
