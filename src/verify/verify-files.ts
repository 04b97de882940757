/** Checks of the folder as files: a bag, everything that its manifests name is there unchanged, and nothing else is. */

import { auditPathsOf } from "../appeal/audit-files.ts";
import { BAG_DECLARATION, bagPaths, type FolderFiles, isPayloadPath, isProofPath } from "../appeal/bag.ts";
import { digestOf, MANIFEST_PATH, parseManifest, TAG_MANIFEST_PATH } from "../appeal/manifest.ts";
import { paths, VERIFIER_PAGE } from "../appeal/publish.ts";
import type { Standing } from "../appeal/standing.ts";
import { proofPath, type Statements } from "../appeal/statements.ts";
import { timestampPathsOf } from "../appeal/timestamp-files.ts";
import { tokensPath } from "../appeal/token-file.ts";
import type { Digest } from "../model/ids.ts";
import { checked, type Findings, joinFindings, notChecked, refused } from "./findings.ts";

const payload = [paths.appeal, paths.logKey, paths.statements];
/** Files beside the text that every folder has. */
const beside = [MANIFEST_PATH, "index.html", "style.css", paths.verify, ...Object.values(bagPaths)];
/** Whether it is a bag whose manifests' digests are those of its files. */
export function verifyManifests(files: FolderFiles): Findings {
  const all = joinFindings([
    verifyDeclaration(files),
    verifyManifest(files, MANIFEST_PATH, (path) => payload.some((each) => each === path)),
    verifyManifest(files, TAG_MANIFEST_PATH, (path) => !isPayloadPath(path) && !isProofPath(path)),
  ]);
  const [text, tags] = [namedIn(files, MANIFEST_PATH), namedIn(files, TAG_MANIFEST_PATH)];
  const missing = [...payload.filter((path) => !text.has(path)), ...beside.filter((path) => !tags.has(path))];
  if (all.refusals.length + missing.length === 0)
    return checked(`the folder is a BagIt bag, and its ${files.size} files have their manifests' digests`);
  return joinFindings([all, ...missing.map((path) => refused(path, "no manifest names it"))]);
}

function verifyDeclaration(files: FolderFiles): Findings {
  const bytes = files.get(bagPaths.declaration) ?? new Uint8Array();
  return new TextDecoder().decode(bytes) === BAG_DECLARATION
    ? checked()
    : refused(bagPaths.declaration, "wanted the declaration of BagIt 1.0, in UTF-8");
}

function verifyManifest(files: FolderFiles, at: string, belongs: (path: string) => boolean): Findings {
  const manifest = parseManifest(files.get(at) ?? new Uint8Array());
  if ("issues" in manifest) return refused(at, wordsOf(manifest.issues));
  const findings = [...manifest.value].map(([path, wanted]) => {
    const bytes = files.get(path);
    if (!belongs(path)) return refused(path, `it cannot stand in ${at}`);
    if (bytes === undefined) return refused(path, "the file is missing");
    return digestOf(bytes) === wanted ? checked() : refused(path, `its digest is not that of ${at}`);
  });
  return joinFindings(findings);
}

/** Whether each file has its place in the format, and none is missing. */
export function verifyNoOthers(files: FolderFiles, statements: Statements, standing: Standing): Findings {
  const open = statements.figures.flatMap(({ proof }) => (proof.level === "open" ? [proof.path] : []));
  const needed = [
    ...payload,
    ...beside,
    TAG_MANIFEST_PATH,
    paths.checkpoint,
    paths.publication,
    ...open,
    ...standing.paths,
  ];
  const tags = namedIn(files, TAG_MANIFEST_PATH);
  const tokens = statements.figures.flatMap(({ id, proof }) =>
    proof.level === "attested" ? [] : [tokensPath(id)],
  );
  const audits = statements.figures.flatMap(({ id }) => auditPathsOf(files, id));
  const timestamps = timestampPathsOf(files);
  const known = new Set([
    ...needed,
    ...tokens,
    ...audits,
    ...timestamps,
    paths.growth,
    paths.authorities,
    VERIFIER_PAGE,
  ]);
  const unknown = [...files.keys()].filter((path) => !known.has(path) && !/^fonts\/[\w.-]+$/.test(path));
  // A font is named by the tag manifest, or it is nobody's.
  const loose = [...files.keys()].filter((path) => path.startsWith("fonts/") && !tags.has(path));
  const missing = needed.filter((path) => !files.has(path));
  const wrongPaths = statements.figures.filter(
    ({ id, proof }) =>
      proof.level !== "attested" && proof.path !== (proof.level === "open" ? proofPath(id) : tokensPath(id)),
  );
  const unlisted = [...standing.paths, ...tokens, ...audits, paths.authorities, VERIFIER_PAGE].filter(
    (path) => files.has(path) && !tags.has(path),
  );
  const all = joinFindings([
    ...[...unknown, ...loose].map((path) => refused(path, "nobody named this file")),
    ...unlisted.map((path) => refused(path, `${TAG_MANIFEST_PATH} does not name it`)),
    ...missing.map((path) => refused(path, "the file is missing")),
    ...wrongPaths.map(({ id }) =>
      refused(paths.statements, `${id} names another file of proof than its own`),
    ),
  ]);
  return all.refusals.length > 0 ? all : checked("no file is missing and none is unknown");
}

/** What can be said of the verifier that lies in the folder: that it is one that somebody else published. */
export function verifyPage(files: FolderFiles, known: readonly Digest[] | undefined): Findings {
  const page = files.get(VERIFIER_PAGE);
  if (page === undefined) return joinFindings([]);
  const digest = digestOf(page);
  if (known?.includes(digest)) return checked(`${VERIFIER_PAGE} is the one that comes with this verifier`);
  return notChecked(
    known === undefined
      ? `whether ${VERIFIER_PAGE} says what is so: its digest, to be compared with one published elsewhere, is ${digest}`
      : `whether ${VERIFIER_PAGE} says what is so: it is not the one that comes with this verifier, use another copy`,
  );
}

/** Issues as one line. */
export function wordsOf(issues: readonly { readonly path: string; readonly message: string }[]): string {
  return issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
}

function namedIn(files: FolderFiles, manifest: string): ReadonlySet<string> {
  const parsed = parseManifest(files.get(manifest) ?? new Uint8Array());
  return new Set("value" in parsed ? parsed.value.keys() : []);
}
