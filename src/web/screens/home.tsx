/** The register at a glance: what is documented, from which lists, and what waits for a person. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Deed } from "../../model/person.ts";
import { countedKey } from "../../pages/counted-key.ts";
import { formatNumber } from "../../pages/format.ts";
import type { Overview } from "../generated/api.ts";
import { Answer } from "../parts/answer.tsx";
import { Mark } from "../parts/mark.tsx";
import { ScreenTitle } from "../parts/screen-title.tsx";
import { SearchBox } from "../parts/search-box.tsx";
import { ShowMore } from "../parts/show-more.tsx";
import { TableHead } from "../parts/table-head.tsx";
import { publishedWords } from "../published-words.ts";
import { overviewQuery } from "../queries/register.ts";
import { viewerQuery } from "../queries/viewer.ts";
import { useSearchText } from "../search-text.tsx";
import { useWords } from "../words.ts";

export function Home() {
  const { say } = useWords();
  const query = useInfiniteQuery(overviewQuery);
  const { setText } = useSearchText();
  const navigate = useNavigate();
  const search = (text: string) => {
    if (text === "") return;
    setText(text);
    void navigate({ to: "/people" });
  };
  return (
    <>
      <ScreenTitle>{say("home.title")}</ScreenTitle>
      <p className="lead">{say("home.lead")}</p>
      <SearchBox label={say("home.searchLabel")} hint={say("home.searchHint")} text="" onSearch={search} />
      <Answer query={query}>
        {({ pages: [overview, ...others] }) => {
          if (overview === undefined) return null;
          const sources = [overview, ...others].flatMap((page) => page.sources.items);
          return (
            <Glance
              overview={overview}
              lists={<Lists sources={sources} more={<ShowMore query={query} />} />}
            />
          );
        }}
      </Answer>
    </>
  );
}

type Shown = { readonly overview: Overview };

function Glance({ overview, lists }: Shown & { readonly lists: ReactNode }) {
  const { say } = useWords();
  return (
    <>
      <p className="as-of">
        <bdi>{overview.register.name}</bdi> · {say("shell.asOf", { size: overview.size })}
      </p>
      <Counts overview={overview} />
      <div className="columns">
        {lists}
        <div>
          <Pairs overview={overview} />
          <Entities overview={overview} />
          <Latest overview={overview} />
        </div>
      </div>
    </>
  );
}

function Counts({ overview: { harms } }: Shown) {
  const { say, language } = useWords();
  const shown = harms.filter((harm) => harm.documented !== 0);
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{say("home.counts")}</h2>
      {shown.length === 0 ? (
        <p>{say("home.countsEmpty")}</p>
      ) : (
        <>
          <dl className="figures">
            {shown.map(({ unit, harm, documented }) => (
              <div key={`${unit} ${harm}`} className="figure-tile">
                <dt>{say(countedKey(unit, harm))}</dt>
                <dd>
                  <Mark name="documented" />{" "}
                  {typeof documented === "number"
                    ? formatNumber(language, documented)
                    : publishedWords(say, unit, documented)}
                </dd>
              </div>
            ))}
          </dl>
          <p className="note">{say("home.countsNote")}</p>
        </>
      )}
    </section>
  );
}

/** Whether the viewer may do what a way on leads to. */
function useMay(): (deed: Deed) => boolean {
  const deeds = useQuery(viewerQuery).data?.deeds ?? [];
  return (deed) => deeds.includes(deed);
}

type ListsProps = { readonly sources: Overview["sources"]["items"]; readonly more: ReactNode };

function Lists({ sources, more }: ListsProps) {
  const { say, language } = useWords();
  const may = useMay();
  if (sources.length === 0)
    return (
      <section aria-labelledby="lists">
        <h2 id="lists">{say("home.sources")}</h2>
        <p>{say("home.sourcesEmpty")}</p>
        {may("change") && (
          <p className="actions">
            <Link to="/import" className="button button-main">
              {say("import.title")}
            </Link>
            <Link to="/enter" className="button">
              {say("entry.title")}
            </Link>
          </p>
        )}
      </section>
    );
  return (
    <section aria-labelledby="lists">
      <h2 id="lists">{say("home.sources")}</h2>
      <table className="table">
        <TableHead
          columns={[say("home.source"), { figures: say("home.records") }, { figures: say("home.issues") }]}
        />
        <tbody>
          {sources.map(({ id, name, organisation, records, issues }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{name}</bdi>
                <span className="second">
                  <bdi>{organisation}</bdi>
                </span>
              </th>
              <td className="number">{formatNumber(language, records)}</td>
              <td className="number">{formatNumber(language, issues)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
      <p className="note">{say("home.issuesNote")}</p>
    </section>
  );
}

function Pairs({ overview: { pairsWaiting } }: Shown) {
  const { say } = useWords();
  const may = useMay();
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{say("home.pairsTitle")}</h2>
      {pairsWaiting === 0 ? (
        <p>{say("home.pairsNone")}</p>
      ) : (
        <>
          <p>{say("home.pairs", { count: pairsWaiting })}</p>
          <p className="note">{say("home.pairsNote")}</p>
          {may("judge") && (
            <p className="actions">
              <Link to="/review" className="button">
                {say("shell.review")}
              </Link>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Entities({ overview: { entities } }: Shown) {
  const { say, language } = useWords();
  const shown = entities.filter((entity) => entity.count > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="entities">
      <h2 id="entities">{say("home.entities")}</h2>
      <dl className="rows">
        {shown.map(({ kind, count }) => (
          <div key={kind}>
            <dt>{say(`home.entities.${kind}`)}</dt>
            <dd className="number">{formatNumber(language, count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Latest({ overview: { latest } }: Shown) {
  const { say, knows } = useWords();
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">{say("home.latest")}</h2>
      {latest.length === 0 ? (
        <p>{say("home.latestEmpty")}</p>
      ) : (
        <ol className="latest">
          {latest.map(({ index, entry, title }) => {
            const word = `home.latest.${entry}`;
            return (
              <li key={index}>
                <span>
                  {knows(word) ? say(word) : entry}{" "}
                  {title !== "" && entry !== "linkage-run" && <bdi className="soft">{title}</bdi>}
                </span>
                <span className="latest-entry">{say("home.entry", { index })}</span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
