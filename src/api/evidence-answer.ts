/** A file of evidence as answers have it. */
import type { EvidenceFile } from "../steps/dossier/record-custody.ts";
import type { EvidenceAnswer } from "./entity-answers.ts";

export function fileAnswer({
  source,
  file,
  version,
  evidence,
  state,
  custody,
}: EvidenceFile): EvidenceAnswer["files"][number] {
  return {
    source,
    file,
    version,
    digest: evidence,
    state,
    custody: custody.map(({ act, when, by, to, note }) => ({
      act,
      when,
      by,
      ...(to !== undefined && { to }),
      ...(note !== undefined && { note }),
    })),
  };
}
