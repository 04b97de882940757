/** Checks of audits: drawn from the figure's own tokens by their seed, signed, and what they bound. */
import { concludeAudit, drawTokens } from "../appeal/audit.ts";
import { auditPath, auditPathsOf, findAudit, type SignedAudit } from "../appeal/audit-files.ts";
import type { FolderFiles } from "../appeal/bag.ts";
import { digestOf, MANIFEST_PATH } from "../appeal/manifest.ts";
import type { StatementFigure } from "../appeal/statements.ts";
import { parseTokenFile, tokensPath } from "../appeal/token-file.ts";
import type { Parsed } from "../base/errors.ts";
import { sshFingerprint } from "../ledger/ssh-key.ts";
import { checked, type Findings, joinFindings, notChecked, refused } from "./findings.ts";
import { wordsOf } from "./verify-files.ts";
import type { FolderKey } from "./verify-keys.ts";

/** The audit of each figure that has one, read once: its signatures are looked at while it is read. */
export type FolderAudits = ReadonlyMap<string, Parsed<SignedAudit>>;

export function readAudits(files: FolderFiles, figures: readonly StatementFigure[]): FolderAudits {
  return new Map(
    figures.flatMap(({ id }) => {
      const found = findAudit(files, id);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
}

/** The keys of all auditors of a folder, each to be confirmed from outside. */
export function auditorKeys(audits: FolderAudits): readonly FolderKey[] {
  const keys = new Map<string, FolderKey>();
  for (const [id, audit] of audits) {
    if (!("value" in audit)) continue;
    for (const { auditor, by } of audit.value.signatures) {
      const key = sshFingerprint(by.publicKey);
      keys.set(`${auditor} ${key}`, { name: auditor, path: auditPath(id), key });
    }
  }
  return [...keys.values()];
}

/**
 * Whether a figure's audit, if it has one, is one of its tokens, drawn by a seed that is younger than they are.
 * `fixedBy` is a confirmed time at which the tokens were settled.
 */
export function verifyAudit(
  files: FolderFiles,
  { id, proof }: StatementFigure,
  {
    found,
    fixedBy,
  }: { readonly found: Parsed<SignedAudit> | undefined; readonly fixedBy?: string | undefined },
): Findings {
  const path = auditPath(id);
  if (found === undefined)
    return auditPathsOf(files, id).length > 0 ? refused(path, "the file is missing") : joinFindings([]);
  if ("issues" in found) return refused(path, wordsOf(found.issues));
  const { audit } = found.value;
  const tokens =
    proof.level === "attested"
      ? undefined
      : parseTokenFile(files.get(tokensPath(id)) ?? new Uint8Array(), path);
  if (tokens === undefined || "issues" in tokens)
    return refused(path, `${id} shows no tokens to be drawn from`);
  const { entities } = tokens.value;
  const drawn = drawTokens(entities, audit.seed.text, audit.sample.length);
  if (audit.figure !== id || audit.manifest !== digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()))
    return refused(path, "it is an audit of another figure or another text");
  if (audit.total !== entities.length || drawn.some((token, at) => token !== audit.sample[at]))
    return refused(path, "its sample does not follow from the tokens and the seed");
  const { published, source } = audit.seed;
  if (fixedBy !== undefined && Date.parse(published) <= Date.parse(fixedBy))
    return refused(
      path,
      `its seed was published at ${published}, before the tokens were settled: ${fixedBy}`,
    );
  return joinFindings([
    fixedBy === undefined
      ? notChecked(`${id}: that the tokens were settled before the audit's seed was known`)
      : checked(
          `${id}: the tokens were settled by ${fixedBy}, before the day that is given for the audit's seed`,
        ),
    checked(
      `${id}: the audit's ${drawn.length} tokens are those that its seed draws, and ${found.value.signatures.length} auditors' signatures hold`,
    ),
    notChecked(`${id}: that nobody knew the audit's seed before ${published} (${source})`),
  ]);
}

/** The bound in words; auditors are named only when their keys were confirmed from outside. */
export function auditWords(found: Parsed<SignedAudit> | undefined, confirmed: ReadonlySet<string>): string {
  return found !== undefined && "value" in found ? boundWords(found.value, confirmed) : "not audited";
}

function boundWords({ audit, signatures }: SignedAudit, confirmed: ReadonlySet<string>): string {
  const { total, confidence, mostBad, mostBadIfUnresolvedAre, unresolved, drawn } = concludeAudit(audit);
  const share = (count: number) => `${((100 * count) / Math.max(1, total)).toFixed(1)} %`;
  const known = signatures.filter(({ auditor }) => confirmed.has(auditor)).map(({ auditor }) => auditor);
  const who =
    known.length > 0
      ? `signed by ${known.join(", ")}`
      : `signed by ${signatures.length} whose keys were not confirmed`;
  const openly =
    unresolved > 0
      ? ` (${unresolved} unresolved: at most ${share(mostBadIfUnresolvedAre)} were all of them so)`
      : "";
  return `audited: with ${100 * confidence} % confidence at most ${share(mostBad)} of the ${total} are duplicates or unsupported${openly}, ${drawn} drawn, ${who}`;
}
