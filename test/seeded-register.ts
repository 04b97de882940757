/** A register with people in it: four lists of two organisations in an invented country, linked, and judged once. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { organisationId, type RecordId, recordId, sourceId } from "../src/model/ids.ts";
import type { RecordKind } from "../src/model/record.ts";
import { importSource } from "../src/pipeline.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { judgePair } from "../src/steps/review/judge-pair.ts";
import { viewOf } from "../src/steps/view.ts";
import { freshRegister, temporaryFolder, testNow } from "./register-fixture.ts";

export const upperValley = { id: organisationId("upper-valley"), name: "Upper Valley Association" };
export const lowerValley = { id: organisationId("lower-valley"), name: "Комитет нижней долины" };

type List = {
  readonly id: string;
  readonly name: string;
  readonly organisation: typeof upperValley;
  readonly records: RecordKind;
  readonly rows: readonly string[];
};

const person = "id,full name,date of birth,date of disappearance,village,status";
const lists: readonly List[] = [
  {
    id: "upper",
    name: "Families of the Upper Valley, 1994",
    organisation: upperValley,
    records: "person",
    rows: [
      person,
      "118,Tharén Orvik Sado,1947,1992-02,Stone Minor,missing",
      "119,Mira Dalen,1961-04-12,1992-02,Stone Minor,missing",
      "120,Osek Virrel,1938,1992-05-04,Sarn,killed",
      "121,Maro Velan,1950,1992-05-04,Sarn,killed",
    ],
  },
  {
    id: "lower",
    name: "Список нижней долины",
    organisation: lowerValley,
    records: "person",
    rows: [
      person,
      "7,Тарен Орвик Садо,1949-03,1992-02,Малый Камень,missing",
      "8,Լեւոն Դարսունի,1955,1992-11-03,Sarn,missing",
      "9,Анна Торн,1972-08-01,1993,Sarn,killed",
    ],
  },
  {
    id: "shore",
    name: "سجل الساحل",
    organisation: lowerValley,
    records: "person",
    rows: [person, "1,طارن أورفيك,,1992-02,Sarn,missing"],
  },
  {
    id: "fields",
    name: "Fields not to be walked on",
    organisation: upperValley,
    records: "hazard",
    rows: [
      "Hazard ID,Name,Settlement,Area (m2),Device,Status,Date reported",
      "HA-1,Sarn 1,Sarn,116000,anti-vehicle mines,open,1994-10-13",
    ],
  },
];

/** Of one person, as three lists write them: what a judgement of the seed says. */
export const samePerson: readonly RecordId[] = ["upper/118", "lower/7", "shore/1"].map(recordId);

/** The register; who asks for it closes it. */
export async function seededRegister(): Promise<OpenRegister> {
  const register = await freshRegister("Register of the two valleys");
  const folder = temporaryFolder();
  for (const { id, name, organisation, records, rows } of lists) {
    const path = join(folder, `${id}.csv`);
    writeFileSync(path, `${rows.join("\n")}\n`);
    const source = { id: sourceId(id), name, consent: "coalition" } as const;
    await importSource(register, { path, source, organisation, records });
  }
  const view = viewOf(register, { as: "keeper" });
  const [first = recordId(""), ...others] = samePerson;
  for (const other of others)
    await judgePair(register, view, {
      records: [first, other],
      answer: "same",
      by: "Ani",
      why: "one file of the mission",
      now: testNow,
    });
  await linkRegister(register, { seed: 1, onePerList: false, progress: () => undefined });
  return register;
}
