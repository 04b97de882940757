/** The keys that act now, listed on `?`, and the switch that turns single keys off. */
import { useMemo, useState } from "react";
import { type Shortcut, useKeys, useShortcuts } from "../shortcuts.tsx";
import { useWords } from "../words.ts";
import { CheckBox } from "./check-box.tsx";
import { PushButton } from "./push-button.tsx";
import { Question } from "./question.tsx";

export function KeysHelp() {
  const { say } = useWords();
  const { list, isOn, turn } = useKeys();
  const [shown, setShown] = useState<readonly Shortcut[]>();
  const open = useMemo(
    () => [
      {
        code: "Slash",
        sign: "?",
        shift: true,
        shown: "?",
        word: "shell.keys" as const,
        act: () => setShown(list()),
      },
    ],
    [list],
  );
  useShortcuts(open);
  return (
    <>
      <PushButton quiet onPress={() => setShown(list())}>
        {say("shell.keys")}
      </PushButton>
      <Question
        title={say("shell.keys")}
        isOpen={shown !== undefined}
        onClose={() => setShown(undefined)}
        actions={[{ word: say("shell.close"), act: () => setShown(undefined) }]}
      >
        <dl className="rows">
          <div>
            <dt>{say("shell.regionsKey")}</dt>
            <dd>
              <kbd>F6</kbd>
            </dd>
          </div>
          {shown?.map(({ shown: key, word }) => (
            <div key={`${key} ${word}`}>
              <dt>{say(word)}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <CheckBox isSelected={isOn} onChange={turn}>
          {say("shell.singleKeys")}
        </CheckBox>
      </Question>
    </>
  );
}
