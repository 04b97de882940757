/** Review: pairs of records judged by people, how far they agree, and matches with other organisations. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../../parts/answer.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { TabSet } from "../../parts/tab-set.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { viewerQuery } from "../../queries/viewer.ts";
import { useReviewer } from "../../reviewer.tsx";
import { useWords } from "../../words.ts";
import { AgreementPanel } from "./agreement-panel.tsx";
import { JudgePairs } from "./judge-pairs.tsx";
import { SharesPanel } from "./shares-panel.tsx";
import "./review.css";

type View = "pairs" | "agreement" | "shares";

export function Review() {
  const { say } = useWords();
  const viewer = useQuery(viewerQuery);
  return (
    <>
      <ScreenTitle>{say("review.title")}</ScreenTitle>
      <Answer query={viewer}>
        {({ as, name }) => (as === "keeper" ? <NamedReview /> : <ReviewTabs by={name ?? ""} />)}
      </Answer>
    </>
  );
}

/** Where the register knows no people yet, whoever judges says under which name. */
function NamedReview() {
  const { say } = useWords();
  const { by, setBy } = useReviewer();
  const [name, setName] = useState(by);
  if (by !== "") return <ReviewTabs by={by} />;
  return (
    <form
      className="review-name"
      onSubmit={(event) => {
        event.preventDefault();
        setBy(name.trim());
      }}
    >
      <p className="lead">{say("review.lead")}</p>
      <TextInput
        label={say("review.yourName")}
        hint={say("review.yourNameHint")}
        value={name}
        onChange={setName}
        isRequired
        maxLength={200}
      />
      <PushButton main type="submit">
        {say("review.begin")}
      </PushButton>
    </form>
  );
}

function ReviewTabs({ by }: { readonly by: string }) {
  const { say } = useWords();
  const [view, setView] = useState<View>("pairs");
  return (
    <TabSet
      label={say("review.title")}
      selected={view}
      onSelect={setView}
      tabs={[
        { id: "pairs", title: say("review.tab.pairs"), content: <JudgePairs by={by} /> },
        { id: "agreement", title: say("review.tab.agreement"), content: <AgreementPanel /> },
        { id: "shares", title: say("review.tab.shares"), content: <SharesPanel /> },
      ]}
    />
  );
}
