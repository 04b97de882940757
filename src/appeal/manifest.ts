/** `manifest-sha256.txt` and its kin: the digest of every file of a kind, in the form that `sha256sum -c` reads. */
import { sha256 } from "#sha256";
import { fromUtf8, toHex, utf8 } from "../base/bytes.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { type Digest, digest } from "../model/ids.ts";

/** Digests of the payload: what organisations sign. */
export const MANIFEST_PATH = "manifest-sha256.txt";
/** Digests of all that stands beside it, but for proofs. */
export const TAG_MANIFEST_PATH = "tagmanifest-sha256.txt";

/** The manifest of the files: a line of digest, two spaces and path for each, by path. */
export function formatManifest(digests: ReadonlyMap<string, Digest>): Uint8Array<ArrayBuffer> {
  const lines = [...digests].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return utf8(lines.map(([path, hex]) => `${hex}  ${path}\n`).join(""));
}

/** Digests by path; issues name the line. Only what `formatManifest` writes is read. */
export function parseManifest(bytes: Uint8Array): Parsed<ReadonlyMap<string, Digest>> {
  const digests = new Map<string, Digest>();
  const lines = readLines(bytes);
  for (const [i, line] of lines.entries()) {
    const [, hex, path] = /^([0-9a-f]{64}) {2}([^\p{C}\\]+)$/u.exec(line) ?? [];
    if (hex === undefined || path === undefined || digests.has(path))
      return { issues: [issueAt(`line ${i + 1}`, "a digest, two spaces and a path", line)] };
    digests.set(path, digest(hex));
  }
  const again = formatManifest(digests);
  return again.length === bytes.length && again.every((byte, i) => byte === bytes[i])
    ? { value: digests }
    : { issues: [issueAt(MANIFEST_PATH, "lines in the order of their paths", "another order or ending")] };
}

/** SHA-256 of a file's bytes. */
export function digestOf(bytes: Uint8Array): Digest {
  return digest(toHex(sha256(bytes)));
}

function readLines(bytes: Uint8Array): readonly string[] {
  try {
    return fromUtf8(bytes).replace(/\n$/, "").split("\n");
  } catch {
    return [""]; // not UTF-8: a first line that no digest stands on
  }
}
