/** People in any script: every name as it was written, and the lists that say so. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Answer } from "../../parts/answer.tsx";
import { PersonCard } from "../../parts/person-card.tsx";
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
