/** A register in which an appeal is being written: one text with something to mend, and the same in Arabic. */
import type { OpenRegister } from "../../src/shell/register-folder.ts";
import { newAppeal } from "../../src/steps/draft-appeal.ts";

const head = (language: string, title: string, more = "") => `---
title: ${title}
language: ${language}
date: 2026-01
version: 1
${more}addressees:
  - The Assembly of the Twelve Cities
signatories:
  - name: Ani Torvan
    role: Chair
    organisation: Upper Valley Association
---
`;

export const draftText = `${head("en", "Where are they")}
Between {{not a figure: 14 March}} and the end of 1994 at least {{figure: missing, place: Sarn}} people went missing, and
some 300 fled on foot.

## What we ask

The genocide of our families has to be answered. At least {{figure: killed}} were killed.
`;

const signedText = `${head("en", "To all who hold archives")}
At least {{figure: killed}} people were killed. Open the archives.
`;

/** Adds a text that is being written, its Arabic one, and one that is in the ledger. */
export async function withAppeals(register: OpenRegister): Promise<OpenRegister> {
  const { store } = register;
  // What one person writes at one sitting is one version: a second one is another person's.
  const begun = draftText.replace(" At least {{figure: killed}} were killed.", "");
  for (const [from, by, text] of [
    [0, "Mira Dalen", begun],
    [1, "", draftText],
  ] as const)
    await store.saveAppealDraft({ appeal: "where-are-they", text, by, from });
  const arabic = `${head("ar", "أين هم", "translates: where-are-they\n")}
فُقد ما لا يقل عن {{figure: missing, place: Sarn}} شخصاً.
`;
  await store.saveAppealDraft({ appeal: "where-are-they-ar", text: arabic, by: "", from: 0 });
  const taken = await newAppeal(register, "to-all", signedText);
  if ("issues" in taken) throw new Error(JSON.stringify(taken.issues));
  return register;
}
