/** An audit between this browser and its file: the bytes that auditors sign, as the command line writes them. */
import { type Audit, formatAudit, parseAudit } from "../../../appeal/audit.ts";
import { fromUtf8, utf8 } from "../../../base/bytes.ts";
import { saveFile } from "../../save-file.ts";

/** The audit of a file, or nothing where it is none. */
export async function readAuditFile(file: Blob): Promise<Audit | undefined> {
  const parsed = parseAudit(new Uint8Array(await file.arrayBuffer()), "the audit");
  return "value" in parsed ? parsed.value : undefined;
}

/** The audit of what the server answered. */
export function readAuditText(text: string): Audit | undefined {
  const parsed = parseAudit(utf8(text), "the audit");
  return "value" in parsed ? parsed.value : undefined;
}

export const auditText = (audit: Audit): string => fromUtf8(formatAudit(audit));

export const auditFileName = ({ figure }: Audit): string => `audit-${figure}.json`;

export const saveAudit = (audit: Audit): void =>
  saveFile(auditFileName(audit), new Blob([formatAudit(audit)], { type: "application/json" }));
