/** Search among what is public: people whose families let everybody read their names. Nobody is asked who they are. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../../parts/answer.tsx";
import { FoundPeople } from "../../parts/found-people.tsx";
import { Legal } from "../../parts/legal.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SearchBox } from "../../parts/search-box.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import { publicSearchQuery } from "../../queries/register.ts";
import { useWords } from "../../words.ts";

export function PublicSearch() {
  const { say, language } = useWords();
  const [text, setText] = useState(""); // nowhere else: not in the address, and gone with the screen
  return (
    <>
      <ScreenTitle>{say("publicSearch.title")}</ScreenTitle>
      <p className="lead">
        <Legal word="publicSearch.lead" />
      </p>
      <SearchBox
        label={say("search.label")}
        hint={<Legal word="search.private" />}
        text={text}
        onSearch={setText}
      />
      {text !== "" && <Found text={text} />}
      <section className="part" aria-labelledby="ask-privately">
        <h2 id="ask-privately">{say("publicSearch.looking")}</h2>
        <p>
          <Legal word="publicSearch.lookingWhy" />
        </p>
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
  const query = useInfiniteQuery({ ...publicSearchQuery(text), placeholderData: keepPreviousData });
  return (
    <Answer query={query}>
      {({ pages }) => (
        <div className={query.isPlaceholderData ? "updating" : undefined}>
          <FoundPeople pages={pages} isUpdating={query.isPlaceholderData} hasProfiles={false}>
            <p className="empty">
              <Legal word="publicSearch.none" />
            </p>
          </FoundPeople>
          {!query.isPlaceholderData && <ShowMore query={query} />}
          <p className="as-of">{say("shell.asOf", { size: pages.at(-1)?.size ?? 0 })}</p>
        </div>
      )}
    </Answer>
  );
}
