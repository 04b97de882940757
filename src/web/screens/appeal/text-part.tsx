/** The text of an appeal as it is written: its head, the editor with what the check says beside it, its figures. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readAppealFile } from "../../../appeal/appeal-file.ts";
import { Answer } from "../../parts/answer.tsx";
import { IssueList } from "../../parts/issue-list.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { type WrittenAppeal, writtenQuery } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { CompareTable } from "./compare-table.tsx";
import { TextDesk } from "./text-desk.tsx";
import { type Keeping, useWritten, type Written } from "./use-written.ts";

export function TextPart({ appeal }: { readonly appeal: string }) {
  const query = useQuery({ ...writtenQuery(appeal), refetchOnWindowFocus: false });
  return <Answer query={query}>{(written) => <Writing first={written} />}</Answer>;
}

function Writing({ first }: { readonly first: WrittenAppeal }) {
  const [start] = useState(first); // what is fetched later is asked for by whoever saves
  const written = useWritten(start);
  const file = readAppealFile(written.text);
  return (
    <>
      {written.conflict !== undefined && <Choose written={written} />}
      {"issues" in file ? (
        <IssueList issues={file.issues.map(({ path, message }) => ({ text: `${path}: ${message}` }))} />
      ) : (
        <TextDesk key={written.reload} written={written} file={file.value} appeal={start.appeal} />
      )}
      <KeptLine keeping={written.keeping} />
    </>
  );
}

/** Both texts, since two people wrote one: nothing is saved until one of them is chosen. */
function Choose({ written }: { readonly written: Written }) {
  const { say, language } = useWords();
  const { conflict } = written;
  if (conflict === undefined) return null;
  const { theirs } = conflict;
  const time =
    theirs.saved === undefined ? "" : new Date(theirs.saved).toLocaleString(language, { timeStyle: "short" });
  return (
    <section className="fault appeal-conflict" role="alert" aria-labelledby="appeal-conflict">
      <h2 id="appeal-conflict">{say("appeal.conflict")}</h2>
      <p>{say("appeal.conflictWhy", { by: theirs.by === "" ? say("appeal.somebody") : theirs.by, time })}</p>
      <CompareTable
        left={{ name: say("appeal.theirs"), text: theirs.text }}
        right={{ name: say("appeal.mine"), text: written.text }}
      />
      <div className="actions">
        <PushButton main onPress={() => void written.keepMine()}>
          {say("appeal.keepMine")}
        </PushButton>
        <PushButton onPress={written.takeTheirs}>{say("appeal.takeTheirs")}</PushButton>
      </div>
    </section>
  );
}

function KeptLine({ keeping }: { readonly keeping: Keeping }) {
  const { say, language } = useWords();
  const words = () => {
    switch (keeping.at) {
      case "typing":
        return say("appeal.typing");
      case "here":
        return say("appeal.keptHere");
      case "refused":
        return say("entry.notKept", { code: keeping.code });
      case "server":
        return keeping.saved === undefined
          ? ""
          : say("entry.saved", {
              time: new Date(keeping.saved).toLocaleTimeString(language, {
                hour: "2-digit",
                minute: "2-digit",
              }),
            });
    }
  };
  return (
    <p className="soft appeal-kept" role="status">
      {words()}
    </p>
  );
}
