/** People already in the register whose name is near the one being typed, so that nobody is entered unseen. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { formatDateText } from "../../../pages/format.ts";
import { Answer } from "../../parts/answer.tsx";
import { Name } from "../../parts/name.tsx";
import { nearestQuery } from "../../queries/register.ts";
import { useWords } from "../../words.ts";

const SHORTEST = 3;
const PAUSE_MS = 500;

export function Likely({ name }: { readonly name: string }) {
  const { say, language } = useWords();
  const [text, setText] = useState("");
  useEffect(() => {
    const typed = name.trim();
    const pause = setTimeout(() => setText(typed.length < SHORTEST ? "" : typed), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [name]);
  const query = useQuery({ ...nearestQuery(text), placeholderData: keepPreviousData });
  return (
    <aside className="entry-likely" aria-label={say("entry.likely")}>
      <h3>{say("entry.likely")}</h3>
      {text === "" ? (
        <p className="soft">{say("entry.likelyStart")}</p>
      ) : (
        <Answer query={query}>
          {({ people, total }) =>
            people.length === 0 ? (
              <p className="soft">{say("search.none")}</p>
            ) : (
              <>
                <ul className="plain">
                  {people.map(({ entity, names, born, places }) => (
                    <li key={entity}>
                      <Link to="/people/$id" params={{ id: entity }} target="_blank">
                        {names.map((each) => (
                          <Name key={each.text} text={each.text} romanised={each.romanised} />
                        ))}
                      </Link>
                      <span className="second">
                        {[
                          ...born.map((date) => formatDateText(language, date)),
                          ...places.map((place) => place.text),
                        ].join(" · ")}
                      </span>
                    </li>
                  ))}
                </ul>
                {total > people.length && (
                  <p className="note">{say("entry.likelyMore", { n: total - people.length })}</p>
                )}
              </>
            )
          }
        </Answer>
      )}
      <p className="note">{say("entry.likelyNote")}</p>
    </aside>
  );
}
