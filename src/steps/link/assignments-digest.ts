/** The digest by which a run's entry stands for its assignments: over digests of chunks, so that a change costs a few. */
import { digestOf } from "../../appeal/manifest.ts";
import { utf8 } from "../../base/bytes.ts";
import type { Digest, EntityId, RecordId } from "../../model/ids.ts";

/** The entity of a record that stands at an index of the ledger. */
export type IndexedAssignment = {
  readonly index: number;
  readonly record: RecordId;
  readonly entity: EntityId;
};

/** Indexes of the ledger to a chunk, in runs of this version. */
export const CHUNK = 64;

/** The digest of each chunk in which an assignment stands, by its number. */
export type ChunkDigests = ReadonlyMap<number, Digest>;

/** Of runs of before there were chunks: of `record TAB entity LF`, each as JSON, kind by kind and in the ledger's order. */
export function digestOfLines(assignments: readonly Omit<IndexedAssignment, "index">[]): Digest {
  const line = ({ record, entity }: Omit<IndexedAssignment, "index">) =>
    `${JSON.stringify(record)}\t${JSON.stringify(entity)}\n`;
  return digestOf(utf8(assignments.map(line).join("")));
}

/** Of each chunk the lines of its assignments in the ledger's order; those of index i stand in chunk i / `chunk`. */
export function chunkDigests(assignments: readonly IndexedAssignment[], chunk = CHUNK): ChunkDigests {
  const ordered = assignments.toSorted((a, b) => a.index - b.index);
  const chunks = Map.groupBy(ordered, ({ index }) => Math.floor(index / chunk));
  return new Map(chunks.entries().map(([number, own]) => [number, digestOfLines(own)]));
}

/** Of `number TAB digest LF` of all chunks by number. */
export function assignmentsDigest(chunks: ChunkDigests): Digest {
  const ordered = [...chunks].toSorted(([a], [b]) => a - b);
  return digestOf(utf8(ordered.map(([number, digest]) => `${number}\t${digest}\n`).join("")));
}
