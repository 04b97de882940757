/** What long work tells of itself. */

/** `done` of `total` of what `label` names; `total` 0 while it is not known. */
export type ReportProgress = (label: string, done: number, total: number) => void;
