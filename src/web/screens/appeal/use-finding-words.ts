/** What a finding of the check says, in the reader's language: what kind it is, and what to do about it. */
import { useWords } from "../../words.ts";
import type { Finding } from "./editor/placed-findings.ts";

export type FindingWords = {
  readonly kind: string;
  readonly todo: string;
  readonly own?: string; // the check's own words, which are English, where ours do not say it all
};

export function useFindingWords(): (finding: Finding) => FindingWords {
  const { say } = useWords();
  return ({ rule, message }) => ({
    kind: say(`appeal.rule.${rule}`),
    todo: say(`appeal.todo.${rule}`),
    ...((rule === "form" || rule === "wording" || rule === "agreement") && { own: message }),
  });
}
