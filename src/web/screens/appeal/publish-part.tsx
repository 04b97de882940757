/** Publication: what becomes public is listed before it does, and asks for a typed word; then the work as it goes on. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components/Form";
import { countedKey } from "../../../pages/counted-key.ts";
import { RequestError } from "../../api.ts";
import type { Appeal } from "../../generated/api.ts";
import { followJob, type Job } from "../../live.ts";
import { Failure } from "../../parts/answer.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Progress } from "../../parts/progress.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { publishedWords } from "../../published-words.ts";
import { publishNow } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { Trouble } from "./signatures-part.tsx";

export function PublishPart({ appeal }: { readonly appeal: Appeal }) {
  const { say } = useWords();
  const [job, setJob] = useState<string>();
  const { invited, versions } = appeal;
  if (versions.length === 0) return <p>{say("appeal.publishNothing")}</p>;
  if (!invited) return <p>{say("appeal.publishNotInvited")}</p>;
  return (
    <>
      <Summary appeal={appeal} />
      {job === undefined ? (
        <Confirm appeal={appeal} onJob={setJob} />
      ) : (
        <Work job={job} appeal={appeal.appeal} onLeave={() => setJob(undefined)} />
      )}
    </>
  );
}

function Summary({ appeal }: { readonly appeal: Appeal }) {
  const { say } = useWords();
  const { title, language, versions, figures = [], signatories, addressees, disputes, responses } = appeal;
  const signed = signatories.filter((each) => each.signed !== undefined);
  return (
    <Panel title={say("appeal.becomesPublic")}>
      <p className="lead">
        <bdi lang={language}>{title}</bdi>,{" "}
        {say("appeals.version", { version: versions.at(-1)?.version ?? 1 })}
      </p>
      <ul>
        <li>{say("appeal.publicText")}</li>
        <li>
          {say("appeal.publicFigures")}
          <ul className="plain">
            {figures.map(({ id, unit, harm, atLeast, proof }) => (
              <li key={id} className="figure-line">
                <Mark name="documented" /> <strong>{publishedWords(say, unit, atLeast)}</strong> ·{" "}
                {say(countedKey(unit, harm))} <span className="soft">[{id}]</span>
                <span className="second">{say(`page.proof.${proof}`)}</span>
              </li>
            ))}
          </ul>
        </li>
        <li>
          {say("appeal.publicSigners", { n: signed.length, of: signatories.length })}
          <ul className="plain">
            {signatories.map(({ principal, name, organisation }) => (
              <li key={principal}>
                <bdi>{organisation ?? name}</bdi>
              </li>
            ))}
          </ul>
        </li>
        <li>{say("appeal.publicAddressees", { n: addressees.length, responses: responses.length })}</li>
        <li>{say("appeal.publicDisputes", { n: disputes.length })}</li>
        <li>{say("appeal.publicLists")}</li>
      </ul>
    </Panel>
  );
}

function Confirm({ appeal, onJob }: { readonly appeal: Appeal; readonly onJob: (id: string) => void }) {
  const { say } = useWords();
  const [typed, setTyped] = useState("");
  const [despite, setDespite] = useState("");
  const [isTried, setTried] = useState(false);
  const isRight = typed.trim() === appeal.appeal;
  const publish = useMutation({
    mutationFn: () => publishNow(appeal.appeal, despite),
    onSuccess: ({ id }) => onJob(id),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isRight) publish.mutate();
  };
  return (
    <Form className="appeal-respond" onSubmit={submit} validationBehavior="aria" autoComplete="off">
      <TextInput
        label={say("appeal.typeWord", { word: appeal.appeal })}
        hint={say("appeal.typeWhy")}
        value={typed}
        onChange={setTyped}
        isInvalid={isTried && !isRight}
      />
      <TextInput
        label={say("appeal.despite")}
        hint={say("appeal.despiteHint")}
        rows={2}
        maxLength={2000}
        value={despite}
        onChange={setDespite}
      />
      {publish.isError && <Trouble error={publish.error} retry={() => publish.mutate()} />}
      <PushButton main type="submit" isPending={publish.isPending}>
        {say("appeal.publishNow")}
      </PushButton>
    </Form>
  );
}

type WorkProps = { readonly job: string; readonly appeal: string; readonly onLeave: () => void };

function Work({ job: id, appeal, onLeave }: WorkProps) {
  const { say } = useWords();
  const client = useQueryClient();
  const [job, setJob] = useState<Job>();
  const told = useRef(false);
  useEffect(() => followJob(id, setJob), [id]);
  const { state = "waiting", progress } = job ?? {};
  useEffect(() => {
    if (state !== "done" || told.current) return;
    told.current = true;
    void client.invalidateQueries();
  }, [state, client]);
  if (state === "failed" || state === "cancelled")
    return (
      <>
        <Failure error={new RequestError(job?.failure?.code ?? state)} retry={onLeave} />
        <p className="hint">{say("appeal.publishRefused")}</p>
      </>
    );
  if (state === "done")
    return (
      <section role="status">
        <p className="lead">{say("appeal.published")}</p>
        <p className="actions">
          <a className="button button-main" href={`/published/${appeal}/`}>
            {say("appeals.read")}
          </a>
          <Link className="button" to="/verify" search={{ appeal }}>
            {say("appeals.verify")}
          </Link>
          <a className="button" href={`/published/${appeal}.zip`} download>
            {say("appeals.zip")}
          </a>
        </p>
      </section>
    );
  const { done = 0, total = 0 } = progress ?? {};
  return <Progress label={say("appeal.publishing")} {...(total > 0 && { done: done / total })} />;
}
