/** People in any script: every name as it was written, and the lists that say so. */

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Answer } from "../../parts/answer.tsx";
import { FoundPeople } from "../../parts/found-people.tsx";
import { Legal } from "../../parts/legal.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SearchBox } from "../../parts/search-box.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
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
        hint={<Legal word="search.private" />}
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
  const query = useInfiniteQuery({ ...searchQuery(text), placeholderData: keepPreviousData });
  return (
    <Answer query={query}>
      {({ pages }) => (
        <div className={query.isPlaceholderData ? "updating" : undefined}>
          <FoundPeople pages={pages} isUpdating={query.isPlaceholderData}>
            <div className="empty">
              <p>{say("search.none")}</p>
              <p className="soft">{say("search.noneWhy")}</p>
            </div>
          </FoundPeople>
          {!query.isPlaceholderData && <ShowMore query={query} />}
          <p className="as-of">{say("shell.asOf", { size: pages.at(-1)?.size ?? 0 })}</p>
        </div>
      )}
    </Answer>
  );
}
