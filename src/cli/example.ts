/** The example coalition as it lies in the package. */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Audience } from "../model/audience.ts";
import { organisationId, slug, sourceId } from "../model/ids.ts";
import type { RecordKind } from "../model/record.ts";
import type { Coalition } from "../pipeline.ts";
import type { TruthRow } from "../steps/measure-linkage.ts";
import type { ExampleLetters } from "./example-signatures.ts";
import { packagePath } from "./package-files.ts";

export type Example = Coalition & {
  readonly name: string;
  readonly truth: readonly TruthRow[];
  readonly letters: ExampleLetters;
};

type ExampleFile = {
  readonly name: string;
  readonly sources: readonly {
    readonly file: string;
    readonly name: string;
    readonly organisation: string;
    readonly records: RecordKind;
    readonly consent: Audience;
  }[];
  readonly appeals: readonly string[];
  readonly letters: ExampleLetters;
  readonly truth: string;
};

/** Reads `examples/coalition.json` and what it names. */
export async function readExample(): Promise<Example> {
  const folder = packagePath("examples");
  const example: ExampleFile = JSON.parse(await readFile(join(folder, "coalition.json"), "utf8"));
  const sources = new Map(example.sources.map(({ file, name }) => [basename(file), sourceId(slug(name))]));
  return {
    name: example.name,
    lists: example.sources.map(({ file, name, organisation, records, consent }) => ({
      path: join(folder, file),
      source: { id: sourceId(slug(name)), name, consent },
      organisation: { id: organisationId(slug(organisation)), name: organisation },
      records,
    })),
    appeals: await Promise.all(
      example.appeals.map(async (file) => ({
        slug: slug(basename(file, ".md")),
        text: await readFile(join(folder, file), "utf8"),
      })),
    ),
    letters: example.letters,
    truth: parseTruth(await readFile(join(folder, example.truth), "utf8"), (file) => sources.get(file)),
  };
}

/** Rows of `file,sheet,row,part,kind,entity`; none of the values has a comma or a quotation mark. */
function parseTruth(
  text: string,
  sourceOf: (file: string) => TruthRow["source"] | undefined,
): readonly TruthRow[] {
  return text
    .trimEnd()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [file = "", sheet = "", row, part, , entity = ""] = line.split(",");
      const source = sourceOf(file);
      return source === undefined ? [] : [{ source, sheet, row: Number(row), part: Number(part), entity }];
    });
}
