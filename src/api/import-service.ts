/** Lists before they are brought in, for the HTTP application. */
import { InputRefused, RecountError } from "../base/errors.ts";
import { type ColumnMapping, type Mapping, parseMapping, type TableMapping } from "../intake/mapping.ts";
import { organisationId, type SourceId, slug } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import { readFileIfThere } from "../shell/files.ts";
import { mappingPath, saveMapping } from "../shell/import-mapping.ts";
import { type PreviewRow, previewList } from "../shell/preview-list.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { uploadedFile } from "../shell/uploads.ts";
import { sourceToImport } from "../steps/people/own-sources.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import { checkTag, tagOf } from "./entity-tags.ts";
import type { ImportService, MappingBody, PreviewAnswer } from "./import-answers.ts";
import { requireOwnUpload } from "./upload-service.ts";

export function registerImports(register: OpenRegister, viewer: Viewer): ImportService {
  const sourceOf = async ({
    source,
    organisation,
  }: {
    source: string;
    organisation?: string | undefined;
  }) => {
    if (viewer.as !== "person" && organisation === undefined)
      throw new RecountError(
        "input-organisation",
        "got no organisation, wanted the name of whose list it is",
      );
    const holder = viewer.as === "person" ? viewer.organisation : organisationId(slug(organisation ?? ""));
    return (await sourceToImport(register, source, { holder, said: { fields: {} }, viewer })).id;
  };
  return {
    async preview({ upload: id, records, mapping, most, ...list }) {
      requireDeed(viewer, "change");
      const upload = await requireOwnUpload(register, id, viewer);
      const source = await sourceOf(list);
      const preview = await previewList(register, {
        file: uploadedFile(register, upload),
        source,
        most,
        ...(records !== undefined && { records }),
        ...(mapping !== undefined && { mapping: mappingOf(mapping) }),
      });
      const { added, changed, unchanged, removed } = preview.difference;
      return {
        mapping: mappingBody(preview.mapping),
        origin: preview.origin,
        tag: await tagOfMapping(register, source),
        isNew: (await register.store.recordCount(source)) === 0,
        tables: preview.tables.map(({ table, header, samples, notices }) => ({
          table,
          header: [...header],
          samples: samples.map((cells) => [...cells]),
          notices: [...notices],
        })),
        rows: preview.rows,
        records: preview.records,
        issues: preview.issues,
        recordsWithIssues: preview.recordsWithIssues,
        withIssues: preview.withIssues.map(rowAnswer),
        changing: preview.changing.map(rowAnswer),
        difference: { added, changed, unchanged, removed: removed.length },
      };
    },
    async keepMapping({ mapping, ...list }, ifMatch) {
      requireDeed(viewer, "change");
      const [source, kept] = [await sourceOf(list), mappingOf(mapping)];
      checkTag(ifMatch, await tagOfMapping(register, source));
      await saveMapping(register.folder, source, kept);
    },
  };
}

/** A source without a saved mapping has a tag too. */
async function tagOfMapping({ folder }: OpenRegister, source: SourceId): Promise<string> {
  const bytes = await readFileIfThere(mappingPath(folder, source));
  return tagOf(`mapping ${source} ${Buffer.from(bytes ?? []).toString("utf8")}`);
}

const cellsAnswer = (cells: PreviewRow["cells"]) => cells.map(([column, text]) => ({ column, text }));

function rowAnswer({ cells, before, issues, ...row }: PreviewRow): PreviewAnswer["withIssues"][number] {
  return {
    ...row,
    cells: cellsAnswer(cells),
    ...(before !== undefined && { before: cellsAnswer(before) }),
    issues: issues.map(({ path, message }) => ({ path, message })),
  };
}

/** The mapping of what a screen sent, as a file of mappings has it. Throws `InputRefused` for one that is wrong. */
function mappingOf({ tables }: MappingBody): Mapping {
  const written = {
    format: "recount-mapping/1",
    tables: tables.map(({ details, columns, ...table }) => ({
      ...parseDetails(details),
      ...table,
      columns: columns.map(({ details: more, ...column }) => ({ ...parseDetails(more), ...column })),
    })),
  };
  const parsed = parseMapping(JSON.stringify(written));
  if ("value" in parsed) return parsed.value;
  throw new InputRefused(parsed.issues);
}

function parseDetails(text: string): object {
  try {
    const value: unknown = JSON.parse(text === "" ? "{}" : text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // refused below
  }
  throw new RecountError("input-mapping", "got details that are no JSON object, wanted those of the preview");
}

function mappingBody({ tables }: Mapping): MappingBody {
  return { tables: tables.map(tableBody) };
}

function tableBody({ table, read, records, columns, ...rest }: TableMapping): MappingBody["tables"][number] {
  return { table, read, records, details: JSON.stringify(rest), columns: columns.map(columnBody) };
}

function columnBody({ column, means, ...rest }: ColumnMapping) {
  return { column, means, details: JSON.stringify(rest) };
}
