/** What the auditors found of one token: said by them, never suggested. */
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import { type Audit, type AuditFinding, auditFindings, noteFinding } from "../../../appeal/audit.ts";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { useWords } from "../../words.ts";

type FindingProps = {
  readonly audit: Audit;
  readonly token: string;
  readonly onNoted: (audit: Audit) => void;
};

export function FindingForm({ audit, token, onNoted }: FindingProps) {
  const { say } = useWords();
  const [finding, setFinding] = useState<AuditFinding | null>(null);
  const [why, setWhy] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (finding === null) return;
    const reason = why.trim();
    onNoted(noteFinding(audit, { token, finding, ...(reason !== "" && { why: reason }) }));
  };
  return (
    <Form className="audit-form" onSubmit={submit} autoComplete="off">
      <Pick
        label={say("audits.found")}
        isRequired
        choices={auditFindings.map((value) => ({ value, label: say(`audits.finding.${value}`) }))}
        value={finding}
        onPick={setFinding}
      />
      <TextInput label={say("audits.why")} maxLength={2000} rows={2} value={why} onChange={setWhy} />
      <div className="actions">
        <PushButton main type="submit">
          {say("audits.note")}
        </PushButton>
      </div>
    </Form>
  );
}
