/** What the check says, each beside the paragraph that it concerns; on a narrow screen below the text. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { PushButton } from "../../parts/push-button.tsx";
import { useWords } from "../../words.ts";
import type { TextEditor } from "./editor/open-editor.ts";
import type { Placed } from "./editor/placed-findings.ts";
import { useFindingWords } from "./use-finding-words.ts";

const GAP = 8; // pixels between two notes

export type MarginProps = {
  readonly of: string; // which text
  readonly editor: TextEditor | undefined;
  readonly placed: readonly Placed[];
  readonly moved: number; // grows whenever blocks may stand elsewhere
  readonly isChecking: boolean;
  readonly unbound: number; // figures that are bound to nothing: they stand red in the text and in the list of figures
  readonly onBind: (finding: Placed) => void;
};

export function Margin({ of, editor, placed, moved, isChecking, unbound, onBind }: MarginProps) {
  const { say } = useWords();
  const wordsOf = useFindingWords();
  const list = useRef<HTMLOListElement>(null);
  const [resized, setResized] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(() => setResized((times) => times + 1));
    if (editor !== undefined) watch.observe(editor.view.dom);
    return () => watch.disconnect();
  }, [editor]);
  useLayoutEffect(() => {
    if (editor !== undefined && list.current !== null && moved + resized >= 0)
      setTops(editor, list.current, placed);
  }, [editor, placed, moved, resized]);
  const stops = unbound + placed.filter((each) => each.stops).length;
  const choose = ({ from, to }: Placed) => editor?.choose(from, to);
  return (
    <aside
      className="appeal-margin"
      aria-label={`${say("appeal.margin")} · ${of}`}
      data-busy={isChecking || undefined}
    >
      <p className="second" role="status">
        {isChecking ? say("appeal.checking") : say("appeal.found", { n: stops })}
      </p>
      <ol className="plain" ref={list}>
        {placed.map((finding) => {
          const { kind, todo, own } = wordsOf(finding);
          return (
            <li
              key={finding.id}
              id={finding.id}
              className={finding.stops ? "appeal-note" : "appeal-note appeal-advice"}
            >
              <p>
                <strong>{kind}</strong>
                {!finding.stops && <span className="second">{say("appeal.adviceOnly")}</span>}
              </p>
              <p className="appeal-got">
                <q>
                  <bdi>{finding.text}</bdi>
                </q>
              </p>
              <p>{todo}</p>
              {own !== undefined && (
                <p className="second" lang="en" dir="ltr">
                  {own}
                </p>
              )}
              <div className="appeal-note-actions">
                <PushButton quiet onPress={() => choose(finding)}>
                  {say("appeal.goTo")}
                </PushButton>
                {finding.rule === "binding" && (
                  <>
                    <PushButton quiet onPress={() => onBind(finding)}>
                      {say("appeal.bind")}
                    </PushButton>
                    <PushButton
                      quiet
                      onPress={() => {
                        choose(finding);
                        editor?.markAsNone();
                      }}
                    >
                      {say("appeal.none")}
                    </PushButton>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}

/** Each note at the height of its block, below the one before it. */
function setTops({ view }: TextEditor, list: HTMLOListElement, placed: readonly Placed[]): void {
  const start = list.getBoundingClientRect().top;
  let free = 0;
  for (const [i, { block }] of placed.entries()) {
    const note = list.children[i];
    const node = block <= view.state.doc.content.size ? view.nodeDOM(block) : null;
    if (!(note instanceof HTMLElement)) continue;
    const wanted = node instanceof HTMLElement ? node.getBoundingClientRect().top - start : free;
    const top = Math.max(free, wanted);
    note.style.setProperty("--top", `${top}px`);
    free = top + note.offsetHeight + GAP;
  }
  list.style.setProperty("--all", `${free}px`);
}
