/** Matches with another organisation's records that wait for the word of whoever holds ours. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type SharingAnswer, sharingAnswers } from "../../../model/sharing.ts";
import type { Shares } from "../../generated/api.ts";
import { Answer, Failure } from "../../parts/answer.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { answerShare, sharesQuery } from "../../queries/review.ts";
import { useWords } from "../../words.ts";

export function SharesPanel() {
  const { say } = useWords();
  const query = useQuery(sharesQuery);
  return (
    <>
      <p className="lead">{say("review.sharesLead")}</p>
      <Answer query={query}>
        {(shares) =>
          shares.length === 0 ? (
            <p>{say("review.sharesNone")}</p>
          ) : (
            <ul className="plain shares">
              {shares.map((share) => (
                <Waiting key={`${share.share} ${share.to}`} share={share} />
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  );
}

function Waiting({ share: { share, to, held } }: { readonly share: Shares["items"][number] }) {
  const { say } = useWords();
  const client = useQueryClient();
  const [why, setWhy] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [error, setError] = useState<Error>();
  const answer = async (given: SharingAnswer) => {
    setError(undefined);
    setMissing(why.trim() === "");
    if (why.trim() === "") return;
    try {
      await answerShare({ share, to, answer: given, why: why.trim() });
      await client.invalidateQueries({ queryKey: ["review"] });
    } catch (failure) {
      setError(failure as Error);
    }
  };
  return (
    <li className="panel">
      <p>{say("review.shareAsked", { to, n: held.length })}</p>
      <p className="soft">
        {held.map((id) => (
          <bdi key={id}>{id} </bdi>
        ))}
      </p>
      <TextInput
        label={say("review.reason")}
        value={why}
        onChange={setWhy}
        maxLength={2000}
        isInvalid={isMissing && why.trim() === ""}
        {...(isMissing && { hint: say("review.reasonWanted") })}
      />
      <p className="actions">
        {sharingAnswers.map((given) => (
          <PushButton key={given} onPress={() => void answer(given)}>
            {say(`review.share.${given}`)}
          </PushButton>
        ))}
      </p>
      {error !== undefined && <Failure error={error} retry={() => setError(undefined)} />}
    </li>
  );
}
