/** The digest by which a run's entry stands for its assignments. */
import { digestOf } from "../../appeal/manifest.ts";
import { utf8 } from "../../base/bytes.ts";
import type { Digest, EntityId, RecordId } from "../../model/ids.ts";

/** Of `record TAB entity LF`, each as JSON, kind by kind and in the ledger's order. */
export function assignmentsDigest(assignments: readonly (readonly [RecordId, EntityId])[]): Digest {
  return digestOf(
    utf8(
      assignments
        .map(([record, entity]) => `${JSON.stringify(record)}\t${JSON.stringify(entity)}\n`)
        .join(""),
    ),
  );
}
