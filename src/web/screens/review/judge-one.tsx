/** One pair to be judged: the two records, why the model thinks so, and the answers with their keys. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type JudgementAnswer, judgementAnswers } from "../../../model/judgement.ts";
import type { ReviewerPair } from "../../generated/api.ts";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { useKeys } from "../../shortcuts.tsx";
import { useWords } from "../../words.ts";
import { OtherMembers } from "./other-members.tsx";
import { PairPlaces } from "./pair-places.tsx";
import { PairTable } from "./pair-table.tsx";
import { keyShown, plainCode, type ReviewAct, type ReviewKeys, reviewActs } from "./review-keys.ts";
import { WaterfallChart } from "./waterfall-chart.tsx";

export type JudgeOneProps = {
  readonly pair: ReviewerPair;
  readonly number: number;
  readonly by: string;
  readonly keys: ReviewKeys;
  readonly why: string | undefined; // of a judgement that could not be sent
  readonly onJudge: (answer: JudgementAnswer, why: string) => void;
  readonly onPause: () => void;
};

export function JudgeOne({ pair, number, by, keys, why, onJudge, onPause }: JudgeOneProps) {
  const { say } = useWords();
  const { isOn } = useKeys();
  const usual = say("review.usualReason");
  const [reason, setReason] = useState(usual);
  const [hasMembers, setMembers] = useState(false);
  const region = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const id = useId();
  // A new pair: its heading is read out, and keys act from there.
  useEffect(() => {
    if (pair.left.id === "" && number === 0) return;
    heading.current?.focus();
    setReason(why ?? usual);
    setMembers(false);
  }, [pair, number, usual, why]);
  const judge = (answer: JudgementAnswer) => onJudge(answer, reason.trim() === "" ? usual : reason.trim());
  const toReason = () => field.current?.querySelector("input")?.select();
  const acts: { readonly [act in ReviewAct]: () => void } = {
    same: () => judge("same"),
    different: () => judge("different"),
    unsure: () => judge("unsure"),
    reason: toReason,
    members: () => setMembers((shown) => !shown),
    pause: onPause,
  };
  // Only here, only by where the key lies, and never twice for one long press.
  const press = (event: KeyboardEvent) => {
    const { isTyping, act } = pressed(event, keys);
    if (isTyping && (event.key === "Escape" || event.key === "Enter")) {
      event.preventDefault();
      event.stopPropagation();
      heading.current?.focus();
    }
    if (isTyping || !isOn || act === undefined) return;
    event.preventDefault();
    acts[act]();
  };
  return (
    <section ref={region} aria-labelledby={id} className="judging" onKeyDown={press}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {say("review.pair", { number })}
      </h2>
      {pair.isBlind && <p className="attention blind">{say("review.blind")}</p>}
      <PairTable pair={pair} label={say("review.pair", { number })} />
      <div className="judging-acts">
        <div className="judging-answers">
          {judgementAnswers.map((answer) => (
            <PushButton key={answer} onPress={() => judge(answer)}>
              {say(`review.answer.${answer}`)} {isOn && <kbd>{keyShown(keys[answer])}</kbd>}
            </PushButton>
          ))}
        </div>
        <div ref={field} className="judging-reason">
          <TextInput
            label={isOn ? say("review.reasonKey", { key: keyShown(keys.reason) }) : say("review.reason")}
            value={reason}
            onChange={setReason}
            maxLength={2000}
          />
        </div>
        <div className="judging-more">
          <PushButton quiet onPress={() => setMembers(!hasMembers)}>
            {say(hasMembers ? "review.hideMembers" : "review.members")}
            {isOn && <kbd>{keyShown(keys.members)}</kbd>}
          </PushButton>
          <PushButton quiet onPress={onPause}>
            {say("review.pause")} {isOn && <kbd>{keyShown(keys.pause)}</kbd>}
          </PushButton>
        </div>
      </div>
      {pair.places.length > 0 && <PairPlaces places={pair.places} />}
      {hasMembers && <OtherMembers pair={pair} by={by} />}
      {pair.weighed !== undefined && <WaterfallChart waterfall={pair.weighed.waterfall} />}
    </section>
  );
}

type Pressed = { readonly isTyping: boolean; readonly act?: ReviewAct };

function pressed(event: KeyboardEvent, keys: ReviewKeys): Pressed {
  const { target } = event;
  const isTyping = target instanceof HTMLElement && target.matches("input, textarea, select");
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return { isTyping };
  const act = reviewActs.find((each) => keys[each] === plainCode(event.code));
  return { isTyping, ...(act !== undefined && { act }) };
}
