/** Where timestamps stand in a published folder, and the first publication of the same text with those of its own. */
import type { FolderFiles } from "./bag.ts";

/** What was stamped when the same text was published before: by it an audit's seed is seen to be younger. */
export const firstPaths = {
  checkpoint: "proofs/first/checkpoint",
  publication: "proofs/first/publication.json",
} as const;

/** The most that a folder carries of one checkpoint. */
const MOST = 16;

/** The path of timestamp `number`, from 1, of the folder's own checkpoint, or of the first publication's. */
export const timestampPath = (number: number, of: "own" | "first"): string =>
  `proofs/${of === "own" ? "" : "first/"}timestamp-${number}.tsr`;

/** Timestamps by their paths, numbered in the order given. */
export function timestampFiles(timestamps: readonly Uint8Array[], of: "own" | "first"): FolderFiles {
  return new Map(timestamps.slice(0, MOST).map((bytes, at) => [timestampPath(at + 1, of), bytes]));
}

/** The timestamps that a folder carries, by path: those that are numbered from 1 without a gap. */
export function findTimestamps(files: FolderFiles, of: "own" | "first"): FolderFiles {
  const found = new Map<string, Uint8Array>();
  for (let number = 1; number <= MOST; number++) {
    const path = timestampPath(number, of);
    const bytes = files.get(path);
    if (bytes === undefined) return found;
    found.set(path, bytes);
  }
  return found;
}

/** Every path that timestamps, and what the first of them are over, take in a folder. */
export function timestampPathsOf(files: FolderFiles): readonly string[] {
  const first = findTimestamps(files, "first");
  return [
    ...findTimestamps(files, "own").keys(),
    ...(first.size > 0 ? [...first.keys(), ...Object.values(firstPaths)] : []),
  ];
}
