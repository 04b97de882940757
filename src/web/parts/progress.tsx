/** How far something long has come, and how long it still takes. */
import { Label } from "react-aria-components/Label";
import { ProgressBar } from "react-aria-components/ProgressBar";
import { useWords } from "../words.ts";

export type ProgressProps = {
  readonly label: string;
  readonly done?: number; // from 0 to 1; absent when it cannot be known
  readonly secondsLeft?: number;
};

export function Progress({ label, done, secondsLeft }: ProgressProps) {
  const { say } = useWords();
  return (
    <ProgressBar
      className="progress"
      isIndeterminate={done === undefined}
      {...(done !== undefined && { value: 100 * done })}
    >
      {({ percentage, valueText }) => (
        <>
          <Label>{label}</Label>
          <span className="progress-value">
            {valueText}
            {secondsLeft !== undefined && ` · ${timeLeft(say, secondsLeft)}`}
          </span>
          <svg className="progress-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect width={percentage ?? 100} height="1" fill="currentColor" />
          </svg>
        </>
      )}
    </ProgressBar>
  );
}

function timeLeft(say: ReturnType<typeof useWords>["say"], seconds: number): string {
  return seconds < 90
    ? say("shell.secondsLeft", { count: Math.max(1, Math.round(seconds)) })
    : say("shell.minutesLeft", { count: Math.round(seconds / 60) });
}
