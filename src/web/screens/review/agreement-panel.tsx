/** How review stands: agreement of reviewers, pairs on which they contradict each other, and accuracy by a random sample. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatDateText, formatNumber, formatPercent } from "../../../pages/format.ts";
import type { ReviewReport, StandingJudgement } from "../../generated/api.ts";
import { Answer, Failure } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { contestedQuery, drawSample, reviewReportQuery } from "../../queries/review.ts";
import { useWords } from "../../words.ts";

export function AgreementPanel() {
  const query = useQuery({ ...reviewReportQuery, staleTime: 0 });
  return (
    <Answer query={query}>
      {(report) => (
        <>
          <Agreement report={report} />
          <Contested />
          <Accuracy report={report} />
        </>
      )}
    </Answer>
  );
}

type Share = NonNullable<ReviewReport["accuracy"]>["recall"];
type Shown = { readonly report: ReviewReport };

function Agreement({ report: { agreement } }: Shown) {
  const { say, language } = useWords();
  return (
    <Panel title={say("review.agreement")}>
      {agreement.length === 0 ? (
        <p>{say("review.agreementNone")}</p>
      ) : (
        <table className="table">
          <TableHead
            columns={[
              say("review.reviewers"),
              { figures: say("review.bothJudged") },
              { figures: say("review.agreed") },
              { figures: say("review.kappa") },
            ]}
          />
          <tbody>
            {agreement.map(({ reviewers: [a, b], pairs, agreed, kappa }) => (
              <tr key={`${a}\n${b}`}>
                <th scope="row">
                  <bdi>{a}</bdi> · <bdi>{b}</bdi>
                </th>
                <td className="number">{formatNumber(language, pairs)}</td>
                <td className="number">{formatPercent(language, agreed / pairs)}</td>
                <td className="number">{kappa === undefined ? say("review.kappaNone") : kappa.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="note">{say("review.kappaNote")}</p>
    </Panel>
  );
}

function ContestedPairs({ contested }: { readonly contested: readonly StandingJudgement[] }) {
  const { say, language } = useWords();
  const byPair = Map.groupBy(contested, ({ left, right }) => `${left}\n${right}`);
  return (
    <ul className="plain contested">
      {[...byPair].map(([pair, said]) => (
        <li key={pair}>
          <p className="soft">
            <bdi>{said[0]?.left}</bdi> · <bdi>{said[0]?.right}</bdi>
          </p>
          <ul>
            {said.map(({ id, by, answer, why, at }) => (
              <li key={id}>
                <bdi>{by}</bdi>, {formatDateText(language, at.slice(0, 10))}: {say(`review.answer.${answer}`)}
                . <bdi>{why}</bdi>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Contested() {
  const { say } = useWords();
  const query = useQuery({ ...contestedQuery, staleTime: 0 });
  return (
    <Panel title={say("review.contested")}>
      <Answer query={query}>
        {(contested) =>
          contested.length === 0 ? (
            <p>{say("review.contestedNone")}</p>
          ) : (
            <>
              <p className="note">{say("review.contestedNote")}</p>
              <ContestedPairs contested={contested} />
            </>
          )
        }
      </Answer>
    </Panel>
  );
}

function Accuracy({ report: { accuracy } }: Shown) {
  const { say, language } = useWords();
  const rowOf = (title: string, { value, lower, upper }: Share) => (
    <div>
      <dt>{title}</dt>
      <dd className="number">
        {say("review.shareOf", {
          value: formatPercent(language, value),
          lower: formatPercent(language, lower),
          upper: formatPercent(language, upper),
        })}
      </dd>
    </div>
  );
  return (
    <Panel title={say("review.accuracy")}>
      {accuracy === undefined ? (
        <p>{say("review.accuracyNone")}</p>
      ) : (
        <>
          <dl className="rows">
            {rowOf(say("review.precision"), accuracy.precision)}
            {rowOf(say("review.recallCompared"), accuracy.recallOfCompared)}
            {rowOf(say("review.recall"), accuracy.recall)}
          </dl>
          <p className="note">
            {say("review.accuracyBy", {
              judged: accuracy.judged,
              drawn: accuracy.drawn,
              level: formatPercent(language, accuracy.level),
            })}
          </p>
        </>
      )}
      <DrawSample />
    </Panel>
  );
}

const DRAWN = 200;

function DrawSample() {
  const { say } = useWords();
  const client = useQueryClient();
  const [drawn, setDrawn] = useState<number>();
  const [error, setError] = useState<Error>();
  const draw = async () => {
    setError(undefined);
    try {
      setDrawn((await drawSample(DRAWN)).pairs);
      await client.invalidateQueries({ queryKey: ["review"] });
    } catch (failure) {
      setError(failure as Error);
    }
  };
  return (
    <>
      <p className="actions">
        <PushButton onPress={() => void draw()}>{say("review.draw", { n: DRAWN })}</PushButton>
      </p>
      {drawn !== undefined && <p role="status">{say("review.drawn", { n: drawn })}</p>}
      {error !== undefined && <Failure error={error} retry={() => void draw()} />}
    </>
  );
}
