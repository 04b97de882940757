/** Legal qualifications: what somebody calls a harm in law, never without who says so and by which text. */
import { type Issue, issueAt } from "../base/errors.ts";

export type Qualification = {
  readonly label: string; // as it was said: "war crime", "arbitrary detention"
  readonly by: string; // the court, commission, lawyer or organisation that says so
  readonly citation: string; // the text it rests on: article of a convention, paragraph of a judgment
};

/**
 * What a qualification lacks: it stands only with who says so and with its citation.
 *
 * @example
 * qualificationIssues("row 1", { label: "war crime", by: "Court of Kelmara", citation: "" }).map(({ expected }) => expected); //=> ["the text that the legal qualification cites"]
 */
export function qualificationIssues(path: string, said: Partial<Qualification>): readonly Issue[] {
  const lacks = (text: string | undefined) => text === undefined || text.trim() === "";
  const received = said.label ?? "";
  return [
    ...(lacks(said.label) ? [issueAt(path, "a legal qualification", received)] : []),
    ...(lacks(said.by) ? [issueAt(path, "who says the legal qualification", received)] : []),
    ...(lacks(said.citation) ? [issueAt(path, "the text that the legal qualification cites", received)] : []),
  ];
}
