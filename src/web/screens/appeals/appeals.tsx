/** The published appeals: to read, and to check here and now. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { countedKey } from "../../../pages/counted-key.ts";
import type { Publication } from "../../generated/api.ts";
import { Answer } from "../../parts/answer.tsx";
import { Mark } from "../../parts/mark.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { publishedWords } from "../../published-words.ts";
import { publicationsQuery } from "../../queries/register.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { InWork } from "./in-work.tsx";
import "./appeals.css";

export function Appeals() {
  const { say } = useWords();
  const query = useQuery(publicationsQuery);
  const mayLook = useQuery(viewerQuery).data?.deeds.includes("look") === true;
  return (
    <>
      <ScreenTitle>{say(mayLook ? "shell.appeals" : "appeals.title")}</ScreenTitle>
      <p className="lead">{say("appeals.lead")}</p>
      {mayLook && <InWork />}
      {mayLook && <p className="appeals-public">{say("appeals.title")}</p>}
      <Answer query={query}>
        {(publications) =>
          publications.length === 0 ? (
            <p>{say("appeals.empty")}</p>
          ) : (
            <ul className="plain appeals">
              {publications.map((publication) => (
                <Appeal key={publication.path} publication={publication} />
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  );
}

function Appeal({ publication }: { readonly publication: Publication }) {
  const { say } = useWords();
  const { title, language, version, size, path, figures, slug } = publication;
  return (
    <li className="panel">
      <h2 className="appeals-title">
        <bdi lang={language}>{title}</bdi>
      </h2>
      <p className="soft">
        {say("appeals.version", { version })} · {say("shell.asOf", { size })}
      </p>
      <ul className="plain" aria-label={say("appeals.figures")}>
        {figures.map(({ id, unit, harm, documented }) => (
          <li key={id} className="figure-line">
            <Mark name="documented" /> <strong>{publishedWords(say, unit, documented)}</strong>{" "}
            <span>· {say(countedKey(unit, harm))}</span> <span className="soft">[{id}]</span>
          </li>
        ))}
      </ul>
      <p className="actions">
        <a className="button button-main" href={`/published/${path}/`}>
          {say("appeals.read")}
        </a>
        <Link className="button" to="/verify" search={{ appeal: slug }}>
          {say("appeals.verify")}
        </Link>
        <a className="button" href={`/published/${path}.zip`} download>
          {say("appeals.zip")}
        </a>
      </p>
    </li>
  );
}
