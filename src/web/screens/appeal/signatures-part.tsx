/** From the text to its signatures: taken into the ledger, put up, sent, and what comes back taken in. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActs } from "../../acts.tsx";
import { RequestError } from "../../api.ts";
import type { Appeal } from "../../generated/api.ts";
import { Failure } from "../../parts/answer.tsx";
import { CheckBox } from "../../parts/check-box.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { IssueList } from "../../parts/issue-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { appealsQuery, collectLetter, invite, readText, takeIn } from "../../queries/appeal.ts";
import { saveFile } from "../../save-file.ts";
import { useWords } from "../../words.ts";

export type PartProps = { readonly appeal: Appeal; readonly mayPublish: boolean };

export function SignaturesPart({ appeal, mayPublish }: PartProps) {
  const { say } = useWords();
  return (
    <>
      {mayPublish && <TakeIn appeal={appeal.appeal} />}
      {mayPublish && appeal.versions.length > 0 && <PutUp appeal={appeal} />}
      <Panel title={say("appeal.organisations")}>
        <Organisations appeal={appeal} />
      </Panel>
      {mayPublish && appeal.invited && <Collect />}
    </>
  );
}

/** What went wrong, in lines where the server says which, else as a failure. */
export function Trouble({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  if (error instanceof RequestError && error.issues.length > 0)
    return <IssueList issues={error.issues.map(({ path, message }) => ({ text: `${path}: ${message}` }))} />;
  return <Failure error={error} retry={retry} />;
}

function TakeIn({ appeal }: { readonly appeal: string }) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const head = useQuery(appealsQuery).data?.find((each) => each.appeal === appeal);
  const take = useMutation({
    mutationFn: async () => takeIn(appeal, (await readText(appeal)).tag),
    onSuccess: async ({ version, figures }) => {
      tell({ told: say("appeal.tookIn", { version, figures }) });
      await client.invalidateQueries({ queryKey: ["appeals"] });
    },
  });
  return (
    <Panel title={say("appeal.takeTitle")}>
      <p className="soft">{say("appeal.takeLead")}</p>
      {head !== undefined && head.draft === undefined && head.taken !== undefined && (
        <p>{say("appeal.inLedger", { version: head.taken })}</p>
      )}
      {take.isError && <Trouble error={take.error} retry={() => take.mutate()} />}
      {head?.draft !== undefined && (
        <div className="actions">
          <PushButton main onPress={() => take.mutate()} isPending={take.isPending}>
            {say("appeal.take", { version: head.version })}
          </PushButton>
        </div>
      )}
    </Panel>
  );
}

function PutUp({ appeal: { appeal, invited } }: { readonly appeal: Appeal }) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const [isAnew, setAnew] = useState(false);
  const put = useMutation({
    mutationFn: () => invite(appeal, isAnew),
    onSuccess: async ({ file }) => {
      saveFile(`${appeal}.to-sign.json`, new Blob([file], { type: "application/json" }));
      tell({ told: say("appeal.putUpDone") });
      await client.invalidateQueries({ queryKey: ["appeals"] });
    },
  });
  return (
    <Panel title={say("appeal.putUpTitle")}>
      <p className="soft">{say("appeal.putUpLead")}</p>
      {invited && (
        <CheckBox isSelected={isAnew} onChange={setAnew}>
          {say("appeal.anew")}
        </CheckBox>
      )}
      {put.isError && <Trouble error={put.error} retry={() => put.mutate()} />}
      <div className="actions">
        <PushButton main={!invited} onPress={() => put.mutate()} isPending={put.isPending}>
          {say(invited ? "appeal.fileAgain" : "appeal.putUp")}
        </PushButton>
      </div>
      <p className="hint appeal-beside">{say("appeal.signPageHow")}</p>
      <p className="actions">
        <a className="button" href="/sign.html" download="sign.html">
          {say("appeal.signPage")}
        </a>
      </p>
      <p className="hint appeal-beside">{say("appeal.signHow")}</p>
      <p>
        <code dir="ltr">recount appeal sign {appeal}.to-sign.json --key KEY --organisation NAME</code>
      </p>
    </Panel>
  );
}

function Organisations({ appeal: { signatories, invited, quorum } }: { readonly appeal: Appeal }) {
  const { say, language } = useWords();
  const day = (on: string) =>
    new Date(on).toLocaleDateString(language, { dateStyle: "medium", timeZone: "UTC" });
  if (signatories.length === 0) return <p className="soft">{say("appeal.noSignatories")}</p>;
  const signed = signatories.filter(
    (each) => each.signed !== undefined && each.withdrawn === undefined,
  ).length;
  return (
    <>
      <p>
        {say("appeal.signedOf", { n: signed, of: signatories.length })}
        {quorum !== undefined && ` ${say("appeal.quorumOf", { n: quorum })}`}
      </p>
      <table className="table">
        <TableHead columns={[say("appeal.organisation"), say("appeal.signer"), say("appeal.standing")]} />
        <tbody>
          {signatories.map(({ principal, name, role, organisation, signed: given, withdrawn }) => (
            <tr key={principal}>
              <th scope="row">
                <bdi>{organisation ?? name}</bdi>
              </th>
              <td>
                <bdi>{name}</bdi>
                {role !== undefined && (
                  <span className="second">
                    <bdi>{role}</bdi>
                  </span>
                )}
              </td>
              <td>
                {withdrawn !== undefined ? (
                  <>
                    {say("appeal.withdrew", { on: day(withdrawn.on) })}
                    <span className="second">
                      <bdi>{withdrawn.why}</bdi>
                    </span>
                  </>
                ) : given === undefined ? (
                  say(invited ? "appeal.notSigned" : "appeal.notAsked")
                ) : (
                  say("appeal.signedOn", { on: day(given.on) })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type Came = {
  readonly file: string;
  readonly kind: string;
  readonly about: string;
  readonly refused?: string;
};

function Collect() {
  const { say } = useWords();
  const client = useQueryClient();
  const [fingerprint, setFingerprint] = useState("");
  const [came, setCame] = useState<readonly Came[]>([]);
  const collect = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const all: Came[] = [];
      for (const file of files) {
        const confirmed = fingerprint.trim() === "" ? {} : { fingerprint: fingerprint.trim() };
        all.push({ file: file.name, ...(await collectLetter({ text: await file.text(), ...confirmed })) });
      }
      return all;
    },
    onSuccess: (all) => setCame(all),
    onSettled: () => client.invalidateQueries({ queryKey: ["appeals"] }),
  });
  return (
    <Panel title={say("appeal.collectTitle")}>
      <p className="soft">{say("appeal.collectLead")}</p>
      <TextInput
        label={say("appeal.fingerprint")}
        hint={say("appeal.fingerprintHint")}
        value={fingerprint}
        onChange={setFingerprint}
      />
      <FileDrop
        label={say("appeal.dropLetters")}
        button={say("appeal.chooseLetters")}
        hint={say("appeal.lettersHint")}
        accept={[".json"]}
        onFiles={(files) => files.length > 0 && collect.mutate(files)}
      />
      {collect.isError && (
        <Trouble error={collect.error} retry={() => collect.variables && collect.mutate(collect.variables)} />
      )}
      <div role="status">
        <ul className="plain">
          {came.map(({ file, about, refused }) => (
            <li key={file}>
              <bdi>{about}</bdi>:{" "}
              {refused === undefined ? say("appeal.taken") : say("appeal.refused", { reason: refused })}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
