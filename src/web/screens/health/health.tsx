/** How the register is kept, what the doctor finds, and the long work that was asked for. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { formatDateText, formatNumber } from "../../../pages/format.ts";
import { followJob, type Job } from "../../live.ts";
import { Answer, Failure } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Progress } from "../../parts/progress.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import {
  askDoctor,
  cancelJob,
  type Health as HealthAnswer,
  healthQuery,
  jobsQuery,
} from "../../queries/govern.ts";
import { itemsOf } from "../../queries/pages.ts";
import { useWords } from "../../words.ts";

export function Health() {
  const { say } = useWords();
  return (
    <>
      <ScreenTitle>{say("govern.health")}</ScreenTitle>
      <Answer query={useQuery(healthQuery)}>{(health) => <Kept health={health} />}</Answer>
      <Doctor />
      <Jobs />
    </>
  );
}

const GIB = 2 ** 30;
const gibText = (bytes: number) => `${(bytes / GIB).toFixed(bytes < GIB ? 2 : 1)} GiB`;
const FEW_GIB = 2; // free: an import of a large list could fill it

function Kept({
  health: { database, disk, ledger, custodians, backup, witnesses },
}: {
  readonly health: HealthAnswer;
}) {
  const { say, language } = useWords();
  const date = (at: string) => formatDateText(language, at.slice(0, 10));
  const warnings = [
    ...(custodians.isEnough ? [] : [say("govern.fewCustodians")]),
    ...(backup === undefined ? [say("govern.noBackup")] : []),
    ...(witnesses.length === 0 ? [say("govern.noWitness")] : []),
    ...(disk.freeBytes < FEW_GIB * GIB ? [say("govern.fullDisk")] : []),
  ];
  const rows: readonly (readonly [string, ReactNode])[] = [
    [say("govern.database"), `PostgreSQL ${database.version}, ${gibText(database.bytes)}`],
    [
      say("govern.disk"),
      say("govern.diskFree", { free: gibText(disk.freeBytes), total: gibText(disk.totalBytes) }),
    ],
    [
      say("govern.ledger"),
      say("govern.ledgerSize", {
        size: ledger.size,
        signed: formatNumber(language, ledger.signedSize ?? 0),
        timestamps: ledger.timestamps,
      }),
    ],
    [
      say("govern.custodians"),
      custodians.items.length === 0
        ? formatNumber(language, 0)
        : custodians.items.map(({ name, drilledAt }) => (
            <span key={name} className="second">
              <bdi>{name}</bdi>
              {drilledAt !== undefined && ` · ${date(drilledAt)}`}
            </span>
          )),
    ],
    [say("govern.backup"), backup === undefined ? say("returns.absent.not-recorded") : date(backup.at)],
    [say("govern.witnesses"), witnesses.length === 0 ? formatNumber(language, 0) : witnesses.join(", ")],
  ];
  return (
    <>
      {warnings.map((text) => (
        <p key={text} className="attention">
          {text}
        </p>
      ))}
      <dl className="rows">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Doctor() {
  const { say } = useWords();
  const client = useQueryClient();
  const [id, setId] = useState<string>();
  const [job, setJob] = useState<Job>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => (id === undefined ? undefined : followJob(id, setJob)), [id]);
  const isOver = job?.ended !== undefined;
  useEffect(() => {
    if (isOver) void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
  }, [isOver, client]);
  const begin = async () => {
    setFailure(undefined);
    setJob(undefined);
    try {
      setId((await askDoctor()).id);
    } catch (error) {
      setFailure(error);
    }
  };
  const { label = "", done = 0, total = 0 } = job?.progress ?? {};
  const isRunning = id !== undefined && !isOver;
  return (
    <Panel title={say("govern.doctor")}>
      <p className="soft">{say("govern.doctorLead")}</p>
      {isRunning && (
        <Progress
          label={label === "" ? say("import.waiting") : label}
          {...(total > 0 && { done: done / total })}
        />
      )}
      {failure !== undefined && <Failure error={failure} retry={() => void begin()} />}
      {job !== undefined && isOver && <Findings result={job.result} state={job.state} />}
      <div className="actions">
        <PushButton isPending={isRunning} onPress={() => void begin()}>
          {say("govern.examine")}
        </PushButton>
      </div>
    </Panel>
  );
}

type Finding = { readonly part: string; readonly state: string; readonly detail: string };

/** In the doctor's own words, which are English. */
function Findings({ result, state }: { readonly result: unknown; readonly state: string }) {
  const { say } = useWords();
  const found = typeof result === "object" && result !== null ? result : {};
  const verdict: unknown = Reflect.get(found, "verdict");
  const findings = (Reflect.get(found, "findings") ?? []) as readonly Finding[];
  if (state !== "done") return <p className="fault">{say("govern.notExamined")}</p>;
  return (
    <>
      <p role="status" className={verdict === "sound" ? "lead" : "fault"}>
        {say(verdict === "sound" ? "govern.sound" : "govern.broken")}
      </p>
      <ul className="plain govern-list" lang="en" dir="ltr">
        {findings.map((finding) => (
          <li key={`${finding.part} ${finding.detail}`}>
            <strong>{finding.part}</strong> · {finding.state} · <span className="soft">{finding.detail}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Jobs() {
  const { say, language } = useWords();
  const client = useQueryClient();
  const query = useInfiniteQuery(jobsQuery);
  const cancel = async (id: string) => {
    await cancelJob(id);
    await client.invalidateQueries({ queryKey: jobsQuery.queryKey });
  };
  return (
    <Panel title={say("govern.jobs")}>
      <Answer query={query}>
        {({ pages }) => {
          const jobs = itemsOf(pages, ({ id }) => id);
          return jobs.length === 0 ? (
            <p className="soft">{say("govern.noJobs")}</p>
          ) : (
            <ul className="plain govern-list">
              {jobs.map(({ id, kind, state, asked, person, ended }) => (
                <li key={id}>
                  <span lang="en">
                    {kind} · {state}
                  </span>{" "}
                  <span className="soft">
                    {formatDateText(language, asked.slice(0, 10))}
                    {person !== undefined && (
                      <>
                        {" "}
                        · <bdi>{person}</bdi>
                      </>
                    )}
                  </span>
                  {ended === undefined && (
                    <PushButton quiet onPress={() => void cancel(id)}>
                      {say("govern.cancel")}
                    </PushButton>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
      <ShowMore query={query} word={say("govern.older")} />
    </Panel>
  );
}
