/** People in any script: every name as it was written, and the lists that say so. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatDateText } from "../../../pages/format.ts";
import type { Person } from "../../generated/api.ts";
import { Answer } from "../../parts/answer.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Name } from "../../parts/name.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SearchBox } from "../../parts/search-box.tsx";
import { searchQuery } from "../../queries/register.ts";
import { useSearchText } from "../../search-text.tsx";
import { useWords } from "../../words.ts";

export function People() {
  const { say } = useWords();
  const { text, setText } = useSearchText();
  return (
    <>
      <ScreenTitle>{say("search.title")}</ScreenTitle>
      <SearchBox
        label={say("search.label")}
        hint={say("search.private")}
        text={text}
        asTyped
        onSearch={setText}
      />
      {text === "" ? <p className="soft">{say("search.start")}</p> : <Found text={text} />}
    </>
  );
}

function Found({ text }: { readonly text: string }) {
  const { say } = useWords();
  const query = useQuery({ ...searchQuery(text), placeholderData: keepPreviousData });
  return (
    <Answer query={query}>
      {({ people, total, size }) => (
        <div className={query.isPlaceholderData ? "updating" : undefined}>
          <p role="status" className="found">
            {query.isPlaceholderData ? say("search.updating") : say("search.found", { count: total })}
            {people.length < total && (
              <span className="soft"> {say("search.shown", { shown: people.length, total })}</span>
            )}
          </p>
          {total === 0 && (
            <div className="empty">
              <p>{say("search.none")}</p>
              <p className="soft">{say("search.noneWhy")}</p>
            </div>
          )}
          <ol className="people">
            {people.map((person) => (
              <PersonCard key={person.entity} person={person} />
            ))}
          </ol>
          <p className="as-of">{say("shell.asOf", { size })}</p>
        </div>
      )}
    </Answer>
  );
}

type Shown = { readonly person: Person };

function PersonCard({ person }: Shown) {
  const { say } = useWords();
  return (
    <li className="person">
      <h2 className="person-names">
        <Link to="/people/$id" params={{ id: person.entity }}>
          {person.names.map((name) => (
            <Name key={`${name.text} ${name.language ?? ""}`} {...name} />
          ))}
        </Link>
      </h2>
      <dl className="rows person-rows">
        {relatives.map((of) => (
          <Relatives key={of} of={of} person={person} />
        ))}
        <div>
          <dt>{say("search.harms")}</dt>
          <dd>
            <Harms person={person} />
          </dd>
        </div>
        <div>
          <dt>{say("search.born")}</dt>
          <dd>
            <Born person={person} />
          </dd>
        </div>
        <div>
          <dt>{say("search.places")}</dt>
          <dd>
            <Places person={person} />
          </dd>
        </div>
        <div>
          <dt>{say("search.lists")}</dt>
          <dd>
            <ul className="plain">
              {person.sources.map(({ id, name, records }) => (
                <li key={id}>
                  <bdi>{name}</bdi>{" "}
                  <span className="soft">· {say("search.records", { count: records })}</span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </li>
  );
}

const relatives = ["father", "mother", "spouse"] as const;

function Relatives({ of, person }: Shown & { readonly of: (typeof relatives)[number] }) {
  const { say } = useWords();
  const named = person.relatives.filter((relative) => relative.of === of);
  if (named.length === 0) return null;
  return (
    <div>
      <dt>{say(`search.${of}`)}</dt>
      <dd>
        {named.map(({ text, romanised }) => (
          <Name key={text} text={text} romanised={romanised} />
        ))}
      </dd>
    </div>
  );
}

function Harms({ person: { harms } }: Shown) {
  const { say, language } = useWords();
  if (harms.length === 0) return <span className="soft">{say("search.harmsUnknown")}</span>;
  return (
    <ul className="plain">
      {harms.map(({ kind, when, status }) => (
        <li key={`${kind} ${when ?? ""} ${status}`}>
          <Mark name={status === "open" ? (kind === "missing" ? "missing" : "documented") : "established"} />{" "}
          {say(`harm.${kind}`)}
          {when !== undefined && <span> · {formatDateText(language, when)}</span>}
          {status !== "open" && <span> · {say(`status.${status}`)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Born({ person: { born } }: Shown) {
  const { say, language } = useWords();
  if (born.length === 0) return <span className="soft">{say("search.bornUnknown")}</span>;
  return (
    <>
      {born.map((date) => formatDateText(language, date)).join(" · ")}
      {born.length > 1 && (
        <span className="soft">
          {" "}
          <Mark name="disagree" /> {say("search.disagree")}
        </span>
      )}
    </>
  );
}

function Places({ person: { places } }: Shown) {
  const { say } = useWords();
  if (places.length === 0) return <span className="soft">{say("search.placesUnknown")}</span>;
  return (
    <ul className="plain inline">
      {places.map(({ text, language }) => (
        <li key={`${text} ${language ?? ""}`}>
          <bdi lang={language} dir="auto">
            {text}
          </bdi>
        </li>
      ))}
    </ul>
  );
}
