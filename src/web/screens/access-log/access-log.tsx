/** Who looked at which restricted fields, and when: filtered here, taken away as CSV. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatDateText, formatNumber } from "../../../pages/format.ts";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { accessLogQuery, type Look } from "../../queries/govern.ts";
import { saveFile } from "../../save-file.ts";
import { useWords } from "../../words.ts";

const ANY = "";

export function AccessLog() {
  const { say, language } = useWords();
  return (
    <>
      <ScreenTitle>{say("govern.log")}</ScreenTitle>
      <Answer query={useQuery(accessLogQuery)}>
        {({ looks, events }) => (
          <>
            <Looks looks={looks} />
            <Panel title={say("govern.accounts")}>
              {events.length === 0 ? (
                <p className="soft">{say("govern.noEvents")}</p>
              ) : (
                <ul className="plain govern-list">
                  {events.map(({ at, person, what }) => (
                    <li key={`${at} ${person} ${what}`}>
                      {timeText(language, at)} · <bdi>{person}</bdi> · <span lang="en">{what}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
          </>
        )}
      </Answer>
    </>
  );
}

const timeText = (language: string, at: string) =>
  `${formatDateText(language, at.slice(0, 10))}, ${at.slice(11, 16)}`;

function Looks({ looks }: { readonly looks: readonly Look[] }) {
  const { say, language } = useWords();
  const [person, setPerson] = useState(ANY);
  const [way, setWay] = useState(ANY);
  const [record, setRecord] = useState("");
  const shown = looks.filter(
    (look) =>
      (person === ANY || look.person === person) &&
      (way === ANY || look.way === way) &&
      look.record.includes(record.trim()),
  );
  const choices = (values: readonly string[]) => [
    { value: ANY, label: say("govern.all") },
    ...[...new Set(values)].toSorted((a, b) => a.localeCompare(b)).map((value) => ({ value, label: value })),
  ];
  return (
    <Panel title={say("govern.looks")}>
      <div className="govern-form">
        <Pick
          label={say("govern.who")}
          choices={choices(looks.map((look) => look.person))}
          value={person}
          onPick={setPerson}
        />
        <Pick
          label={say("govern.way")}
          choices={choices(looks.map((look) => look.way))}
          value={way}
          onPick={setWay}
        />
        <TextInput label={say("govern.record")} value={record} onChange={setRecord} maxLength={200} />
        <PushButton onPress={() => saveFile("access-log.csv", csvOf(shown))}>{say("counts.csv")}</PushButton>
      </div>
      <p role="status" className="soft">
        {say("govern.shown", { shown: shown.length, total: formatNumber(language, looks.length) })}
      </p>
      {shown.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say("govern.when")}</th>
              <th scope="col">{say("govern.who")}</th>
              <th scope="col">{say("govern.way")}</th>
              <th scope="col">{say("govern.record")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((look) => (
              <tr key={`${look.at} ${look.person} ${look.record} ${look.way}`}>
                <td>{timeText(language, look.at)}</td>
                <td>
                  <bdi>{look.person}</bdi>
                </td>
                <td lang="en">{look.way}</td>
                <td>
                  <bdi>{look.record}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** RFC 4180; what a spreadsheet would run is made plain text. */
function csvOf(looks: readonly Look[]): Blob {
  const cell = (text: string) => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const rows = looks.map(({ at, person, way, record }) => [at, person, way, record].map(cell).join(","));
  return new Blob([`\ufeff${["at,person,way,record", ...rows].join("\r\n")}\r\n`], { type: "text/csv" });
}
