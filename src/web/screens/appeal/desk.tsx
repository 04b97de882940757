/** One text on its desk: head, tools, the editor with what the check says of it, and the figure that is being asked for. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { type AppealFile, formatAppealFile } from "../../../appeal/appeal-file.ts";
import { directionOf, interfaceLanguage, type Language, ownLanguageName } from "../../../pages/language.ts";
import type { DraftFigure } from "../../generated/api.ts";
import { figuresQuery } from "../../queries/appeal.ts";
import { wordsQuery } from "../../queries/words.ts";
import { directivesIn, figureWords } from "./directives.ts";
import type { FigureWords } from "./editor/figure-view.ts";
import { openEditor, type TextEditor } from "./editor/open-editor.ts";
import type { Placed } from "./editor/placed-findings.ts";
import { FigureDialog } from "./figure-dialog.tsx";
import { HeadForm } from "./head-form.tsx";
import { Margin } from "./margin.tsx";
import { Tools } from "./tools.tsx";
import { useCheck } from "./use-check.ts";
import { useFindingWords } from "./use-finding-words.ts";
import type { Written } from "./use-written.ts";

type Asking = { readonly directive?: string };

/** What stands around a desk may do on it. */
export type OpenDesk = {
  readonly editor: TextEditor;
  /** Asks for another figure in the place of this one, where it is read first. */
  readonly change: (directive: string) => void;
};

export type DeskProps = {
  readonly label: string; // of the text
  readonly hasHeading: boolean; // whether its language stands above it, since another text is beside it
  readonly written: Written;
  readonly file: AppealFile; // what the text was when the desk was opened, and is now
  readonly onOpen: (desk: OpenDesk) => void;
};

/** Requires to be made anew when the text is replaced by another than the one that was typed. */
export function Desk({ label, hasHeading, written, file, onOpen }: DeskProps) {
  const [editor, setEditor] = useState<TextEditor>();
  const [moved, setMoved] = useState(0);
  const [asking, ask] = useState<Asking>();
  const [heard, hear] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const typed = useRef(file);
  const { head } = file;
  const { directives, figures } = useFigures(file.body);
  const unbound = directives.filter((each) => isUnbound(figures.get(each))).length;
  const found = useCheck(editor, written.text);
  const wordsOf = useFindingWords();
  const textLanguage = interfaceLanguage(head.language);
  const words = useFigureWords(textLanguage);
  const direction = directionOf(textLanguage);
  const latest = useRef({ placed: found.placed, wordsOf });
  latest.current = { placed: found.placed, wordsOf };
  const write = (changed: Partial<AppealFile>) => {
    typed.current = { ...typed.current, ...changed };
    written.type(formatAppealFile(typed.current));
  };
  const writing = useRef(write);
  writing.current = write;
  const first = useRef({ label, onOpen });
  useEffect(() => {
    if (place.current === null) return;
    const step = (by: 1 | -1) => {
      const { placed, wordsOf: findingWords } = latest.current;
      const at = opened.view.state.selection.from;
      const next = by === 1 ? placed.find(({ from }) => from > at) : placed.findLast(({ from }) => from < at);
      const to = next ?? (by === 1 ? placed[0] : placed.at(-1));
      if (to === undefined) return;
      opened.choose(to.from, to.to);
      const { kind, todo } = findingWords(to);
      hear(`${kind}: ${to.text}. ${todo}`);
    };
    const opened = openEditor(place.current, {
      body: typed.current.body,
      label: first.current.label,
      language: typed.current.head.language,
      direction: directionOf(interfaceLanguage(typed.current.head.language)),
      onChange: () => writing.current({ body: opened.body() }),
      onMove: () => setMoved((times) => times + 1),
      onFigure: () => ask(askedFor(opened)),
      onNext: step,
    });
    setEditor(opened);
    first.current.onOpen({
      editor: opened,
      change: (directive) => ask(openFigure(opened, directive)),
    });
    return () => opened.close();
  }, []);
  useEffect(() => editor?.show({ placed: found.placed, figures, words }), [editor, found, figures, words]);
  const bind = ({ from, to }: Placed) => {
    editor?.choose(from, to);
    ask({});
  };
  return (
    <section aria-label={label}>
      {hasHeading && (
        <h2 className="appeal-desk-title" lang={head.language}>
          <bdi>{ownLanguageName(head.language)}</bdi>
        </h2>
      )}
      <HeadForm head={head} issues={found.head} onChange={(changed) => write({ head: changed })} />
      <Tools editor={editor} onFigure={() => editor && ask(askedFor(editor))} />
      <div className="appeal-desk">
        <div className="appeal-ground" ref={place} dir={direction} />
        <Margin
          of={label}
          editor={editor}
          placed={found.placed}
          moved={moved}
          onBind={bind}
          isChecking={found.isChecking}
          unbound={unbound}
        />
      </div>
      <p className="visually-hidden" role="status">
        {heard}
      </p>
      {asking !== undefined && (
        <FigureDialog
          directive={asking.directive}
          onPut={(directive) => {
            ask(undefined);
            editor?.putFigure(directive);
          }}
          onClose={() => {
            ask(undefined);
            editor?.view.focus();
          }}
        />
      )}
    </section>
  );
}

/** How figures stand in a text: in its own language, whichever the screen's is. Absent until its words are there. */
function useFigureWords(language: Language): FigureWords | undefined {
  const words = useQuery(wordsQuery(language)).data;
  return useMemo(
    () => words && ((directive, counted) => figureWords(words.say, words.language, directive, counted)),
    [words],
  );
}

/** The figures of a body, each as it counts now. */
export function useFigures(body: string) {
  const directives = useMemo(() => directivesIn(body), [body]);
  const counted = useQuery({ ...figuresQuery(directives), placeholderData: keepPreviousData }).data;
  const figures = useMemo(() => new Map((counted ?? []).map((each) => [each.asked, each])), [counted]);
  return { directives, figures };
}

/** Counted, and found to be bound to nothing; what waits to be bound is told by the check. */
const isUnbound = (counted: DraftFigure | undefined): boolean =>
  counted !== undefined && counted.figure === undefined && !counted.asked.startsWith("to bind:");

function askedFor(editor: TextEditor): Asking {
  const directive = editor.chosenFigure();
  return directive === undefined ? {} : { directive };
}

/** Chooses the first place where the figure is read. */
function openFigure(editor: TextEditor, directive: string): Asking {
  const places: number[] = [];
  editor.view.state.doc.descendants((node, at) => {
    if (node.type.name === "figure" && node.attrs["directive"] === directive) places.push(at);
  });
  const [first] = places;
  if (first !== undefined) editor.choose(first, first + 1);
  return { directive };
}
