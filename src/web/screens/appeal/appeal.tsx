/** One appeal: its text, what it was, who signs it, what came of it, and its publication. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Answer } from "../../parts/answer.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { TabSet } from "../../parts/tab-set.tsx";
import { appealQuery, appealsQuery } from "../../queries/appeal.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { AnswersPart } from "./answers-part.tsx";
import { PublishPart } from "./publish-part.tsx";
import { SignaturesPart } from "./signatures-part.tsx";
import { TextPart } from "./text-part.tsx";
import { VersionsPart } from "./versions-part.tsx";
import "./appeal.css";

type Part = "text" | "versions" | "signatures" | "answers" | "publish";

export function AppealScreen() {
  const { say } = useWords();
  const id: string = useParams({ strict: false }).id ?? "";
  const query = useQuery(appealQuery(id));
  const head = useQuery(appealsQuery).data?.find(({ appeal }) => appeal === id);
  const deeds = useQuery(viewerQuery).data?.deeds ?? [];
  const [mayWrite, mayPublish] = [deeds.includes("change"), deeds.includes("publish")];
  const [chosen, setChosen] = useState<Part>();
  return (
    <>
      <p className="second">
        <Link to="/appeals">{say("shell.appeals")}</Link>
      </p>
      <ScreenTitle>{head === undefined || head.title === "" ? id : head.title}</ScreenTitle>
      <Answer query={query}>
        {(appeal) => (
          <TabSet<Part>
            label={say("appeal.parts")}
            selected={chosen ?? (mayWrite ? "text" : "signatures")}
            onSelect={setChosen}
            tabs={[
              ...(mayWrite
                ? ([
                    { id: "text", title: say("appeal.text"), content: <TextPart appeal={id} key={id} /> },
                    { id: "versions", title: say("appeal.versions"), content: <VersionsPart appeal={id} /> },
                  ] as const)
                : []),
              {
                id: "signatures",
                title: say("appeal.signatures"),
                content: <SignaturesPart appeal={appeal} mayPublish={mayPublish} />,
              },
              {
                id: "answers",
                title: say("appeal.answers"),
                content: <AnswersPart appeal={appeal} mayPublish={mayPublish} />,
              },
              ...(mayPublish
                ? ([
                    { id: "publish", title: say("appeal.publish"), content: <PublishPart appeal={appeal} /> },
                  ] as const)
                : []),
            ]}
          />
        )}
      </Answer>
    </>
  );
}
