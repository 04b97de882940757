/** The households from one place: each by its answers and its steps, none by a name; its page has the rest. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { countWords } from "../../../pages/count-words.ts";
import { formatDateText } from "../../../pages/format.ts";
import { entityPaths } from "../../entity-paths.ts";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { householdsQuery, type ShownHousehold } from "../../queries/return.ts";
import { useWords } from "../../words.ts";
import { aspects, valueWord } from "./return-words.ts";

export function Households({ place }: { readonly place: string }) {
  const { say, language } = useWords();
  return (
    <Panel title={say("returns.fromHere")}>
      <Answer query={useQuery(householdsQuery(place))}>
        {({ items, total }) => (
          <>
            <p className="soft">
              {say("returns.firstOf", { shown: items.length, total: countWords(language, total) })}
            </p>
            <ol className="plain return-households">
              {items.map((household, i) => (
                <Household key={household.entity} household={household} number={i + 1} />
              ))}
            </ol>
          </>
        )}
      </Answer>
    </Panel>
  );
}

type HouseholdProps = { readonly household: ShownHousehold; readonly number: number };

function Household({ household, number }: HouseholdProps) {
  const { say, language } = useWords();
  const { entity, kind, steps } = household;
  const said = aspects.map((aspect) => {
    const value = household[aspect];
    const values: readonly string[] = typeof value === "string" ? [value] : value;
    return { aspect, text: values.map((each) => valueWord(say, aspect, each)).join(", ") };
  });
  return (
    <li>
      <h3>
        <Link to={entityPaths[kind]} params={{ id: entity }}>
          {say("returns.household", { n: number })}
        </Link>
      </h3>
      <dl className="return-said">
        {said.map(({ aspect, text }) => (
          <div key={aspect}>
            <dt className="soft">{say(`returns.${aspect}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {steps.length > 0 && (
        <ol className="plain inline second">
          {steps.map(({ status, when }) => (
            <li key={`${status} ${when}`}>
              {when === undefined ? say("returns.noDate") : formatDateText(language, when)}:{" "}
              {say(`returns.status.${status}`)}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
