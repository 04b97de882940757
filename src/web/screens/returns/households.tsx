/** The households from one place: each by its answers and its steps, none by a name; its page has the rest. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatDateText } from "../../../pages/format.ts";
import { entityPaths } from "../../entity-paths.ts";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import { countIn } from "../../published-words.ts";
import { itemsOf } from "../../queries/pages.ts";
import { householdsQuery, type ShownHousehold } from "../../queries/return.ts";
import { useWords } from "../../words.ts";
import { aspects, valueWord } from "./return-words.ts";

export function Households({ place }: { readonly place: string }) {
  const { say, language } = useWords();
  const query = useInfiniteQuery(householdsQuery(place));
  return (
    <Panel title={say("returns.fromHere")}>
      <Answer query={query}>
        {({ pages }) => {
          const items = itemsOf(pages, ({ entity }) => entity);
          const total = pages.at(-1)?.total ?? 0;
          return (
            <>
              <p className="soft" role="status">
                {say("returns.firstOf", { shown: items.length, total: countIn(say, language, total) })}
              </p>
              <ol className="plain return-households">
                {items.map((household, i) => (
                  <Household key={household.entity} household={household} number={i + 1} />
                ))}
              </ol>
              <ShowMore query={query} />
            </>
          );
        }}
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
