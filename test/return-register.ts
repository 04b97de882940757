/** A register of households of two invented villages: who wishes to return, what is in the way, and who went back. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const lists = [
  {
    id: "places",
    organisation: "upper",
    records: "place",
    rows: [
      "id,name,name_ru,type,parent",
      "V,Upper Valley,,district,",
      "p1,Stone Minor,Малый Камень,village,V",
      "p2,Sarn,,village,V",
    ],
  },
  {
    id: "survey",
    organisation: "upper",
    records: "person",
    rows: [
      "household,full name,origin,date displaced,home condition,wish to return,obstacles,return status,return date",
      "H-1,Maro Velan,Stone Minor,1992-05,destroyed,yes,mines documents,displaced,",
      "H-1,Osek Velan,Stone Minor,1992-05,,,,,",
      "H-2,Mira Dalen,Sarn,1992-06,intact,yes,,visited,2021-06-03",
      "H-3,Tharén Orvik,Somewhere else,1993,,when there is a road,,,",
    ],
  },
  {
    id: "groups",
    organisation: "upper",
    records: "group",
    rows: [
      "id,origin,persons,number of families,status,date displaced",
      "G-1,Stone Minor,5,,displaced,1992-07",
      "G-2,Stone Minor,50,12,displaced,1992-07",
    ],
  },
  {
    id: "lower-survey",
    organisation: "lower",
    records: "person",
    rows: [
      "household,full name,origin,date displaced,home condition,wish to return,return status,return date",
      "L-1,Levon Darsun,Sarn,2020-10,damaged,no,returned,2021-02",
      "L-1,Anna Darsun,Sarn,2020-10,destroyed,no,returned,2021-02",
    ],
  },
] as const;

/** The register; who asks for it closes it. */
export async function registerOfReturns(): Promise<OpenRegister> {
  const register = await freshRegister("Register of returns");
  const folder = temporaryFolder();
  for (const { id, organisation, records, rows } of lists) {
    const path = join(folder, `${id}.csv`);
    writeFileSync(path, `${rows.join("\n")}\n`);
    const source = { id: sourceId(id), name: id, consent: "coalition" } as const;
    const holder = { id: organisationId(organisation), name: organisation };
    await importSource(register, { path, source, organisation: holder, records });
  }
  return register;
}
