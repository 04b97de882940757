/** A person as a search finds them: every name as it was written, and the lists that say so. */
import { Link } from "@tanstack/react-router";
import { formatDateText } from "../../pages/format.ts";
import type { Person } from "../generated/api.ts";
import { useWords } from "../words.ts";
import { Mark } from "./mark.tsx";
import { Name } from "./name.tsx";

type Shown = { readonly person: Person };

/** A person as a search finds them; without a profile where whoever searches may open none. */
export function PersonCard({ person, hasProfile = true }: Shown & { readonly hasProfile?: boolean }) {
  const { say } = useWords();
  return (
    <li className="person" tabIndex={-1}>
      <h2 className="person-names">
        {hasProfile ? (
          <Link to="/people/$id" params={{ id: person.entity }}>
            <Names person={person} />
          </Link>
        ) : (
          <Names person={person} />
        )}
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

function Names({ person: { names } }: Shown) {
  return names.map((name) => <Name key={`${name.text} ${name.language ?? ""}`} {...name} />);
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
    <ul className="plain person-places">
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
