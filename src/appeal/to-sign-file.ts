/** The file that is sent to those who are asked to sign: the texts in all their languages, as they will be published. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { type AppealText, parseAppeal } from "./appeal-text.ts";
import { type FolderFiles, isPayloadPath, payloadFiles } from "./bag.ts";
import { type Endorsed, sameFigures } from "./endorsement.ts";
import { digestOf, MANIFEST_PATH } from "./manifest.ts";
import { paths } from "./publish.ts";
import { parseStatements } from "./read-statements.ts";
import { array, isShape, literal, object, text, whole } from "./shape.ts";
import type { Statements } from "./statements.ts";

/** One language: its short name, its files with their manifest, and what they say. */
export type TextToSign = {
  readonly appeal: string;
  readonly files: FolderFiles;
  readonly text: AppealText;
  readonly statements: Statements;
};

export type ToSign = { readonly endorsed: Endorsed; readonly texts: readonly TextToSign[] };

type ToSignJson = {
  readonly appeal: string;
  readonly version: number;
  readonly texts: readonly { readonly appeal: string; readonly files: readonly (readonly string[])[] }[];
};

const shape = object({
  format: literal("recount/to-sign/1"),
  appeal: text,
  version: whole,
  texts: array(object({ appeal: text, files: array(array(text)) })),
});

/**
 * One version in all its languages, from the files of each. Issues when a text is not an appeal of that version, when
 * the figures differ, or when the signatories do.
 */
export function gatherTexts(
  appeal: string,
  version: number,
  texts: readonly { readonly appeal: string; readonly files: FolderFiles }[],
): Parsed<ToSign> {
  const issues: Issue[] = [];
  const read = texts.flatMap(({ appeal: name, files }) => {
    const one = readText(name, files);
    if ("value" in one) return [one.value];
    issues.push(...one.issues);
    return [];
  });
  const [first] = read;
  if (first === undefined || issues.length > 0)
    return { issues: issues.length > 0 ? issues : [issueAt("texts", "at least one text", "none")] };
  for (const { appeal: name, text: own, statements } of read) {
    if (own.version !== version) issues.push(issueAt(name, `version ${version}`, `${own.version}`));
    if (statements.blocks.length !== first.statements.blocks.length)
      issues.push(
        issueAt(name, `${first.statements.blocks.length} statements`, `${statements.blocks.length}`),
      );
    const same = sameFigures(first.statements, statements);
    if (!same.ok)
      issues.push({ path: name, expected: "the same figures", received: "", message: same.reason });
    if (signersOf(own) !== signersOf(first.text) || own.quorum !== first.text.quorum)
      issues.push(issueAt(name, "the same organisations and quorum", signersOf(own)));
  }
  if (issues.length > 0) return { issues };
  const endorsed = {
    appeal,
    version,
    texts: read.map(({ appeal: name, text: { language }, files }) => ({
      language,
      appeal: name,
      manifest: digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()),
    })),
  };
  return { value: { endorsed, texts: read } };
}

/** The file: canonical JSON with each file as text. */
export function formatToSign({ endorsed, texts }: ToSign): string {
  return formatCanonicalJson({
    format: "recount/to-sign/1",
    appeal: endorsed.appeal,
    version: endorsed.version,
    texts: texts.map(({ appeal, files }) => ({
      appeal,
      files: [...files]
        .filter(([path]) => isPayloadPath(path))
        .map(([path, bytes]) => [path, fromUtf8(bytes)]),
    })),
  });
}

/**
 * What is to be signed, of the file that was sent: manifests are made anew from the files, so that what is shown is what
 * is signed.
 *
 * @example
 * parseToSign("{}").issues[0].expected; //=> "canonical JSON of recount/to-sign/1"
 */
export function parseToSign(file: string): Parsed<ToSign> {
  const json = parseCanonicalJson(utf8(file));
  if (!isShape<ToSignJson>(json, shape))
    return { issues: [issueAt("file", "canonical JSON of recount/to-sign/1", file.slice(0, 40))] };
  const texts = json.texts.map(({ appeal, files }) => ({
    appeal,
    files: payloadFiles(new Map(files.map(([path = "", words = ""]) => [path, utf8(words)]))),
  }));
  return gatherTexts(json.appeal, json.version, texts);
}

function readText(appeal: string, files: FolderFiles): Parsed<TextToSign> {
  const wanted = [paths.appeal, paths.statements, paths.logKey, MANIFEST_PATH];
  if (files.size !== wanted.length || !wanted.every((path) => files.has(path)))
    return { issues: [issueAt(appeal, `the files ${wanted.join(", ")}`, [...files.keys()].join(", "))] };
  const parsed = parseAppeal(fromUtf8(files.get(paths.appeal) ?? new Uint8Array()));
  if ("issues" in parsed) return parsed;
  const statements = parseStatements(files.get(paths.statements) ?? new Uint8Array(), paths.statements);
  return "issues" in statements
    ? statements
    : { value: { appeal, files, text: parsed.value, statements: statements.value } };
}

const signersOf = ({ signatories }: AppealText) =>
  signatories.map(({ organisation, name }) => organisation ?? name).join(", ");
