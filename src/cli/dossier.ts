/** `recount dossier`: what is known of one entity, as a folder and a PDF for a lawyer. */
import { resolve } from "node:path";
import { languages } from "../pages/language.ts";
import { type DossierReport, writeDossier } from "../steps/dossier/write-dossier.ts";
import { viewOf } from "../steps/view.ts";
import type { Command } from "./command.ts";
import { choiceOption, textOption, usageError } from "./options.ts";
import { actorName, withRegister } from "./with-register.ts";

export const dossierCommand: Command = {
  name: "dossier",
  operands: "[id] [folder]",
  summary:
    "chronology, sources, evidence with its custody, judgements and what is contested of a person, site, hazard or event, as a folder",
  example: "recount dossier enquiries/40 dossier-40 --pdf",
  options: [
    { flags: "--pdf", text: "a PDF as well" },
    { flags: "--language <tag>", text: `of the words around the data: ${languages.join(", ")} (default en)` },
    { flags: "--for <name>", text: "whom it is made for, said on its first page" },
  ],
  run: (context, [id, folder, ...rest], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        if (id === undefined || folder === undefined || rest.length > 0)
          throw usageError("dossier", "an id and a folder", [id, folder, ...rest].join(" ").trim());
        const report = await writeDossier(register, viewOf(register, viewer), {
          id,
          folder: resolve(folder),
          reader: textOption(options, "for") ?? actorName(context, viewer),
          language: choiceOption(options, "language", languages) ?? "en",
          pdf: options["pdf"] === true,
          now: context.now(),
        });
        return { exit: report.altered.length > 0 ? 1 : 0, json: report, text: formatReport(report) };
      },
      "change",
    ),
};

function formatReport({ entity, folder, files, contested, altered }: DossierReport): string {
  return [
    `${entity}: ${files.length} files in ${folder}`,
    ...(contested.length === 0 ? [] : [`contested: ${contested.join(", ")}`]),
    ...altered.map((file) => `evidence that is not as it was received: ${file}`),
  ].join("\n");
}
