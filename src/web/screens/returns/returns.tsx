/** Returns: households by the place that they come from, a step at a time, and how they stood year by year. */

import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { Group } from "react-aria-components/Group";
import { returnStatuses } from "../../../model/return.ts";
import { Answer } from "../../parts/answer.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { TabSet } from "../../parts/tab-set.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { countIn } from "../../published-words.ts";
import { type ReturnNumbers, type Returns as ReturnsAnswer, returnsQuery } from "../../queries/return.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { Households } from "./households.tsx";
import { type Aspect, aspects, valuesOf, valueWord } from "./return-words.ts";
import "./returns.css";

export function Returns() {
  const { say } = useWords();
  const search: object = useSearch({ strict: false });
  const asked: unknown = Reflect.get(search, "place");
  const place = typeof asked === "string" ? asked : undefined;
  const isMember = useQuery(viewerQuery).data?.as === "person";
  return (
    <>
      <ScreenTitle>{say("returns.title")}</ScreenTitle>
      <p className="lead">{say("returns.lead")}</p>
      {isMember && <p className="soft">{say("returns.members")}</p>}
      <Answer query={useQuery(returnsQuery(place))}>
        {(answer) =>
          place === undefined && answer.total.households === 0 && answer.families === 0 ? (
            <div className="empty">
              <p>{say("returns.empty")}</p>
              <p className="soft">{say("returns.emptyWhy")}</p>
            </div>
          ) : (
            <Shown answer={answer} place={place} />
          )
        }
      </Answer>
    </>
  );
}

type Shown = { readonly answer: ReturnsAnswer };

function Shown({ answer, place }: Shown & { readonly place: string | undefined }) {
  const { say, language } = useWords();
  const { total, families, size } = answer;
  return (
    <>
      <Within answer={answer} />
      <p className="return-total">
        <Mark name="documented" /> {countIn(say, language, total.households)}{" "}
        <span className="soft">{say("returns.households")}</span>
      </p>
      <div className="return-aspects">
        {aspects.map((aspect) => (
          <section key={aspect} aria-labelledby={`return-${aspect}`}>
            <h2 id={`return-${aspect}`}>{say(`returns.${aspect}`)}</h2>
            <Numbers aspect={aspect} numbers={total} />
          </section>
        ))}
      </div>
      {families !== 0 && (
        <p className="note">{say("returns.families", { n: countIn(say, language, families) })}</p>
      )}
      <p className="note">{say("returns.obstaclesNote")}</p>
      <p className="note">{say("returns.notEstimated")}</p>
      <p className="as-of">{say("shell.asOf", { size })}</p>
      <ByPlace answer={answer} />
      <Years answer={answer} />
      {place !== undefined && <Households place={place} />}
    </>
  );
}

/** Where one is: from all places down to the one that is shown. */
function Within({ answer: { within } }: Shown) {
  const { say } = useWords();
  if (within.length === 0) return null;
  return (
    <nav aria-label={say("returns.within")}>
      <ol className="plain inline return-within">
        <li>
          <Link to="/returns" search={{}}>
            {say("returns.all")}
          </Link>
        </li>
        {within.map((each, i) => (
          <li key={each.place}>
            {i === within.length - 1 ? (
              <strong>
                <PlaceNames place={each} />
              </strong>
            ) : (
              <Link to="/returns" search={{ place: each.place }}>
                <PlaceNames place={each} />
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

type PlaceProps = { readonly place: ReturnsAnswer["within"][number] };

/** All names of one size, in the order given: none before another by choice. */
function PlaceNames({ place: { place, names } }: PlaceProps) {
  const { say } = useWords();
  if (place === undefined) return say("returns.unknownPlace");
  return (
    <>
      {names.map(({ text, language }, i) => (
        <Fragment key={text}>
          {i > 0 && " · "}
          <bdi lang={language} dir="auto">
            {text}
          </bdi>
        </Fragment>
      ))}
    </>
  );
}

type NumbersProps = { readonly aspect: Aspect; readonly numbers: ReturnNumbers };

function Numbers({ aspect, numbers }: NumbersProps) {
  const { say, language } = useWords();
  const told: Readonly<Record<string, ReturnNumbers["households"] | undefined>> = numbers[aspect];
  const present = valuesOf[aspect].flatMap((value) => {
    const count = told[value];
    return count === undefined ? [] : [{ value, count }];
  });
  return (
    <ul className="plain return-numbers">
      {present.map(({ value, count }) => (
        <li key={value}>
          <span>
            {value === "disagree" && <Mark name="disagree" />}
            {value === "restricted" && <Mark name="restricted" />} {valueWord(say, aspect, value)}
          </span>{" "}
          <span className="number">{countIn(say, language, count)}</span>
        </li>
      ))}
    </ul>
  );
}

function ByPlace({ answer: { rows, within } }: Shown) {
  const { say, language } = useWords();
  const [aspect, setAspect] = useState<Aspect>("home");
  const here = within.at(-1)?.place;
  if (rows.length === 0) return null;
  const table = (
    <table className="table">
      <TableHead
        columns={[say("returns.origin"), { figures: say("returns.households") }, say(`returns.${aspect}`)]}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={row.place ?? "none"}>
            <th scope="row">
              {row.place === undefined || row.place === here ? (
                <span>{say(row.place === undefined ? "returns.unknownPlace" : "returns.here")}</span>
              ) : (
                <Link to="/returns" search={{ place: row.place }}>
                  <PlaceNames place={row} />
                </Link>
              )}
            </th>
            <td className="number">{countIn(say, language, row.households)}</td>
            <td>
              <Numbers aspect={aspect} numbers={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <Panel title={say("returns.byPlace")}>
      <TabSet
        label={say("returns.byPlace")}
        selected={aspect}
        onSelect={setAspect}
        tabs={aspects.map((id) => ({ id, title: say(`returns.${id}`), content: table }))}
      />
    </Panel>
  );
}

function Years({ answer: { years } }: Shown) {
  const { say, language } = useWords();
  const statuses = returnStatuses.filter((status) =>
    years.some((year) => year.statuses[status] !== undefined),
  );
  const title = say("returns.years");
  const wordsOf = (year: (typeof years)[number]) => statuses.map((status) => year.statuses[status] ?? 0);
  const changed = years.filter((year, i) => {
    const before = years[i - 1];
    return before === undefined || wordsOf(before).join() !== wordsOf(year).join();
  });
  if (years.length === 0) return null;
  return (
    <Panel title={title}>
      <p className="soft">{say("returns.yearsNote")}</p>
      <Group className="return-years" aria-label={title} tabIndex={0}>
        <table className="table">
          <TableHead
            columns={[
              say("picture.year"),
              ...statuses.map((status) => ({ figures: say(`returns.status.${status}`) })),
            ]}
          />
          <tbody>
            {changed.map((year) => (
              <tr key={year.year}>
                <th scope="row">{year.year}</th>
                {wordsOf(year).map((count, i) => (
                  <td key={statuses[i]} className="number">
                    {countIn(say, language, count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Group>
    </Panel>
  );
}
