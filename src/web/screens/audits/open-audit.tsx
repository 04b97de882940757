/** The audit at hand: the next token with whom it stands for, what was found of it, and what follows so far. */
import { useMutation } from "@tanstack/react-query";
import { type Audit, concludeAudit } from "../../../appeal/audit.ts";
import { RequestError } from "../../api.ts";
import { Failure } from "../../parts/answer.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { openToken } from "../../queries/audit.ts";
import { useWords } from "../../words.ts";
import { auditFileName, auditText, saveAudit } from "./audit-file.ts";
import { AuditResultWords } from "./audit-result.tsx";
import { FindingForm } from "./finding-form.tsx";
import { OpenedTokenWords } from "./opened-token.tsx";

type OpenAuditProps = { readonly audit: Audit; readonly onChange: (audit: Audit) => void };

export function OpenAudit({ audit, onChange }: OpenAuditProps) {
  const { say } = useWords();
  const left = audit.sample.length - audit.findings.length;
  const open = useMutation({ mutationFn: () => openToken(auditText(audit)), gcTime: 0 });
  const found = new Set(audit.findings.map(({ token }) => token));
  const next = audit.sample.find((token) => !found.has(token));
  const isOthers = open.error instanceof RequestError && open.error.code === "not-found";
  const opened = open.data?.token === next ? open.data : undefined;
  return (
    <>
      <p className="hint">{say("audits.begunHint")}</p>
      <AuditResultWords result={concludeAudit(audit)} left={left} />
      {opened !== undefined && <OpenedTokenWords opened={opened} />}
      {isOthers && <p className="attention">{say("audits.notYours")}</p>}
      {open.isError && !isOthers && <Failure error={open.error} retry={() => open.mutate()} />}
      {next !== undefined && (opened !== undefined || isOthers) && (
        <FindingForm
          key={next}
          audit={audit}
          token={next}
          onNoted={(noted) => {
            open.reset();
            onChange(noted);
          }}
        />
      )}
      {next === undefined && (
        <p>
          {say("audits.over")}{" "}
          <code dir="ltr">recount audit sign {auditFileName(audit)} --key KEY --name NAME</code>
        </p>
      )}
      <div className="actions">
        {next !== undefined && opened === undefined && (
          <PushButton main isPending={open.isPending} onPress={() => open.mutate()}>
            {say("audits.next")}
          </PushButton>
        )}
        <PushButton onPress={() => saveAudit(audit)}>{say("audits.save")}</PushButton>
      </div>
    </>
  );
}
