/** The editor's tools: what the keys do too, and what no key does. */
import { useState } from "react";
import { Group } from "react-aria-components/Group";
import { Toolbar } from "react-aria-components/Toolbar";
import { PushButton } from "../../parts/push-button.tsx";
import { Question } from "../../parts/question.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { useWords } from "../../words.ts";
import type { EditorAct, TextEditor } from "./editor/open-editor.ts";

const acts: readonly (readonly EditorAct[])[] = [
  ["strong", "em"],
  ["heading", "paragraph", "bullets", "numbers", "quote"],
  ["undo", "redo"],
];

export type ToolsProps = { readonly editor: TextEditor | undefined; readonly onFigure: () => void };

export function Tools({ editor, onFigure }: ToolsProps) {
  const { say } = useWords();
  const [link, setLink] = useState<string>();
  const leave = () => {
    setLink(undefined);
    editor?.view.focus();
  };
  return (
    <>
      <Toolbar aria-label={say("appeal.tools")} className="appeal-tools">
        <PushButton main onPress={onFigure}>
          {say("appeal.insertFigure")}
        </PushButton>
        {acts.map((group) => (
          <Group key={group[0]} className="appeal-tool-group">
            {group.map((act) => (
              <PushButton key={act} quiet onPress={() => editor?.act(act)}>
                {say(`appeal.tool.${act}`)}
              </PushButton>
            ))}
          </Group>
        ))}
        <PushButton quiet onPress={() => setLink("https://")}>
          {say("appeal.tool.link")}
        </PushButton>
      </Toolbar>
      {link !== undefined && (
        <Question
          title={say("appeal.tool.link")}
          isOpen
          onClose={leave}
          actions={[
            {
              word: say("appeal.put"),
              main: true,
              act: () => {
                editor?.link(/^(https?:\/\/\S{3,}|mailto:\S+)$/.test(link) ? link : "");
                leave();
              },
            },
            { word: say("appeal.cancel"), act: leave },
          ]}
        >
          <TextInput
            label={say("appeal.linkTo")}
            hint={say("appeal.linkHint")}
            value={link}
            onChange={setLink}
          />
        </Question>
      )}
    </>
  );
}
