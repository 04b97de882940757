/** What is wrong, at the top, focused when it comes; each line leads to its field. */
import { useWords } from "../words.ts";
import { FaultBox } from "./fault.tsx";

export type IssueLine = { readonly field?: string; readonly text: string }; // the id of the field's element

export function IssueList({ issues }: { readonly issues: readonly IssueLine[] }) {
  const { say } = useWords();
  if (issues.length === 0) return null;
  const go = (field: string) => {
    const element = document.getElementById(field);
    element?.closest(".form-field")?.scrollIntoView({ block: "start" });
    element?.focus();
  };
  return (
    <FaultBox cause={issues}>
      <p>
        <strong>{say("shell.issues", { n: issues.length })}</strong>
      </p>
      <ul>
        {issues.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            {field === undefined ? (
              <bdi>{text}</bdi>
            ) : (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  go(field);
                }}
              >
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </FaultBox>
  );
}
