/** Who looked at which restricted fields, and when: filtered here, taken away as CSV. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { fieldWord } from "../../../pages/field-words.ts";
import { formatDateText, formatNumber } from "../../../pages/format.ts";
import { modelWord } from "../../../pages/record-words.ts";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { accessLogQuery, type Look } from "../../queries/govern.ts";
import { saveFile } from "../../save-file.ts";
import { type Say, useWords } from "../../words.ts";

const ANY = "";
const EVENTS = 200; // that the server tells, of the latest

export function AccessLog() {
  const { say, language } = useWords();
  const query = useInfiniteQuery(accessLogQuery);
  return (
    <>
      <ScreenTitle>{say("govern.log")}</ScreenTitle>
      <Answer query={query}>
        {({ pages }) => {
          const events = pages[0]?.events ?? [];
          return (
            <>
              <Looks looks={pages.flatMap(({ items }) => items)}>
                <ShowMore query={query} word={say("govern.older")} />
              </Looks>
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
                {events.length >= EVENTS && (
                  <p className="soft">{say("govern.latestEvents", { n: events.length })}</p>
                )}
              </Panel>
            </>
          );
        }}
      </Answer>
    </>
  );
}

const timeText = (language: string, at: string) =>
  `${formatDateText(language, at.slice(0, 10))}, ${at.slice(11, 16)}`;

/** The words of a look: which fields, or that nobody noted them. */
const fieldsOf = (say: Say, { fields }: Look): string =>
  fields === undefined ? say("govern.notNoted") : fields.map((path) => fieldWord(say, path)).join("; ");

type LooksProps = { readonly looks: readonly Look[]; readonly children: ReactNode };

function Looks({ looks, children }: LooksProps) {
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
  const wayWord = (text: string) => modelWord(say, `govern.way.${text}`);
  const choices = (values: readonly string[], wordOf = (value: string) => value) => [
    { value: ANY, label: say("govern.all") },
    ...[...new Set(values)]
      .map((value) => ({ value, label: wordOf(value) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, language)),
  ];
  if (looks.length === 0)
    return (
      <Panel title={say("govern.looks")}>
        <p className="soft">{say("govern.noLooks")}</p>
      </Panel>
    );
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
          choices={choices(
            looks.map((look) => look.way),
            wayWord,
          )}
          value={way}
          onPick={setWay}
        />
        <TextInput label={say("govern.record")} value={record} onChange={setRecord} maxLength={200} />
        <PushButton
          onPress={() =>
            saveFile(
              "access-log.csv",
              csvOf(shown, (look) => fieldsOf(say, look)),
            )
          }
        >
          {say("counts.csv")}
        </PushButton>
      </div>
      <p role="status" className="soft">
        {say("govern.shown", { shown: shown.length, total: formatNumber(language, looks.length) })}
      </p>
      {shown.length > 0 && (
        <table className="table">
          <TableHead
            columns={[
              say("govern.when"),
              say("govern.who"),
              say("govern.way"),
              say("govern.record"),
              say("govern.fields"),
            ]}
          />
          <tbody>
            {shown.map((look) => (
              <tr key={look.number}>
                <td>{timeText(language, look.at)}</td>
                <td>
                  <bdi>{look.person}</bdi>
                </td>
                <td>{wayWord(look.way)}</td>
                <td>
                  <bdi>{look.record}</bdi>
                </td>
                <td className="second">{fieldsOf(say, look)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {children}
    </Panel>
  );
}

/** RFC 4180; what a spreadsheet would run is made plain text. */
function csvOf(looks: readonly Look[], fieldsIn: (look: Look) => string): Blob {
  const cell = (text: string) => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const rows = looks.map((look) =>
    [look.at, look.person, look.way, look.record, fieldsIn(look)].map(cell).join(","),
  );
  return new Blob([`\ufeff${["at,person,way,record,fields", ...rows].join("\r\n")}\r\n`], {
    type: "text/csv",
  });
}
