/** The work as it goes on, with the time that it still takes; then what came of it, its undoing, and linking. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useActs } from "../../acts.tsx";
import { RequestError } from "../../api.ts";
import { followJob, type Job } from "../../live.ts";
import { Failure } from "../../parts/answer.tsx";
import { Progress } from "../../parts/progress.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { undoVersion } from "../../queries/entry.ts";
import { linkNow } from "../../queries/import.ts";
import { useWords } from "../../words.ts";

export function Work({ job: first, onLeave }: { readonly job: string; readonly onLeave: () => void }) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const [id, setId] = useState(first);
  const [job, setJob] = useState<Job>();
  const [failure, setFailure] = useState<unknown>();
  const began = useRef(performance.now());
  const told = useRef("");
  useEffect(() => {
    began.current = performance.now();
    return followJob(id, setJob);
  }, [id]);
  const state = job?.id === id ? job.state : "waiting";
  const result = job?.id === id && state === "done" ? job : undefined;
  useEffect(() => {
    if (result === undefined || told.current === result.id) return;
    told.current = result.id; // once: words are made anew with each look
    void client.invalidateQueries();
    const version = result.kind === "import" ? versionOf(result.result) : undefined;
    if (version !== undefined) tell({ told: say("import.done"), undo: () => undoVersion(version) });
    else tell({ told: say("import.linked") });
  }, [result, client, tell, say]);
  const link = async () => {
    try {
      setId((await linkNow()).id);
    } catch (error) {
      setFailure(error);
    }
  };
  const { label, done = 0, total = 0 } = (job?.id === id ? job.progress : undefined) ?? { label: "" };
  const spent = (performance.now() - began.current) / 1000;
  const left = total > 0 && done > 0 ? { secondsLeft: (spent * (total - done)) / done } : {};
  return (
    <>
      {(state === "waiting" || state === "running") && (
        <Progress
          label={label === "" ? say("import.waiting") : label}
          {...(total > 0 && { done: done / total })}
          {...left}
        />
      )}
      {(state === "failed" || state === "cancelled") && (
        <Failure error={new RequestError(job?.failure?.code ?? state)} retry={onLeave} />
      )}
      {failure !== undefined && <Failure error={failure} retry={() => void link()} />}
      {result !== undefined && <Result job={result} />}
      <div className="actions">
        {result?.kind === "import" && (
          <PushButton main onPress={() => void link()}>
            {say("import.link")}
          </PushButton>
        )}
        {result !== undefined && <PushButton onPress={onLeave}>{say("import.other")}</PushButton>}
      </div>
    </>
  );
}

function Result({ job }: { readonly job: Job }) {
  const { say } = useWords();
  const told = numbersOf(job.result);
  return (
    <>
      <p className="lead">{job.kind === "import" ? say("import.done") : say("import.linked")}</p>
      <dl className="rows import-result">
        {told.map(([name, text]) => (
          <div key={name}>
            <dt>{say(`import.result.${name}`)}</dt>
            <dd className="number">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const names = ["rows", "records", "issues", "size"] as const;

/** The numbers of a result that have words here. */
function numbersOf(result: unknown): readonly (readonly [(typeof names)[number], string])[] {
  if (typeof result !== "object" || result === null) return [];
  return names.flatMap((name) => {
    const value: unknown = Reflect.get(result, name);
    return typeof value === "number" ? [[name, String(value)] as const] : [];
  });
}

function versionOf(result: unknown): string | undefined {
  if (typeof result !== "object" || result === null) return undefined;
  const version: unknown = Reflect.get(result, "version");
  const id: unknown =
    typeof version === "object" && version !== null ? Reflect.get(version, "id") : undefined;
  return typeof id === "string" ? id : undefined;
}
