/** Search among what is public: people whose families let everybody read their names. Nobody is asked who they are. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../../parts/answer.tsx";
import { PersonCard } from "../../parts/person-card.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SearchBox } from "../../parts/search-box.tsx";
import { publicSearchQuery } from "../../queries/register.ts";
import { useWords } from "../../words.ts";

export function PublicSearch() {
  const { say, language } = useWords();
  const [text, setText] = useState(""); // nowhere else: not in the address, and gone with the screen
  return (
    <>
      <ScreenTitle>{say("publicSearch.title")}</ScreenTitle>
      <p className="lead">{say("publicSearch.lead")}</p>
      <SearchBox label={say("search.label")} hint={say("search.private")} text={text} onSearch={setText} />
      {text !== "" && <Found text={text} />}
      <section className="part" aria-labelledby="ask-privately">
        <h2 id="ask-privately">{say("publicSearch.looking")}</h2>
        <p>{say("publicSearch.lookingWhy")}</p>
        <p className="actions">
          <a className="button" href={`/enquiry/${language}`}>
            {say("publicSearch.ask")}
          </a>
        </p>
      </section>
    </>
  );
}

function Found({ text }: { readonly text: string }) {
  const { say } = useWords();
  const query = useQuery({ ...publicSearchQuery(text), placeholderData: keepPreviousData });
  return (
    <Answer query={query}>
      {({ people, total, size }) => (
        <div className={query.isPlaceholderData ? "updating" : undefined}>
          <p role="status" className="found">
            {query.isPlaceholderData ? say("search.updating") : say("search.found", { count: total })}
          </p>
          {total === 0 && <p className="empty">{say("publicSearch.none")}</p>}
          <ol className="people">
            {people.map((person) => (
              <PersonCard key={person.entity} person={person} hasProfile={false} />
            ))}
          </ol>
          <p className="as-of">{say("shell.asOf", { size })}</p>
        </div>
      )}
    </Answer>
  );
}
