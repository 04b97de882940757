/** The text that is written, the same in another language beside it, and what stands around both. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AppealFile, readAppealFile } from "../../../appeal/appeal-file.ts";
import { PushButton } from "../../parts/push-button.tsx";
import { appealsQuery } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { Beside, NONE } from "./beside.tsx";
import { Desk, type OpenDesk, useFigures } from "./desk.tsx";
import { DropText } from "./drop-text.tsx";
import { FiguresList } from "./figures-list.tsx";
import { SecondText } from "./second-text.tsx";
import type { Written } from "./use-written.ts";

export type TextDeskProps = {
  readonly appeal: string;
  readonly written: Written;
  readonly file: AppealFile; // what the text was when the desk was opened, and is now
};

/** Requires to be made anew when the text is replaced by another than the one that was typed. */
export function TextDesk({ appeal, written, file }: TextDeskProps) {
  const { say } = useWords();
  const { head } = file;
  const root = head.translates === "" ? appeal : head.translates;
  const heads = useQuery(appealsQuery).data ?? [];
  const own = heads.find((each) => each.appeal === appeal);
  const others = heads.filter(
    (each) => each.appeal !== appeal && (each.appeal === root || each.translates === root),
  );
  const [chosen, choose] = useState<string>();
  const second = chosen ?? others[0]?.appeal ?? NONE;
  const [desk, setDesk] = useState<OpenDesk>();
  const [other, setOther] = useState<OpenDesk>();
  const [otherText, setOtherText] = useState<string>();
  const { directives, figures } = useFigures(file.body);
  const otherFile = otherText === undefined ? undefined : readAppealFile(otherText);
  return (
    <>
      <div className="appeal-columns" data-two={second !== NONE || undefined}>
        <Desk
          label={say("appeal.textOf")}
          hasHeading={second !== NONE}
          written={written}
          file={file}
          onOpen={setDesk}
        />
        {second !== NONE && (
          <SecondText key={second} appeal={second} onOpen={setOther} onText={setOtherText} />
        )}
      </div>
      <p className="hint">{say("appeal.keys")}</p>
      <FiguresList
        directives={directives}
        figures={figures}
        onOpen={(directive) => desk?.change(directive)}
      />
      <Beside
        root={root}
        head={head}
        others={others}
        second={second}
        onSecond={choose}
        directives={directives}
        figures={figures}
        body={otherFile !== undefined && "value" in otherFile ? otherFile.value.body : otherText}
        onPut={(directive) => other?.editor.putFigure(directive)}
      />
      <p className="actions">
        <PushButton
          onPress={() =>
            void written.saveNow().then((tag) => {
              if (tag !== undefined)
                window.open(
                  `/api/appeals/${encodeURIComponent(appeal)}/preview/index.html`,
                  "_blank",
                  "noopener",
                );
            })
          }
        >
          {say("appeal.preview")}
        </PushButton>
        {own?.draft !== undefined && (
          <DropText appeal={appeal} written={written} isTaken={own.taken !== undefined} />
        )}
      </p>
    </>
  );
}
