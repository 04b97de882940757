/** The figures of the text, each with what it counts now and how that is shown; from here they are changed by keyboard. */
import type { DraftFigure } from "../../generated/api.ts";
import { Mark } from "../../parts/mark.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { publishedWords } from "../../published-words.ts";
import { useWords } from "../../words.ts";
import { directiveWords } from "./directives.ts";

export type FiguresListProps = {
  readonly directives: readonly string[];
  readonly figures: ReadonlyMap<string, DraftFigure>;
  readonly onOpen?: (directive: string) => void;
};

export function FiguresList({ directives, figures, onOpen }: FiguresListProps) {
  const { say } = useWords();
  return (
    <Panel title={say("appeal.figures")}>
      {directives.length === 0 && <p className="soft">{say("appeal.figuresEmpty")}</p>}
      <ol className="plain appeal-figures">
        {directives.map((directive, i) => {
          const counted = figures.get(directive);
          return (
            <li key={directive}>
              <span className="appeal-figure-id">[F{i + 1}]</span>
              <span>
                <bdi>{directiveWords(say, directive)}</bdi>
                <span className="second">
                  {counted?.figure !== undefined && say(`page.proof.${counted.figure.proof}`)}
                </span>
                {counted !== undefined && counted.figure === undefined && (
                  <span className="form-error">
                    {say("appeal.unbound")}
                    {directive.includes("place:") && ` · ${say("counts.wrongPlace")}`}
                  </span>
                )}
              </span>
              <strong className="number">
                {counted?.figure !== undefined && (
                  <>
                    <Mark name="documented" />{" "}
                    {publishedWords(say, counted.figure.unit, counted.figure.atLeast)}
                  </>
                )}
              </strong>
              {onOpen !== undefined && (
                <PushButton quiet onPress={() => onOpen(directive)}>
                  {say("appeal.change", { id: `F${i + 1}` })}
                </PushButton>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
