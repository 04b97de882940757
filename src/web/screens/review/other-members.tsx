/** The other records of the entities that the two stand in. */
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { Members, PairClusters, ReviewerPair, ShownRecord } from "../../generated/api.ts";
import { fieldWords } from "../../linked-fields.ts";
import { Answer } from "../../parts/answer.tsx";
import { Name } from "../../parts/name.tsx";
import { clustersQuery } from "../../queries/review.ts";
import { useWords } from "../../words.ts";

export function OtherMembers({ pair, by }: { readonly pair: ReviewerPair; readonly by: string }) {
  const { say } = useWords();
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="members">
      <h3 id={heading}>{say("review.members")}</h3>
      {pair.isBlind ? <p>{say("review.membersBlind")}</p> : <Shown pair={pair} by={by} />}
    </section>
  );
}

function Shown({ pair, by }: { readonly pair: ReviewerPair; readonly by: string }) {
  const { say } = useWords();
  const query = useQuery(clustersQuery(pair, { by }));
  return (
    <Answer query={query}>
      {({ together, left, right }: PairClusters) =>
        together ? (
          <>
            <p>{say("review.together")}</p>
            <Records members={left} />
          </>
        ) : (
          <div className="members-sides">
            <Side record={pair.left} members={left} />
            <Side record={pair.right} members={right} />
          </div>
        )
      }
    </Answer>
  );
}

function Side({ record, members }: { readonly record: ShownRecord; readonly members: Members }) {
  return (
    <div>
      <h4>
        <bdi>{record.sourceName}</bdi>
      </h4>
      <Records members={members} />
    </div>
  );
}

function Records({ members: { total, records } }: { readonly members: Members }) {
  const { say } = useWords();
  if (total === 0) return <p className="soft">{say("review.membersNone")}</p>;
  return (
    <>
      <ul className="plain">
        {records.map(({ id, sourceName, row, fields }) => (
          <li key={id} className="member">
            {fields.slice(0, 6).map(({ field, text, romanised }) => (
              <span key={`${field} ${text}`} className="member-field">
                <span className="soft">{fieldWords(say, field)}</span>
                <Name text={text} romanised={romanised} />
              </span>
            ))}
            <span className="second">
              <bdi>{sourceName}</bdi> · {say("review.row", { row })}
            </span>
          </li>
        ))}
      </ul>
      {total > records.length && (
        <p className="note">{say("review.membersMore", { n: total - records.length })}</p>
      )}
    </>
  );
}
