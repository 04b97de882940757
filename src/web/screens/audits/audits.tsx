/** Audits by random sample: drawn, opened a token at a time, written down, and taken in once they are signed. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Audit } from "../../../appeal/audit.ts";
import { formatDateText } from "../../../pages/format.ts";
import { Answer } from "../../parts/answer.tsx";
import { FaultLine } from "../../parts/fault.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { auditsQuery } from "../../queries/audit.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { readAuditFile } from "./audit-file.ts";
import { AuditResultWords } from "./audit-result.tsx";
import { DrawForm } from "./draw-form.tsx";
import { OpenAudit } from "./open-audit.tsx";
import { TakeForm } from "./take-form.tsx";
import "./audits.css";

export function Audits() {
  const { say } = useWords();
  const mayTake = useQuery(viewerQuery).data?.deeds.includes("publish") === true;
  const [audit, setAudit] = useState<Audit>();
  return (
    <>
      <ScreenTitle>{say("audits.title")}</ScreenTitle>
      <p className="lead">{say("audits.lead")}</p>
      <Panel title={say("audits.taken")}>
        <Taken />
      </Panel>
      <Panel title={say("audits.draw")}>
        <DrawForm onDrawn={setAudit} />
      </Panel>
      <Panel title={say("audits.begun")}>
        {audit === undefined ? <Begun onOpen={setAudit} /> : <OpenAudit audit={audit} onChange={setAudit} />}
      </Panel>
      {mayTake && (
        <Panel title={say("audits.take")}>
          <TakeForm />
        </Panel>
      )}
    </>
  );
}

function Taken() {
  const { say, language } = useWords();
  return (
    <Answer query={useQuery(auditsQuery)}>
      {(audits) =>
        audits.length === 0 ? (
          <p className="soft">{say("audits.none")}</p>
        ) : (
          <ul className="plain govern-list">
            {audits.map(({ id, figure, received, auditors, result }) => (
              <li key={id}>
                <h3>
                  {figure} · {formatDateText(language, received)}
                </h3>
                <p className="second">
                  {auditors.map((auditor) => (
                    <bdi key={auditor}>{auditor} </bdi>
                  ))}
                  · {say("home.entry", { index: id })}
                </p>
                <AuditResultWords result={result} left={0} />
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

function Begun({ onOpen }: { readonly onOpen: (audit: Audit) => void }) {
  const { say } = useWords();
  const [isWrong, setWrong] = useState(false);
  const read = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    const audit = await readAuditFile(file);
    setWrong(audit === undefined);
    if (audit !== undefined) onOpen(audit);
  };
  return (
    <>
      <FileDrop
        label={say("audits.begun")}
        button={say("audits.choose")}
        hint={say("audits.begunHint")}
        accept={[".json"]}
        onFiles={(files) => void read(files)}
      />
      {isWrong && <FaultLine>{say("audits.notOne")}</FaultLine>}
    </>
  );
}
