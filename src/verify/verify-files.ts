/** Checks of the folder as files: everything the manifest names is there unchanged, and nothing else is. */

import { digestOf, MANIFEST_PATH, parseManifest } from "../appeal/manifest.ts";
import { type FolderFiles, paths } from "../appeal/publish.ts";
import { proofPath, type Statements } from "../appeal/statements.ts";
import { checked, type Findings, joinFindings, refused } from "./findings.ts";

/** Files of the text that every folder has. */
const needed = ["index.html", paths.appeal, paths.statements, paths.verify, paths.logKey];

/** Whether the manifest's digests are those of its files, and the files of the text are all in it. */
export function verifyManifest(files: FolderFiles): Findings {
  const manifest = parseManifest(files.get(MANIFEST_PATH) ?? new Uint8Array());
  if ("issues" in manifest) return refused(MANIFEST_PATH, wordsOf(manifest.issues));
  const missing = needed.filter((path) => !manifest.value.has(path));
  const findings = [...manifest.value].map(([path, wanted]) => {
    const bytes = files.get(path);
    if (bytes === undefined) return refused(path, "the file is missing");
    return digestOf(bytes) === wanted ? checked() : refused(path, "its digest is not the manifest's");
  });
  const all = joinFindings([...missing.map((path) => refused(path, "not in the manifest")), ...findings]);
  return all.refusals.length > 0 ? all : checked(`${manifest.value.size} files have the manifest's digests`);
}

/** Whether each file is one of the manifest's, or a proof that the statements name. */
export function verifyNoOthers(files: FolderFiles, statements: Statements): Findings {
  const manifest = parseManifest(files.get(MANIFEST_PATH) ?? new Uint8Array());
  const open = statements.figures.flatMap(({ proof }) => (proof.level === "open" ? [proof.path] : []));
  const known = new Set([
    ...("value" in manifest ? manifest.value.keys() : []),
    MANIFEST_PATH,
    paths.checkpoint,
    paths.publication,
    paths.growth,
    ...open,
  ]);
  const unknown = [...files.keys()].filter((path) => !known.has(path));
  const missing = [...known].filter((path) => !files.has(path) && path !== paths.growth);
  const wrongPaths = statements.figures.filter(
    ({ id, proof }) => proof.level === "open" && proof.path !== proofPath(id),
  );
  const all = joinFindings([
    ...unknown.map((path) => refused(path, "nobody named this file")),
    ...missing.map((path) => refused(path, "the file is missing")),
    ...wrongPaths.map(({ id }) =>
      refused(paths.statements, `${id} names another file than ${proofPath(id)}`),
    ),
  ]);
  return all.refusals.length > 0 ? all : checked("no file is missing and none is unknown");
}

/** Issues as one line. */
export function wordsOf(issues: readonly { readonly path: string; readonly message: string }[]): string {
  return issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
