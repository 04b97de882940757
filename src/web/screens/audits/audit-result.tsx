/** What an audit says so far: its findings, and the bound that follows from them. */
import type { AuditResult } from "../../../appeal/audit.ts";
import { useWords } from "../../words.ts";

type AuditResultProps = { readonly result: AuditResult; readonly left: number }; // left: without a finding yet

export function AuditResultWords({ result, left }: AuditResultProps) {
  const { say } = useWords();
  const { total, supported, duplicate, unsupported, unresolved, confidence } = result;
  const share = (bad: number) => bad / Math.max(1, total);
  return (
    <div className="audit-result">
      <p>
        {say("audits.result", { supported, duplicate, unsupported: unsupported - left, unresolved, left })}
      </p>
      <p>
        {say("audits.bound", { confidence, share: share(result.mostBad), total })}{" "}
        {left > 0 && say("audits.boundLeft")}{" "}
        {unresolved > 0 && say("audits.boundUnresolved", { share: share(result.mostBadIfUnresolvedAre) })}
      </p>
    </div>
  );
}
