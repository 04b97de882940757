/** The pairs of a queue one by one, and how many wait in each. */
import { useCallback, useId, useState } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { formatNumber } from "../../../pages/format.ts";
import { useActs } from "../../acts.tsx";
import type { PairsToJudge } from "../../generated/api.ts";
import { Failure } from "../../parts/answer.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import type { ReviewQueue } from "../../queries/review.ts";
import { useWords } from "../../words.ts";
import { JudgeOne } from "./judge-one.tsx";
import { KeysChoice } from "./keys-choice.tsx";
import { LastPair } from "./last-pair.tsx";
import { type ReviewKeys, readReviewKeys, writeReviewKeys } from "./review-keys.ts";
import { type Judged, usePairs } from "./use-pairs.ts";
import { usePause } from "./use-pause.ts";

const queues: readonly ReviewQueue[] = ["first", "second", "sample", "contested"];

export function JudgePairs({ by }: { readonly by: string }) {
  const [queue, setQueue] = useState<ReviewQueue>("first");
  // Mounted anew for each queue: what was fetched for one is nothing to another.
  return <Queue key={`${queue} ${by}`} by={by} queue={queue} onQueue={setQueue} />;
}

type QueueProps = {
  readonly by: string;
  readonly queue: ReviewQueue;
  readonly onQueue: (queue: ReviewQueue) => void;
};

function Queue({ by, queue, onQueue }: QueueProps) {
  const { say } = useWords();
  const { tell } = useActs();
  const [keys, setKeys] = useState(readReviewKeys);
  const onJudged = useCallback(
    ({ number, answer }: Judged, undo: () => Promise<unknown>) =>
      tell({ told: say(`review.told.${answer}`, { number }), undo }),
    [say, tell],
  );
  const pairs = usePairs({ queue, by, onJudged });
  const pause = usePause(pairs.judged);
  const changeKeys = (changed: ReviewKeys) => {
    writeReviewKeys(changed);
    setKeys(changed);
  };
  return (
    <>
      <QueueChoice queue={queue} waiting={pairs.waiting} onQueue={onQueue} />
      <p className="note">{say(`review.queue.${queue}.note`)}</p>
      {pairs.error !== undefined && <Failure error={pairs.error} retry={pairs.retry} />}
      {pause.isDue && <PauseOffer onPause={pause.start} onGoOn={pause.goOn} />}
      {pause.isPaused ? (
        <div className="panel paused">
          <p>{say("review.paused")}</p>
          <PushButton main autoFocus onPress={pause.goOn}>
            {say("review.continue")}
          </PushButton>
        </div>
      ) : pairs.pair === undefined ? (
        <p role="status">{say(pairs.isComing ? "shell.loading" : `review.queue.${queue}.none`)}</p>
      ) : (
        <JudgeOne
          pair={pairs.pair}
          number={pairs.judged + 1}
          by={by}
          keys={keys}
          why={pairs.unsent.find((each) => each.pair === pairs.pair)?.why}
          onJudge={pairs.judge}
          onPause={pause.start}
        />
      )}
      {pairs.last !== undefined && <LastPair judged={pairs.last} />}
      <KeysChoice keys={keys} onChange={changeKeys} />
    </>
  );
}

type QueueChoiceProps = {
  readonly queue: ReviewQueue;
  readonly waiting: PairsToJudge["waiting"] | undefined;
  readonly onQueue: (queue: ReviewQueue) => void;
};

function QueueChoice({ queue, waiting, onQueue }: QueueChoiceProps) {
  const { say, language } = useWords();
  const label = useId();
  const choose = (value: string) => onQueue(queues.find((each) => each === value) ?? "first");
  return (
    <RadioGroup
      className="choice queues"
      aria-labelledby={label}
      value={queue}
      onChange={choose}
      orientation="horizontal"
    >
      <Label id={label}>{say("review.queues")}</Label>
      <div className="segments">
        {queues.map((each) => (
          <Radio key={each} value={each} className="segment">
            {say(`review.queue.${each}`)}
            {waiting !== undefined && (
              <span className="number queue-count">{formatNumber(language, waiting[each])}</span>
            )}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

type PauseOfferProps = { readonly onPause: () => void; readonly onGoOn: () => void };

function PauseOffer({ onPause, onGoOn }: PauseOfferProps) {
  const { say } = useWords();
  return (
    <div className="attention" role="status">
      <p>{say("review.pauseDue")}</p>
      <p className="actions">
        <PushButton onPress={onPause}>{say("review.pause")}</PushButton>
        <PushButton quiet onPress={onGoOn}>
          {say("review.goOn")}
        </PushButton>
      </p>
    </div>
  );
}
