/** A dossier as a folder: words, data, a page, and a PDF where one is wanted. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RecountError } from "../../base/errors.ts";
import { dossierBlocks } from "../../pages/dossier/dossier-blocks.ts";
import type { DossierData } from "../../pages/dossier/dossier-data.ts";
import { renderDossier } from "../../pages/dossier/dossier-page.ts";
import type { Language } from "../../pages/language.ts";
import { translate } from "../../pages/translate.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { isOwn } from "../people/own-sources.ts";
import { readEntity, type ShownEntity } from "../show/read-profile.ts";
import type { RegisterView } from "../view.ts";
import { dossierData } from "./dossier-data.ts";
import { readEvidence } from "./record-custody.ts";
import { writePdf } from "./write-pdf.ts";

export type DossierRequest = {
  readonly id: string; // of an entity or a record
  readonly folder: string; // which is empty or is not there
  readonly reader: string; // for whom it is made
  readonly language: Language;
  readonly pdf: boolean;
  readonly now: Date;
};

export type DossierReport = {
  readonly entity: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly contested: readonly string[];
  readonly altered: readonly string[]; // files of evidence whose bytes are not those that were received
};

/** Writes the dossier of an entity as the viewer may see it. Throws `not-found`, or `input-folder` where the folder holds anything. */
export async function writeDossier(
  register: OpenRegister,
  view: RegisterView,
  request: DossierRequest,
): Promise<DossierReport> {
  const { folder, reader, now } = request;
  const shown = await readEntity(register.store, view, request.id);
  // A file is its holder's: of others' lists the dossier has what their records show, and no digest.
  const known = (await view.sources()).filter((source) => isOwn(source, view.viewer)).map(({ id }) => id);
  const used = new Set(shown.sources.map(({ id }) => id));
  const evidence = await readEvidence(register, new Set(known.filter((id) => used.has(id))));
  const data = dossierData(shown, {
    register: register.info.name,
    size: await register.store.size(),
    date: now.toISOString().slice(0, 10),
    reader,
    evidence,
  });
  const files = await dossierFiles(shown, data, request);
  await requireEmpty(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of files) await writeFile(join(folder, name), content, { mode: 0o600 });
  return {
    entity: shown.profile.entity,
    folder,
    files: [...files.keys()],
    contested: shown.contested,
    altered: evidence.filter(({ state }) => state !== "intact").map(({ file }) => file),
  };
}

async function dossierFiles(
  shown: ShownEntity,
  data: DossierData,
  { language, pdf, now }: DossierRequest,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const blocks = dossierBlocks(data, language);
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  const title = translate(language, "dossier.title", { name: data.name });
  return new Map<string, string | Uint8Array>([
    ["README.md", readme(data, language)],
    ["index.html", renderDossier(blocks, language)],
    ["profile.json", json(shown.profile)],
    ["chronology.json", json(shown.profile.chronology)],
    ["sources.json", json(shown.sources)],
    ["evidence.json", json(data.evidence)],
    ["judgements.json", json(shown.judgements)],
    ["contested.json", json({ fields: data.contested, fates: shown.conflicts })],
    ...(shown.victims === undefined ? [] : [["victims.json", json(shown.victims)] as const]),
    ...(pdf ? [["dossier.pdf", await writePdf(blocks, { language, title, made: now })] as const] : []),
  ]);
}

/** What the folder is and what each file holds, in the dossier's language where it has words. */
function readme(data: DossierData, language: Language): string {
  const say = (key: Parameters<typeof translate>[1], values = {}) => translate(language, key, values);
  const { name, date, register, size, reader } = data;
  const files = [
    ["index.html, dossier.pdf", say("dossier.title", { name })],
    ["profile.json", say("dossier.said")],
    ["chronology.json", say("dossier.chronology")],
    ["sources.json", say("dossier.sources")],
    ["evidence.json", say("dossier.evidence")],
    ["judgements.json", say("dossier.judgements")],
    ["contested.json", say("dossier.contested")],
  ];
  return [
    `# ${say("dossier.title", { name })}`,
    "",
    say("dossier.made", { date, register, size }),
    "",
    say("dossier.reading"),
    "",
    say("dossier.restricted", { reader }),
    "",
    ...files.map(([file, words]) => `- ${file}: ${words}`),
    "",
  ].join("\n");
}

async function requireEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  if (there.length > 0)
    throw new RecountError(
      "input-folder",
      `got ${JSON.stringify(folder)} with ${there.length} files in it, wanted an empty folder`,
    );
}
