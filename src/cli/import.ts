/** `recount import`: takes lists in. */
import { basename } from "node:path";
import { audiences } from "../model/audience.ts";
import { organisationId, slug } from "../model/ids.ts";
import { recordKinds } from "../model/record.ts";
import { importSource } from "../pipeline.ts";
import { type ImportReport, undoImport } from "../shell/import-list.ts";
import { requireOwnVersion, sourceToImport } from "../steps/people/own-sources.ts";
import type { Command } from "./command.ts";
import { consentForOption, fieldConsent } from "./consent.ts";
import { choiceOption, listOption, requiredText, textOption, usageError } from "./options.ts";
import { withRegister } from "./with-register.ts";

export const importCommand: Command = {
  name: "import",
  operands: "[file...]",
  summary: "takes lists in; every row becomes a record, or a record with issues",
  example: 'recount import families-1993.xls --source "Families 1993" --organisation "Valley Committee"',
  options: [
    {
      flags: "--source <name>",
      text: "what the list is called; a later file of the same name is its next version (of several files each is a source, its own name added)",
    },
    { flags: "--organisation <name>", text: "who holds the list" },
    { flags: "--records <kind>", text: `what a row is: ${recordKinds.join(", ")} (else inferred)` },
    { flags: "--map <file>", text: "the mapping of columns to use instead of the inferred or saved one" },
    {
      flags: "--consent <audience>",
      text: `the widest audience the source allows: ${audiences.join(", ")} (default: as before, organisation at first)`,
    },
    consentForOption,
    {
      flags: "--seal <columns>",
      text: "columns that only the custodians may ever read (a witness, a telephone), with commas between: to be said at the first import; see recount custodian",
    },
    { flags: "--strict", text: "accept nothing when a row has an issue; exit 1" },
    { flags: "--undo <version>", text: "take a version of a source out of the register again" },
  ],
  run: (context, files, options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const undo = textOption(options, "undo");
        if (undo !== undefined) {
          await requireOwnVersion(register, undo, viewer);
          await undoImport(register, undo);
          return { exit: 0, json: { undone: undo }, text: `version ${undo} is out of the register` };
        }
        if (files.length === 0) throw usageError("file", "at least one file to import, or --undo", "none");
        const organisation = requiredText(options, "organisation");
        const source = requiredText(options, "source");
        const consent = choiceOption(options, "consent", audiences);
        const records = choiceOption(options, "records", recordKinds);
        const mapPath = textOption(options, "map");
        const sealed = listOption(options, "seal");
        const reports: ImportReport[] = [];
        for (const path of files) {
          const name = files.length === 1 ? source : `${source}: ${basename(path)}`;
          const holder = organisationId(slug(organisation));
          const said = { ...(consent === undefined ? {} : { consent }), fields: fieldConsent(options) };
          reports.push(
            await importSource(
              register,
              {
                path,
                source: {
                  ...(await sourceToImport(register, name, { holder, said, viewer })),
                  ...(sealed.length > 0 && { sealed }),
                },
                organisation: { id: holder, name: organisation },
                ...(records === undefined ? {} : { records }),
                ...(mapPath === undefined ? {} : { mapPath }),
                strict: options["strict"] === true,
                progress: context.progress,
                signal: context.signal,
              },
              viewer,
            ),
          );
        }
        const isRefused = reports.some((report) => !report.accepted);
        return { exit: isRefused ? 1 : 0, json: reports, text: reports.map(formatReport).join("\n\n") };
      },
      "change",
    ),
};

function formatReport(report: ImportReport): string {
  const { file, rows, records, issues, version, difference } = report;
  const lines = [`${file}: ${rows} rows, ${records} records, ${issues} issues`];
  for (const notice of report.notices) lines.push(`  ${notice}`);
  for (const [wanted, count] of Object.entries(report.issuesByKind))
    lines.push(`  ${count} x wanted ${wanted}`);
  for (const issue of report.firstIssues) lines.push(`  ${issue.path}: ${issue.message}`);
  lines.push(`  columns (${report.mappingOrigin}; edit ${report.mapping} and import again to correct them):`);
  lines.push(...report.columns);
  const { resolved, ambiguous, unresolved } = report.places;
  if (resolved + ambiguous + unresolved > 0)
    lines.push(
      `  places: ${resolved} resolved, ${ambiguous} ambiguous (placed no finer than what all candidates lie in), ${unresolved} unresolved (stand as written)`,
    );
  if (!report.accepted)
    return [...lines, "  nothing was accepted: --strict, and rows have issues"].join("\n");
  if (report.unchanged)
    return [...lines, "  this very file is in the register already: nothing changed"].join("\n");
  const { added, changed, unchanged, removed } = difference;
  lines.push(
    `  version ${version.number} (${version.id}): ${added} added, ${changed} changed, ${unchanged} as before, ${removed.length} removed`,
  );
  return lines.join("\n");
}
