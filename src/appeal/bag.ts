/** The published folder as a BagIt bag (RFC 8493): what is signed lies in `data/`, all else stands beside it. */
import { utf8 } from "../base/bytes.ts";
import { digestOf, formatManifest, MANIFEST_PATH, TAG_MANIFEST_PATH } from "./manifest.ts";

/** Bytes by path in the published folder, with `/` between folders. */
export type FolderFiles = ReadonlyMap<string, Uint8Array>;

export const BAG_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

export const bagPaths = { declaration: "bagit.txt", info: "bag-info.txt" } as const;

/**
 * Whether a path is of what is made after the tag manifest, since it proves the tag manifest's digest: no digest of it
 * can stand there.
 *
 * @example
 * isProofPath("proofs/F1.json"); //=> true
 */
export function isProofPath(path: string): boolean {
  return path === "checkpoint" || path.startsWith("proofs/");
}

/** Whether a path is of the payload: what organisations sign. */
export const isPayloadPath = (path: string) => path.startsWith("data/");

/** The payload with its manifest. Requires paths below `data/`. */
export function payloadFiles(payload: FolderFiles): FolderFiles {
  return new Map([...payload, [MANIFEST_PATH, formatManifest(digestsOf(payload))]]);
}

/**
 * The bag but for its proofs: payload and manifest, the files beside them, what BagIt asks for, and the tag manifest
 * over all that is not payload.
 */
export function bagFiles(payload: FolderFiles, beside: FolderFiles, title: string): FolderFiles {
  const files = new Map([...payload].filter(([path]) => isPayloadPath(path)));
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const info = `External-Description: ${title}\nPayload-Oxum: ${bytes}.${files.size}\n`;
  const tags = new Map<string, Uint8Array>([
    ...[...payload].filter(([path]) => !isPayloadPath(path)),
    ...beside,
    [bagPaths.declaration, utf8(BAG_DECLARATION)],
    [bagPaths.info, utf8(info)],
  ]);
  return new Map([...files, ...tags, [TAG_MANIFEST_PATH, formatManifest(digestsOf(tags))]]);
}

const digestsOf = (files: FolderFiles) =>
  new Map([...files].map(([path, bytes]) => [path, digestOf(bytes)] as const));
