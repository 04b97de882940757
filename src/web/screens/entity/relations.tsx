/** Whom the records relate the entity to: relatives, the household, the victims of an event. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatNumber } from "../../../pages/format.ts";
import { harmWord, modelWord } from "../../../pages/record-words.ts";
import { entityPaths } from "../../entity-paths.ts";
import { Panel } from "../../parts/panel.tsx";
import { SaidBy } from "../../parts/said-by.tsx";
import { useWords } from "../../words.ts";
import type { Shown } from "./entity.tsx";

export function Relations(shown: Shown) {
  const { say } = useWords();
  const { relations, household, victims } = shown.entity;
  return (
    <>
      {relations.length > 0 && (
        <Panel title={say("dossier.relations")}>
          <Related {...shown} />
        </Panel>
      )}
      {household.length > 0 && (
        <Panel title={say("dossier.household")}>
          <ul className="plain">
            {household.map(({ entity, name }) => (
              <li key={entity}>
                <ToPerson id={entity}>
                  <bdi>{name}</bdi>
                </ToPerson>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {victims !== undefined && <Victims {...shown} />}
    </>
  );
}

function ToPerson({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <Link to={entityPaths.person} params={{ id }}>
      {children}
    </Link>
  );
}

function Related({ entity: { relations }, numberOf }: Shown) {
  const { say } = useWords();
  return (
    <dl className="rows">
      {relations.map(({ kind, target, entity, said }) => (
        <div key={`${kind} ${target} ${said[0]?.record}`}>
          <dt>{modelWord(say, `relation.${kind}`)}</dt>
          <dd>
            {entity === undefined || kind === "victim-of" ? (
              <bdi>{target}</bdi>
            ) : (
              <ToPerson id={entity}>
                <bdi>{target}</bdi>
              </ToPerson>
            )}{" "}
            <SaidBy said={said} numberOf={numberOf} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Victims({ entity: { victims, sources } }: Shown) {
  const { say, language } = useWords();
  if (victims === undefined) return null;
  return (
    <>
      <Panel title={say("dossier.victims")}>
        {victims.named.length === 0 ? (
          <p className="soft">{say("entity.noVictims")}</p>
        ) : (
          <ul className="plain">
            {victims.named.map(({ entity, name, harms }) => (
              <li key={entity}>
                <ToPerson id={entity}>
                  <bdi>{name}</bdi>
                </ToPerson>{" "}
                <span className="soft">{harms.map((harm) => harmWord(say, harm)).join(", ")}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {victims.numbers.length > 0 && (
        <Panel title={say("dossier.numbers")}>
          <dl className="rows">
            {victims.numbers.map(({ source, harm, number }) => (
              <div key={`${source} ${harm} ${number}`}>
                <dt>
                  <bdi>{sources.find(({ id }) => id === source)?.name ?? source}</bdi>
                </dt>
                <dd>
                  {formatNumber(language, number)} · {harmWord(say, harm)}
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
    </>
  );
}
