/** A register with positions: two villages, people displaced between them, a mined area with its outline, two sites. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { organisationId, sourceId } from "../src/model/ids.ts";
import type { RecordKind } from "../src/model/record.ts";
import { importSource } from "../src/pipeline.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const lists: readonly (readonly [id: string, RecordKind, text: string])[] = [
  [
    "places",
    "place",
    "id,name,type,latitude,longitude\np1,Stone Minor,village,-30.411,-18.934\np2,Sarn,village,-30.9,-18.2\n",
  ],
  [
    "people",
    "person",
    "id,full name,origin,residence,harm,date of harm\n1,Maro Velan,Stone Minor,Sarn,displaced,1992-05\n2,Osek Virrel,Stone Minor,Sarn,displaced,1992-05\n",
  ],
  [
    "areas",
    "hazard",
    'id,name,settlement,classification,geometry\nHA-1,Sarn 1,Sarn,CHA,"POLYGON ((-18.2001 -30.9001, -18.1999 -30.9001, -18.1999 -30.8999, -18.2001 -30.9001))"\n' +
      'HA-2,North field,Stone Minor,SHA,"POLYGON ((-18.7 -30.6, -18.55 -30.6, -18.55 -30.45, -18.7 -30.6))"\n' +
      'HA-3,South field,Sarn,CHA,"POLYGON ((-18.5 -30.8, -18.4 -30.8, -18.4 -30.7, -18.5 -30.8))"\n',
  ],
  [
    "heritage",
    "site",
    "id,name,type,settlement,geometry\nS-1,Old bridge,bridge,Sarn,POINT (-18.201 -30.901)\nS-2,The five elms,cemetery,Sarn,POINT (-18.202 -30.902)\n",
  ],
];
const holder = { id: organisationId("upper"), name: "Upper" };

/** The register; who asks for it closes it. */
export async function mappedRegister(): Promise<OpenRegister> {
  const register = await freshRegister("Register with a map");
  const folder = temporaryFolder();
  for (const [id, records, text] of lists) {
    const path = join(folder, `${id}.csv`);
    writeFileSync(path, text);
    const source = { id: sourceId(id), name: id, consent: "coalition" } as const;
    await importSource(register, { path, source, organisation: holder, records });
  }
  return register;
}
