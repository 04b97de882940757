/** The pair judged last: what others had said and what the weights are, told only now. */
import { formatPercent } from "../../../pages/format.ts";
import { useWords } from "../../words.ts";
import type { Judged } from "./use-pairs.ts";

export function LastPair({ judged: { number, pair, answer } }: { readonly judged: Judged }) {
  const { say, language } = useWords();
  const others = pair.judgements.filter(
    (said, at, all) => said.answer !== answer || all.length > 1 || at > 0,
  );
  if (pair.weighed === undefined) return null;
  return (
    <details className="last-pair">
      <summary>{say("review.before", { number })}</summary>
      <p>
        {say(`review.told.${answer}`, { number })}{" "}
        {say("review.total", {
          bits: pair.weighed.weight.toFixed(1),
          chance: formatPercent(language, pair.weighed.probability),
        })}
      </p>
      {others.length > 0 && (
        <ul>
          {others.map(({ id, by, answer: said, why }) => (
            <li key={id}>
              <bdi>{by}</bdi>: {say(`review.answer.${said}`)}. <bdi>{why}</bdi>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
