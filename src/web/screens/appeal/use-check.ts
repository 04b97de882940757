/** The check of a text, a moment after it was typed, with its findings placed in the editor. */
import { useEffect, useId, useState } from "react";
import { checkText } from "../../queries/appeal.ts";
import type { TextEditor } from "./editor/open-editor.ts";
import { type Finding, findingsKey, type Placed, placeFindings } from "./editor/placed-findings.ts";

const PAUSE_MS = 700;

export type Found = {
  readonly head: readonly Finding[];
  readonly placed: readonly Placed[];
  readonly isChecking: boolean;
};

/** Old findings stay, moved with the text, until newer ones are here; a check that fails is asked again with the next word. */
export function useCheck(editor: TextEditor | undefined, text: string): Found {
  const desk = useId();
  const [found, setFound] = useState<Found>({ head: [], placed: [], isChecking: true });
  useEffect(() => {
    if (editor === undefined) return;
    const gone = new AbortController();
    setFound((before) => ({
      ...before,
      placed: findingsKey.getState(editor.view.state)?.shown.placed ?? before.placed,
      isChecking: true,
    }));
    const wait = setTimeout(() => {
      checkText(text, gone.signal).then(
        (checked) => {
          if (!gone.signal.aborted)
            setFound({
              ...placeFindings({ text: editor.view.state.doc, file: text, desk }, checked),
              isChecking: false,
            });
        },
        () => setFound((before) => ({ ...before, isChecking: false })),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(wait);
      gone.abort();
    };
  }, [editor, text, desk]);
  return found;
}
