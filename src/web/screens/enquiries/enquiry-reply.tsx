/** One enquiry as its family wrote it, and the answer: whereabouts only with the sought person's consent. */

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { type AnswerOutcome, type EnquiryAnswer, enquiryLengths } from "../../../model/enquiry.ts";
import { useActs } from "../../acts.tsx";
import { ask, isMoved } from "../../api.ts";
import { FaultLine } from "../../parts/fault.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { enquiriesQuery } from "../../queries/enquiry.ts";
import { useWords } from "../../words.ts";
import { answerEnquiry, type OpenedEnquiry } from "./sealed-enquiry.ts";

const written = ["name", "born", "from", "seen", "text", "asker", "contact"] as const;
const empty = { text: "", whereabouts: "", by: "", on: "" };

type EnquiryReplyProps = { readonly opened: OpenedEnquiry; readonly leave: () => void };

export function EnquiryReply({ opened, leave }: EnquiryReplyProps) {
  const { say } = useWords();
  const { enquiry } = opened;
  return (
    <>
      <Panel title={say("enquiries.written")}>
        <dl className="person-rows">
          <div>
            <dt>{say("enquiry.kind")}</dt>
            <dd>{say(`enquiry.kind.${enquiry.kind}`)}</dd>
          </div>
          {written.map((field) => {
            const said = enquiry[field];
            return (
              said !== undefined && (
                <div key={field}>
                  <dt>{say(`enquiry.${field}`)}</dt>
                  <dd>
                    <bdi dir="auto">{said}</bdi>
                  </dd>
                </div>
              )
            );
          })}
        </dl>
      </Panel>
      <Panel title={say("enquiries.answer")}>
        <ReplyForm opened={opened} leave={leave} />
      </Panel>
    </>
  );
}

function ReplyForm({ opened, leave }: EnquiryReplyProps) {
  const { say } = useWords();
  const { tell } = useActs();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<AnswerOutcome>("nothing");
  const [fields, setFields] = useState(empty);
  const [wrong, setWrong] = useState<"enquiries.needsConsent" | "enquiries.needsText">();
  const field = (name: keyof typeof empty) => ({
    value: fields[name],
    onChange: (value: string) => setFields({ ...fields, [name]: value }),
    maxLength: name === "text" || name === "whereabouts" ? enquiryLengths.long / 2 : enquiryLengths.short,
  });
  const finish = async (told: "enquiries.sent" | "enquiries.closed" | "shell.changedMeanwhile") => {
    tell({ told: say(told) });
    await client.invalidateQueries(enquiriesQuery);
    leave();
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const answered = await answerEnquiry(opened, answerOf(opened.name, outcome, fields)).catch(ifMoved);
    if (answered === "moved") return finish("shell.changedMeanwhile");
    if ("value" in answered) return finish("enquiries.sent");
    const isConsent = answered.issues.some(({ path }) => path.startsWith("consent"));
    setWrong(isConsent ? "enquiries.needsConsent" : "enquiries.needsText");
  };
  const close = async () => {
    const { id, tag: ifMatch } = opened;
    const request = { path: { id }, body: {} };
    const closed = await ask("POST /api/enquiries/{id}/close", request, { ifMatch }).catch(ifMoved);
    await finish(closed === "moved" ? "shell.changedMeanwhile" : "enquiries.closed");
  };
  return (
    <form onSubmit={(event) => void send(event)} autoComplete="off" noValidate>
      <RadioGroup
        className="form-field"
        value={outcome}
        onChange={(value) => setOutcome(value === "told" ? "told" : "nothing")}
      >
        <Label>{say("enquiries.state")}</Label>
        <div className="segments">
          <Radio value="nothing" className="segment">
            {say("enquiries.nothing")}
          </Radio>
          <Radio value="told" className="segment">
            {say("enquiries.told")}
          </Radio>
        </div>
        <p className="hint">{say("enquiries.nothingHint")}</p>
      </RadioGroup>
      {outcome === "told" && (
        <>
          <TextInput label={say("enquiries.text")} rows={4} {...field("text")} />
          <TextInput
            label={say("enquiry.whereabouts")}
            hint={say("enquiries.whereaboutsHint")}
            rows={2}
            {...field("whereabouts")}
          />
          <TextInput label={say("enquiries.consentBy")} {...field("by")} />
          <TextInput label={say("enquiries.consentOn")} {...field("on")} />
        </>
      )}
      {wrong !== undefined && <FaultLine>{say(wrong)}</FaultLine>}
      <p className="actions">
        <PushButton main type="submit">
          {say("enquiries.send")}
        </PushButton>
        <PushButton onPress={() => void close()}>{say("enquiries.close")}</PushButton>
      </p>
    </form>
  );
}

/** The answer that was written; what was left empty is not said, and half a consent is none. */
function answerOf(organisation: string, outcome: AnswerOutcome, fields: typeof empty): EnquiryAnswer {
  if (outcome === "nothing") return { outcome, organisation };
  const [text, whereabouts, by, on] = [fields.text, fields.whereabouts, fields.by, fields.on].map((said) =>
    said.trim(),
  );
  return {
    outcome,
    organisation,
    ...(text !== "" && text !== undefined && { text }),
    ...(whereabouts !== "" && whereabouts !== undefined && { whereabouts }),
    ...(by && on && { consent: { by, on } }),
  };
}

function ifMoved(error: unknown): "moved" {
  if (isMoved(error)) return "moved";
  throw error;
}
