/** Signed audits into the register, and those that stand beside a text. */
import {
  type AuditSignature,
  auditFiles,
  readSignedAudit,
  type SignedAudit,
} from "../../appeal/audit-files.ts";
import type { FolderFiles } from "../../appeal/bag.ts";
import { utf8 } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import type { Digest } from "../../model/ids.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { namedPeople } from "../text-privacy.ts";
import { refuseFutureSeed } from "./draw-audit.ts";

/**
 * Takes a signed audit in; it is published with the appeal's next publication. Throws `refused` for one that is unsound,
 * whose seed is still to come, or whose reasons name somebody who is on a list.
 */
export async function takeAudit(
  register: OpenRegister,
  { audit, signatures }: { readonly audit: string; readonly signatures: readonly AuditSignature[] },
  now: Date,
): Promise<SignedAudit> {
  const read = readSignedAudit(utf8(audit), signatures, "the audit");
  if ("issues" in read)
    throw new RecountError(
      "refused",
      read.issues.map(({ path, message }) => `${path}: ${message}`).join("; "),
    );
  const { seed, findings } = read.value.audit;
  refuseFutureSeed(seed, now);
  const reasons = findings.map(({ why = "" }) => why).join("\n");
  if ((await namedPeople(register.store, reasons)).length > 0)
    throw new RecountError(
      "refused",
      "got a reason that names somebody who is on a list, wanted one without names",
    );
  const received = now.toISOString().slice(0, 10);
  await register.store.append([{ entry: "audit", audit, signatures, received }], register.newKeys(1));
  return read.value;
}

/** The files of the audits of a text: of each figure the last that was taken in. */
export async function auditsBeside(store: Store, manifest: Digest): Promise<FolderFiles> {
  const byFigure = new Map<string, SignedAudit>();
  for (const { entry } of await store.entriesOf("audit")) {
    const read = readSignedAudit(utf8(entry.audit), entry.signatures, "the audit");
    if ("value" in read && read.value.audit.manifest === manifest)
      byFigure.set(read.value.audit.figure, read.value);
  }
  return auditFiles([...byFigure.values()]);
}
