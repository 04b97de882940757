/** A signed audit brought into the register: its file and the auditors' signatures beside it. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Audit, concludeAudit } from "../../../appeal/audit.ts";
import { RequestError } from "../../api.ts";
import { Failure } from "../../parts/answer.tsx";
import { FaultLine } from "../../parts/fault.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { auditsQuery, takeAudit } from "../../queries/audit.ts";
import { useWords } from "../../words.ts";
import { auditText, readAuditFile } from "./audit-file.ts";
import { AuditResultWords } from "./audit-result.tsx";

type Signed = { readonly audit: Audit; readonly signatures: readonly Signature[] };
type Signature = { readonly auditor: string; readonly text: string };

export function TakeForm() {
  const { say } = useWords();
  const client = useQueryClient();
  const [isLacking, setLacking] = useState(false);
  const take = useMutation({
    mutationFn: ({ audit, signatures }: Signed) => takeAudit({ audit: auditText(audit), signatures }),
    onSuccess: () => client.invalidateQueries({ queryKey: auditsQuery.queryKey }),
  });
  const bring = async (files: readonly File[]) => {
    const signed = await readSigned(files);
    setLacking(signed === undefined);
    if (signed !== undefined) take.mutate(signed);
  };
  const isRefused = take.error instanceof RequestError && take.error.code === "refused";
  return (
    <>
      <FileDrop
        label={say("audits.take")}
        button={say("audits.choose")}
        hint={say("audits.takeHint")}
        onFiles={(files) => void bring(files)}
      />
      {(isLacking || isRefused) && (
        <FaultLine>{say(isLacking ? "audits.takeLacks" : "audits.takeRefused")}</FaultLine>
      )}
      {take.isError && !isRefused && (
        <Failure error={take.error} retry={() => take.variables && take.mutate(take.variables)} />
      )}
      {take.isSuccess && (
        <div role="status">
          <p>{say("audits.tookIn")}</p>
          {take.variables !== undefined && (
            <AuditResultWords result={concludeAudit(take.variables.audit)} left={0} />
          )}
        </div>
      )}
    </>
  );
}

/** The audit among the files with its signatures, named by what stands before `.sig`; nothing where one is lacking. */
async function readSigned(files: readonly File[]): Promise<Signed | undefined> {
  const audits: Audit[] = [];
  const signatures: Signature[] = [];
  for (const file of files) {
    const auditor = /\.([^.]+)\.sig$/.exec(file.name)?.[1];
    if (auditor !== undefined) signatures.push({ auditor, text: await file.text() });
    const audit = auditor === undefined ? await readAuditFile(file) : undefined;
    if (audit !== undefined) audits.push(audit);
  }
  const [audit] = audits;
  return audit === undefined || audits.length > 1 || signatures.length === 0
    ? undefined
    : { audit, signatures };
}
