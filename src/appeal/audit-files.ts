/** `audits/`: audits of figures, each signed by those who made it. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { parseSshSignature, type SshSignature, sshSign, sshVerify } from "../ledger/ssh-signature.ts";
import type { SigningKey } from "../ledger/verifier-key.ts";
import { slug } from "../model/ids.ts";
import { type Audit, parseAudit } from "./audit.ts";
import type { FolderFiles } from "./bag.ts";

/** Under which auditors sign: no other signature of theirs can stand for it. */
export const AUDIT_NAMESPACE = "recount-audit";

export const auditPath = (figure: string): string => `audits/${figure}.json`;
const signaturePath = (figure: string, auditor: string) => `${auditPath(figure)}.${auditor}.sig`;

/** An auditor's signature: armoured, under the name by which their key is confirmed from outside. */
export type AuditSignature = { readonly auditor: string; readonly text: string };

/** An audit as its bytes, with its signatures. */
export type SignedAudit = {
  readonly audit: Audit;
  readonly bytes: Uint8Array;
  readonly signatures: readonly (AuditSignature & { readonly by: SshSignature })[];
};

/** Signs an audit's bytes. */
export const signAudit = (bytes: Uint8Array, key: SigningKey): SshSignature =>
  sshSign(bytes, AUDIT_NAMESPACE, key);

/**
 * The audit of its bytes with signatures that hold. Issues for bytes that are no audit, no signature at all, and any
 * that does not hold.
 *
 * @example
 * readSignedAudit(new Uint8Array(), [], "audits/F1.json").issues[0].path; //=> "audits/F1.json"
 */
export function readSignedAudit(
  bytes: Uint8Array,
  signatures: readonly AuditSignature[],
  path: string,
): Parsed<SignedAudit> {
  const audit = parseAudit(bytes, path);
  if ("issues" in audit) return audit;
  if (signatures.length === 0)
    return { issues: [issueAt(path, "an audit that its auditors signed", "none of their signatures")] };
  const read: (AuditSignature & { readonly by: SshSignature })[] = [];
  for (const { auditor, text } of signatures) {
    const parsed = parseSshSignature(text);
    const isSound =
      auditor === slug(auditor) &&
      "value" in parsed &&
      parsed.value.namespace === AUDIT_NAMESPACE &&
      sshVerify(bytes, parsed.value);
    if (!isSound)
      return {
        issues: [issueAt(path, `a signature of ${auditor} over this audit`, "one that does not hold")],
      };
    read.push({ auditor, text, by: parsed.value });
  }
  return { value: { audit: audit.value, bytes, signatures: read } };
}

/** The files of signed audits. Requires one audit a figure. */
export function auditFiles(audits: readonly SignedAudit[]): FolderFiles {
  return new Map(
    audits.flatMap(({ audit: { figure }, bytes, signatures }) => [
      [auditPath(figure), bytes] as const,
      ...signatures.map(({ auditor, text }) => [signaturePath(figure, auditor), utf8(text)] as const),
    ]),
  );
}

/** The audit of a figure among a folder's files, or undefined where it has none. */
export function findAudit(files: FolderFiles, figure: string): Parsed<SignedAudit> | undefined {
  const bytes = files.get(auditPath(figure));
  if (bytes === undefined) return undefined;
  const start = `${auditPath(figure)}.`;
  const signatures = [...files]
    .filter(([path]) => path.startsWith(start) && path.endsWith(".sig"))
    .map(([path, text]) => ({ auditor: path.slice(start.length, -4), text: textOf(text) }));
  return readSignedAudit(bytes, signatures, auditPath(figure));
}

/** The paths of a figure's audit among a folder's files. */
export const auditPathsOf = (files: FolderFiles, figure: string): readonly string[] =>
  [...files.keys()].filter(
    (path) =>
      path === auditPath(figure) || (path.startsWith(`${auditPath(figure)}.`) && path.endsWith(".sig")),
  );

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return ""; // no signature then
  }
}
