/** The figures that one's organisation keeps by a name: to count again, or to take off the list. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useActs } from "../../acts.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { dropFigure, type KeptFigure, keepFigure, keptFiguresQuery } from "../../queries/count.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { askedOf, fieldsOf } from "./asked.ts";

export function KeptFigures({ onOpen }: { readonly onOpen: (figure: KeptFigure) => void }) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const mayChange = useQuery(viewerQuery).data?.deeds.includes("change") === true;
  const refresh = () => client.invalidateQueries({ queryKey: keptFiguresQuery.queryKey });
  const remove = async (figure: KeptFigure) => {
    const { id, name } = figure;
    await dropFigure(id);
    tell({
      told: say("counts.removed", { name }),
      undo: () => keepFigure(name, askedOf(fieldsOf(figure))),
    });
    await refresh();
  };
  return (
    <Panel title={say("counts.saved")}>
      <Answer query={useQuery(keptFiguresQuery)}>
        {(figures) =>
          figures.length === 0 ? (
            <p className="soft">{say("counts.savedNone")}</p>
          ) : (
            <ul className="plain kept-figures">
              {figures.map((figure) => (
                <li key={figure.id}>
                  <bdi>{figure.name}</bdi>
                  <span className="actions">
                    <PushButton quiet onPress={() => onOpen(figure)}>
                      {say("counts.open", { name: figure.name })}
                    </PushButton>
                    {mayChange && (
                      <PushButton quiet onPress={() => void remove(figure)}>
                        {say("counts.remove", { name: figure.name })}
                      </PushButton>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
