/** The text of an appeal as it is written: its head, the editor with what the check says beside it, its figures. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readAppealFile } from "../../../appeal/appeal-file.ts";
import { Answer } from "../../parts/answer.tsx";
import { IssueList } from "../../parts/issue-list.tsx";
import { type WrittenAppeal, writtenQuery } from "../../queries/appeal.ts";
import { Choose } from "./choose-text.tsx";
import { KeptLine } from "./kept-line.tsx";
import { TextDesk } from "./text-desk.tsx";
import { useWritten } from "./use-written.ts";

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
      {written.conflict !== undefined && <Choose written={written} id="appeal-conflict" />}
      {"issues" in file ? (
        <IssueList issues={file.issues.map(({ path, message }) => ({ text: `${path}: ${message}` }))} />
      ) : (
        <TextDesk key={written.reload} written={written} file={file.value} appeal={start.appeal} />
      )}
      <KeptLine keeping={written.keeping} />
    </>
  );
}
