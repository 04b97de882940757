/** A pause is offered after 40 minutes of judging, and may be taken at any time. */
import { useEffect, useState } from "react";

const MINUTES = 40;

export type Pause = {
  readonly isDue: boolean;
  readonly isPaused: boolean;
  readonly start: () => void;
  readonly goOn: () => void;
};

/** Counts from the first judgement since the last pause; `judged` are those of the sitting. */
export function usePause(judged: number): Pause {
  const [since, setSince] = useState<number>(); // judgements that were made before
  const [isDue, setDue] = useState(false);
  const [isPaused, setPaused] = useState(false);
  const isJudging = !isPaused && judged > (since ?? 0);
  useEffect(() => {
    if (!isJudging) return undefined;
    const timer = setTimeout(() => setDue(true), MINUTES * 60_000);
    return () => clearTimeout(timer);
  }, [isJudging]);
  return {
    isDue: isDue && !isPaused,
    isPaused,
    start: () => setPaused(true),
    goOn: () => {
      setPaused(false);
      setDue(false);
      setSince(judged);
    },
  };
}
