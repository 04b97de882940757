/** The list of the keys that act now. Loaded when it is asked for: a dialog is no part of the first page. */
import type { Shortcut } from "../shortcuts.tsx";
import { useWords } from "../words.ts";
import { CheckBox } from "./check-box.tsx";
import { Question } from "./question.tsx";

export type KeysListProps = {
  readonly shown: readonly Shortcut[];
  readonly isOn: boolean; // whether single keys act
  readonly turn: (isOn: boolean) => void;
  readonly onClose: () => void;
};

export function KeysList({ shown, isOn, turn, onClose }: KeysListProps) {
  const { say } = useWords();
  return (
    <Question
      title={say("shell.keys")}
      isOpen
      onClose={onClose}
      actions={[{ word: say("shell.close"), act: onClose }]}
    >
      <dl className="rows">
        <div>
          <dt>{say("shell.regionsKey")}</dt>
          <dd>
            <kbd>F6</kbd>
          </dd>
        </div>
        {shown.map(({ shown: key, word }) => (
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
  );
}
