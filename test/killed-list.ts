/** A list of people killed, in a register and in an appeal: what tests of publication begin with. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { linkRegister } from "../src/steps/link-register.ts";

/** An appeal over one figure; `query` is what its directive asks beside the kind of harm. */
export const killedAppeal = (version = 1, query = "unit: person"): string => `---
title: The dead of the valley
language: en
date: 2022-03-2${version}
version: ${version}
addressees:
  - The Parliament of Kelmara
signatories:
  - name: Salome Torvandze
    role: Chair
    organisation: Lantern
---

Our lists name {{figure: killed, ${query}}} people who were killed.
`;

/** Twelve rows of people whose family names begin alike, each a person of their own. */
export const killedRows = (family: string): readonly string[] =>
  Array.from({ length: 12 }, (_, i) => `${family}${i},Given${i},19${50 + i}-01-10,1992-05-04`);

/** Writes the rows as the list `dead` into `folder`, takes it in as the source's next version, and links. */
export async function takeKilled(
  register: OpenRegister,
  folder: string,
  rows: readonly string[],
): Promise<void> {
  const path = join(folder, "dead.csv");
  writeFileSync(path, ["Family name,Given name,Date of birth,Date of death", ...rows].join("\n"));
  await importSource(register, {
    path,
    source: { id: sourceId("dead"), name: "dead", consent: "organisation" },
    organisation: { id: organisationId("lantern"), name: "Lantern" },
  });
  await linkRegister(register, { seed: 1, onePerList: false, progress: () => undefined });
}
