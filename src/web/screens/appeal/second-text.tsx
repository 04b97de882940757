/** The same appeal in another language, written beside the first: saved, checked and held against others as that one is. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readAppealFile } from "../../../appeal/appeal-file.ts";
import { ownLanguageName } from "../../../pages/language.ts";
import { Answer } from "../../parts/answer.tsx";
import { IssueList } from "../../parts/issue-list.tsx";
import { type WrittenAppeal, writtenQuery } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { Choose } from "./choose-text.tsx";
import { Desk, type OpenDesk } from "./desk.tsx";
import { KeptLine } from "./kept-line.tsx";
import { useWritten } from "./use-written.ts";

export type SecondTextProps = {
  readonly appeal: string;
  readonly onOpen: (desk: OpenDesk) => void;
  readonly onText: (text: string) => void;
};

export function SecondText({ appeal, ...rest }: SecondTextProps) {
  const query = useQuery({ ...writtenQuery(appeal), refetchOnWindowFocus: false });
  return <Answer query={query}>{(written) => <Second first={written} {...rest} />}</Answer>;
}

type SecondProps = Omit<SecondTextProps, "appeal"> & { readonly first: WrittenAppeal };

function Second({ first, onOpen, onText }: SecondProps) {
  const { say } = useWords();
  const [start] = useState(first); // what is fetched later is asked for by whoever saves
  const written = useWritten(start);
  const { text } = written;
  useEffect(() => onText(text), [text, onText]);
  const file = readAppealFile(text);
  if ("issues" in file)
    return <IssueList issues={file.issues.map(({ path, message }) => ({ text: `${path}: ${message}` }))} />;
  const language = ownLanguageName(file.value.head.language);
  return (
    <div>
      {written.conflict !== undefined && <Choose written={written} id="second-conflict" />}
      <Desk
        key={written.reload}
        label={say("appeal.secondText", { language })}
        hasHeading
        written={written}
        file={file.value}
        onOpen={onOpen}
      />
      <KeptLine keeping={written.keeping} of={language} />
    </div>
  );
}
