/** A register with pairs that could go either way: two lists of the same invented people, the second with slips. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { organisationId, sourceId } from "../../src/model/ids.ts";
import type { RecordKind } from "../../src/model/record.ts";
import { importSource } from "../../src/pipeline.ts";
import type { OpenRegister } from "../../src/shell/register-folder.ts";
import { linkRegister } from "../../src/steps/link-register.ts";
import { freshRegister, temporaryFolder } from "../register-fixture.ts";

const givens = "Ilyas Maro Sofi Pavle Nura Davit Lena Tarek Oleg Sara".split(" ");
const families = "Temur Velan Andar Korin Halem Orbel Sarov Dorin Maltes".split(" ");
const cyrillic: { readonly [name: string]: string } = {
  Ilyas: "Ильяс",
  Maro: "Маро",
  Sofi: "Софи",
  Pavle: "Павле",
  Nura: "Нура",
  Temur: "Темур",
  Velan: "Велан",
  Andar: "Андар",
  Korin: "Корин",
  Halem: "Халем",
  Orbel: "Орбел",
  Sarov: "Саров",
};
const places = [
  "id,name,other names,latitude,longitude,type",
  "P1,Stone Minor,Малый Камень;Malı Daş,40.10,44.20,settlement",
  "P2,Sarn,Сарн,40.13,44.24,settlement",
  "P3,Upper Orle,Верхний Орле,40.40,44.90,settlement",
];
const villages = ["Stone Minor", "Sarn", "Upper Orle"];
const head = "id,full name,date of birth,village,status,date of disappearance";

const people = givens.flatMap((given, i) =>
  families.map((family, j) => ({
    id: i * 9 + j,
    name: [given, family] as const,
    born: 1940 + ((i * 13 + j * 7) % 60),
    month: 1 + (j % 9),
    village: (i + j) % 3,
  })),
);

type Person = (typeof people)[number];

const first = ({ id, name, born, month, village }: Person) =>
  `${id},${name.join(" ")},${born}-0${month},${villages[village]},missing,1992-02`;

/** Every second one slips: a letter, a year, another village; some of the others are written in Cyrillic letters. */
function second(person: Person, at: number): string {
  const { id, name, born, month, village } = person;
  const [given, family] = name;
  const hasSlipped = at % 2 === 0;
  const isCyrillic = at % 4 === 1 && cyrillic[given] !== undefined;
  const slipped = hasSlipped ? family.replace("a", "e") : family;
  const written = isCyrillic ? `${cyrillic[given]} ${cyrillic[family] ?? family}` : `${given} ${slipped}`;
  const date = hasSlipped ? `${born + 1 + (at % 3)}-09` : `${born}-0${month}`;
  const where = villages[hasSlipped ? (village + 1) % 3 : village];
  return `${id},${written},${date},${where},missing,1992-02`;
}

async function importRows(
  register: OpenRegister,
  id: string,
  {
    name,
    records,
    rows,
  }: { readonly name: string; readonly records: RecordKind; readonly rows: readonly string[] },
): Promise<void> {
  const path = join(temporaryFolder(), `${id}.csv`);
  writeFileSync(path, `${rows.join("\n")}\n`);
  const organisation = { id: organisationId("committee"), name: "Committee of the valley" };
  const source = { id: sourceId(id), name, consent: "coalition" } as const;
  await importSource(register, { path, source, organisation, records });
}

/** The register, linked; who asks for it closes it. */
export async function reviewRegister(): Promise<OpenRegister> {
  const register = await freshRegister("Register of the valley");
  await importRows(register, "places", { name: "Places of the valley", records: "place", rows: places });
  await importRows(register, "valley", {
    name: "Families of the valley, 1994",
    records: "person",
    rows: [head, ...people.map(first)],
  });
  await importRows(register, "coast", {
    name: "Список побережья",
    records: "person",
    rows: [head, ...people.map(second)],
  });
  await linkRegister(register, { seed: 1, onePerList: false, progress: () => undefined });
  return register;
}
