/** What people judged of these records, with their reasons; each can be taken back by an entry of its own. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { formatDateText } from "../../../pages/format.ts";
import { modelWord } from "../../../pages/record-words.ts";
import { useActs } from "../../acts.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { takeBackJudgements } from "../../queries/entity.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import type { Shown } from "./entity.tsx";

export function History({ entity: { judgements }, numberOf }: Shown) {
  const { say, language } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const viewer = useQuery(viewerQuery).data;
  if (judgements.length === 0) return null;
  const takeBack = async (id: number, by: string) => {
    await takeBackJudgements([id], viewer?.name ?? by);
    tell({ told: say("entity.takenBack") });
    await client.invalidateQueries({ queryKey: ["entity"] });
  };
  return (
    <Panel title={say("dossier.judgements")}>
      <ul className="plain entity-judgements">
        {judgements.map(({ id, left, right, answer, by, why, at, standing }) => (
          <li key={id}>
            <p>
              {say("entity.judged", {
                left: numberOf(left),
                right: numberOf(right),
                answer: modelWord(say, `dossier.word.${answer}`),
              })}
              <span className="second">
                {say("dossier.judgedBy", { name: by })}, {formatDateText(language, at.slice(0, 10))} ·{" "}
                <bdi>{why}</bdi>
              </span>
            </p>
            {standing === "withdrawn" ? (
              <span className="soft">{say("entity.withdrawn")}</span>
            ) : (
              viewer?.deeds.includes("judge") === true && (
                <PushButton quiet onPress={() => void takeBack(id, by)}>
                  {say("entity.takeBack")}
                </PushButton>
              )
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
