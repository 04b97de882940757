/** Which key does what: another one each where a person wants it, or none at all. */
import { useState } from "react";
import { CheckBox } from "../../parts/check-box.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { useKeys } from "../../shortcuts.tsx";
import { useWords } from "../../words.ts";
import {
  isPlain,
  keyShown,
  plainCode,
  type ReviewAct,
  type ReviewKeys,
  reviewActs,
  usualKeys,
  withKey,
} from "./review-keys.ts";

type KeysChoiceProps = { readonly keys: ReviewKeys; readonly onChange: (keys: ReviewKeys) => void };

export function KeysChoice({ keys, onChange }: KeysChoiceProps) {
  const { say } = useWords();
  const { isOn, turn } = useKeys();
  const [changing, setChanging] = useState<ReviewAct>();
  return (
    <details className="keys-choice">
      <summary>{say("review.keys")}</summary>
      <CheckBox isSelected={isOn} onChange={turn}>
        {say("shell.singleKeys")}
      </CheckBox>
      <dl className="rows">
        {reviewActs.map((act) => (
          <div key={act}>
            <dt>{say(`review.act.${act}`)}</dt>
            <dd>
              <PushButton
                quiet
                aria-label={say("review.changeKey", {
                  act: say(`review.act.${act}`),
                  key: keyShown(keys[act]),
                })}
                onPress={() => setChanging(act)}
                onBlur={() => setChanging(undefined)}
                onKeyDown={(event) => {
                  if (changing !== act || event.key === "Tab") return;
                  setChanging(undefined);
                  const code = plainCode(event.code);
                  if (isPlain(code)) onChange(withKey(keys, act, code));
                }}
              >
                {changing === act ? say("review.pressKey") : <kbd>{keyShown(keys[act])}</kbd>}
              </PushButton>
            </dd>
          </div>
        ))}
      </dl>
      <PushButton quiet onPress={() => onChange(usualKeys)}>
        {say("review.usualKeys")}
      </PushButton>
    </details>
  );
}
