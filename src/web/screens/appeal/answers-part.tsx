/** What came of an appeal: to whom it went, what they did; who disputes a statement, and what is answered. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components/Form";
import { useActs } from "../../acts.tsx";
import type { Appeal } from "../../generated/api.ts";
import { Panel } from "../../parts/panel.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { answerDispute, enterResponse } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { type PartProps, Trouble } from "./signatures-part.tsx";

export function AnswersPart({ appeal, mayPublish }: PartProps) {
  const { say } = useWords();
  return (
    <>
      <Panel title={say("page.responses")}>
        {appeal.addressees.length === 0 && <p className="soft">{say("appeal.noAddressees")}</p>}
        <dl className="appeal-answers">
          {appeal.addressees.map((addressee) => {
            const steps = appeal.responses.filter((each) => each.addressee === addressee);
            return (
              <div key={addressee}>
                <dt>
                  <bdi>{addressee}</bdi>
                </dt>
                {steps.length === 0 && <dd className="soft">{say("page.responsesNone")}</dd>}
                {steps.map(({ state, on, text }) => (
                  <dd key={`${on} ${state} ${text ?? ""}`}>
                    {on} · {say(`page.response.${state}`)}
                    {text !== undefined && (
                      <span className="second">
                        <bdi>{text}</bdi>
                      </span>
                    )}
                  </dd>
                ))}
              </div>
            );
          })}
        </dl>
        {mayPublish && appeal.addressees.length > 0 && <Respond appeal={appeal} />}
      </Panel>
      <Panel title={say("page.disputes")}>
        <Disputes appeal={appeal} mayPublish={mayPublish} />
      </Panel>
    </>
  );
}

const states = ["sent", "acknowledged", "answered", "done"] as const;

function Respond({ appeal: { appeal, addressees } }: { readonly appeal: Appeal }) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const [to, setTo] = useState(addressees[0] ?? "");
  const [state, setState] = useState<(typeof states)[number]>("sent");
  const [on, setOn] = useState("");
  const [text, setText] = useState("");
  const isDate = /^\d{4}(-\d{2}(-\d{2})?)?$/.test(on);
  const [isTried, setTried] = useState(false);
  const enter = useMutation({
    mutationFn: () =>
      enterResponse(appeal, { addressee: to, state, on, ...(text.trim() !== "" && { text: text.trim() }) }),
    onSuccess: async () => {
      tell({ told: say("appeal.responded") });
      setText("");
      setTried(false);
      await client.invalidateQueries({ queryKey: ["appeals"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isDate) enter.mutate();
  };
  return (
    <Form className="appeal-respond" onSubmit={submit} validationBehavior="aria" autoComplete="off">
      <Pick
        label={say("appeal.addressee")}
        choices={addressees.map((value) => ({ value, label: value }))}
        value={to}
        onPick={setTo}
      />
      <Pick
        label={say("appeal.whatCame")}
        choices={states.map((value) => ({ value, label: say(`page.response.${value}`) }))}
        value={state}
        onPick={setState}
      />
      <TextInput
        label={say("appeal.on")}
        hint={say("appeal.onHint")}
        value={on}
        onChange={setOn}
        isInvalid={isTried && !isDate}
      />
      <TextInput
        label={say("appeal.responseText")}
        rows={2}
        maxLength={4000}
        value={text}
        onChange={setText}
      />
      {enter.isError && <Trouble error={enter.error} retry={() => enter.mutate()} />}
      <PushButton type="submit" isPending={enter.isPending}>
        {say("appeal.enterResponse")}
      </PushButton>
    </Form>
  );
}

function Disputes({ appeal: { disputes, refusals }, mayPublish }: PartProps) {
  const { say } = useWords();
  return (
    <>
      <p className="soft">{say("appeal.disputesLead")}</p>
      {disputes.length === 0 && <p>{say("appeal.noDisputes")}</p>}
      {disputes.map(({ entry, statement, by, on, text, evidence, answer }) => (
        <article
          key={entry}
          className="panel appeal-dispute"
          aria-label={say("appeal.dispute", { n: statement, by })}
        >
          <h3>
            <bdi>{say("appeal.dispute", { n: statement, by })}</bdi>
          </h3>
          <p className="second">{on}</p>
          <p dir="auto">{text}</p>
          {evidence.length > 0 && (
            <ul className="plain second" aria-label={say("appeal.evidence")}>
              {evidence.map(({ name, digest }) => (
                <li key={`${digest} ${name}`}>
                  <bdi>{name}</bdi>{" "}
                  <code dir="ltr" className="appeal-digest">
                    {digest}
                  </code>
                </li>
              ))}
            </ul>
          )}
          {answer === undefined ? (
            mayPublish && <Reply entry={entry} />
          ) : (
            <>
              <h4>{say("appeal.answered", { on: answer.on })}</h4>
              <p dir="auto">{answer.text}</p>
            </>
          )}
        </article>
      ))}
      {refusals.length > 0 && <p className="second">{say("appeal.refusals", { n: refusals.length })}</p>}
    </>
  );
}

function Reply({ entry }: { readonly entry: number }) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const [text, setText] = useState("");
  const [isTried, setTried] = useState(false);
  const reply = useMutation({
    mutationFn: () => answerDispute(entry, text.trim()),
    onSuccess: async () => {
      tell({ told: say("appeal.replied") });
      await client.invalidateQueries({ queryKey: ["appeals"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== "") reply.mutate();
  };
  return (
    <Form className="appeal-respond" onSubmit={submit} validationBehavior="aria" autoComplete="off">
      <TextInput
        label={say("appeal.reply")}
        hint={say("appeal.replyHint")}
        rows={4}
        maxLength={4000}
        value={text}
        onChange={setText}
        isInvalid={isTried && text.trim() === ""}
      />
      {reply.isError && <Trouble error={reply.error} retry={() => reply.mutate()} />}
      <PushButton type="submit" isPending={reply.isPending}>
        {say("appeal.sendReply")}
      </PushButton>
    </Form>
  );
}
