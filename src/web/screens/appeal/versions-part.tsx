/** What the text was: any two of its versions compared. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../../parts/answer.tsx";
import { Pick } from "../../parts/pick.tsx";
import { revisionQuery, revisionsQuery } from "../../queries/appeal.ts";
import { useWords } from "../../words.ts";
import { CompareTable } from "./compare-table.tsx";

export function VersionsPart({ appeal }: { readonly appeal: string }) {
  const { say, language } = useWords();
  const query = useQuery(revisionsQuery(appeal));
  const [chosen, choose] = useState<readonly [string?, string?]>([]);
  const list = query.data ?? [];
  const right = chosen[1] ?? list[0]?.id ?? "";
  const left = chosen[0] ?? list[1]?.id ?? list[0]?.id ?? "";
  const [before, after] = [useQuery(revisionQuery(appeal, left)), useQuery(revisionQuery(appeal, right))];
  const nameOf = (id: string) => {
    const found = list.find((each) => each.id === id);
    const number = Number(id.split("-")[1]);
    if (found?.saved === undefined) return say("appeal.inLedger", { version: number });
    const time = new Date(found.saved).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
    return found.by === undefined || found.by === ""
      ? say("appeal.draftAt", { time })
      : say("appeal.draftBy", { time, by: found.by });
  };
  const choices = list.map(({ id }) => ({ value: id, label: nameOf(id) }));
  if (list.length === 1) return <p className="soft">{say("appeal.versionsOne")}</p>;
  return (
    <Answer query={query}>
      {() => (
        <>
          <p className="soft">{say("appeal.versionsLead")}</p>
          <div className="appeal-picks">
            <Pick
              label={say("appeal.before")}
              choices={choices}
              value={left}
              onPick={(id) => choose([id, right])}
            />
            <Pick
              label={say("appeal.after")}
              choices={choices}
              value={right}
              onPick={(id) => choose([left, id])}
            />
          </div>
          <Answer query={before}>
            {(old) => (
              <Answer query={after}>
                {(text) => (
                  <CompareTable
                    left={{ name: nameOf(left), text: old }}
                    right={{ name: nameOf(right), text }}
                  />
                )}
              </Answer>
            )}
          </Answer>
        </>
      )}
    </Answer>
  );
}
