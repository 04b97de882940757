/** Progress on standard error: a bar on a terminal, a line a second otherwise, nothing with --quiet. */
import type { ReportProgress } from "../base/progress.ts";

export type Progress = {
  /** `done` of `total` of what `label` names; `total` 0 while it is not known. */
  readonly report: ReportProgress;
  /** Ends the line that a bar stands on. */
  readonly end: () => void;
};

type Screen = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };

export const noProgress: Progress = { report: () => undefined, end: () => undefined };

/** Progress on `screen`; `now` in milliseconds. */
export function screenProgress(screen: Screen, now: () => number): Progress {
  const state = { shownAt: Number.NEGATIVE_INFINITY, label: "", open: false };
  const begun = { label: "", at: 0, done: 0 };
  const timeLeft = (label: string, done: number, total: number) => {
    if (label !== begun.label || done < begun.done) Object.assign(begun, { label, at: now(), done });
    const spent = now() - begun.at;
    return spent < WORTH_TELLING_MS || done === begun.done
      ? undefined
      : (spent * (total - done)) / (done - begun.done);
  };
  const pauseMs = screen.isTTY ? 80 : 1000;
  return {
    report(label, done, total) {
      const leftMs = timeLeft(label, done, total);
      const isLast = total > 0 && done >= total;
      const isDue = now() - state.shownAt >= pauseMs || (screen.isTTY && (label !== state.label || isLast));
      if (!isDue) return;
      if (state.open && label !== state.label) screen.write("\n");
      screen.write(
        screen.isTTY
          ? `\r\u001b[K${formatBar(label, { done, total, leftMs })}`
          : `${formatLine(label, { done, total, leftMs })}\n`,
      );
      state.shownAt = now();
      state.label = label;
      state.open = screen.isTTY === true;
    },
    end() {
      if (state.open) screen.write("\n");
      state.open = false;
      state.label = "";
    },
  };
}

const WORTH_TELLING_MS = 2000; // before, the time left is a guess

type Done = { readonly done: number; readonly total: number; readonly leftMs?: number | undefined };

/** One line without a terminal: `label: 1,200 of 3,000 (40 %), 12 s left`. */
export function formatLine(label: string, { done, total, leftMs }: Done): string {
  const count = done.toLocaleString("en");
  if (total <= 0) return `${label}: ${count}`;
  const left = leftMs === undefined ? "" : `, ${formatLeft(Math.ceil(leftMs / 1000))} left`;
  return `${label}: ${count} of ${total.toLocaleString("en")} (${Math.floor((100 * done) / total)} %)${left}`;
}

function formatLeft(seconds: number): string {
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function formatBar(label: string, { done, total, leftMs }: Done): string {
  if (total <= 0) return formatLine(label, { done, total });
  const filled = Math.min(20, Math.floor((20 * done) / total));
  return `${"█".repeat(filled)}${"░".repeat(20 - filled)} ${formatLine(label, { done, total, leftMs })}`;
}
