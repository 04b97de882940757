/** ProseMirror over one text: its keys, its history, and what the screen may do in it. */
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, EditorState, NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { figureView } from "./figure-view.ts";
import { findingsKey, findingsPlugin, type Shown } from "./placed-findings.ts";
import { formatBody, parseBody } from "./text-markdown.ts";
import { directiveOf, textSchema } from "./text-schema.ts";

export type EditorAct =
  | "strong"
  | "em"
  | "heading"
  | "paragraph"
  | "bullets"
  | "numbers"
  | "quote"
  | "undo"
  | "redo";

export type TextEditor = {
  readonly view: EditorView;
  readonly body: () => string;
  readonly act: (act: EditorAct) => void;
  /** Puts a figure where the cursor is, or for what is chosen. */
  readonly putFigure: (directive: string) => void;
  readonly markAsNone: () => void;
  readonly link: (href: string) => void;
  readonly choose: (from: number, to: number) => void;
  readonly show: (shown: Shown) => void;
  /** The figure that is chosen, if one is. */
  readonly chosenFigure: () => string | undefined;
  readonly close: () => void;
};

export type EditorOptions = {
  readonly body: string;
  readonly label: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly onChange: () => void; // the text is another
  readonly onMove: () => void; // anything is another: where blocks stand may be too
  readonly onFigure: () => void; // the key for a figure, or a figure opened
  readonly onNext: (step: 1 | -1) => void; // the key for the next finding
};

const { marks, nodes } = textSchema;
const need = <T>(part: T | undefined, name: string): T => {
  if (part === undefined) throw new Error(`the schema has no ${name}`);
  return part;
};
const item = need(nodes["list_item"], "list_item");
const commands: { readonly [act in EditorAct]: Command } = {
  strong: toggleMark(need(marks["strong"], "strong")),
  em: toggleMark(need(marks["em"], "em")),
  heading: setBlockType(need(nodes["heading"], "heading"), { level: 2 }),
  paragraph: chainCommands(liftListItem(item), setBlockType(need(nodes["paragraph"], "paragraph"))),
  bullets: wrapInList(need(nodes["bullet_list"], "bullet_list")),
  numbers: wrapInList(need(nodes["ordered_list"], "ordered_list")),
  quote: wrapIn(need(nodes["blockquote"], "blockquote")),
  undo,
  redo,
};
const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(
    state.tr.replaceSelectionWith(need(nodes["hard_break"], "hard_break").create()).scrollIntoView(),
  );
  return true;
});

/** Opens an editor in an element. Tab is not its own: it leads on, as everywhere. */
export function openEditor(place: HTMLElement, options: EditorOptions): TextEditor {
  const { onChange, onMove, onFigure, onNext } = options;
  const told =
    (act: () => void): Command =>
    () => {
      act();
      return true;
    };
  const view = new EditorView(place, {
    state: EditorState.create({
      doc: parseBody(options.body),
      plugins: [
        history(),
        keymap({
          "Mod-z": undo,
          "Mod-y": redo,
          "Mod-Shift-z": redo,
          "Mod-b": commands.strong,
          "Mod-i": commands.em,
          "Mod-]": sinkListItem(item),
          "Mod-[": liftListItem(item),
          "Shift-Enter": breakLine,
          "Mod-Shift-f": told(onFigure),
          F8: told(() => onNext(1)),
          "Shift-F8": told(() => onNext(-1)),
          Enter: splitListItem(item),
        }),
        keymap(baseKeymap),
        findingsPlugin(),
      ],
    }),
    attributes: {
      class: "appeal-page",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": options.label,
      lang: options.language,
      dir: options.direction,
      spellcheck: "true",
    },
    nodeViews: { figure: (node, _view, _at, decorations) => figureView(node, decorations, onFigure) },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) onChange();
      onMove();
    },
  });
  const run = (command: Command) => {
    command(view.state, view.dispatch);
    view.focus();
  };
  const put = (change: (transaction: typeof view.state.tr) => typeof view.state.tr) => {
    view.dispatch(change(view.state.tr).scrollIntoView());
    view.focus();
  };
  return {
    view,
    body: () => formatBody(view.state.doc),
    act: (act) => run(commands[act]),
    putFigure: (directive) =>
      put((transaction) =>
        transaction.replaceSelectionWith(need(nodes["figure"], "figure").create({ directive }), false),
      ),
    markAsNone: () => {
      const { from, to } = view.state.selection;
      if (from < to)
        put((transaction) => transaction.addMark(from, to, need(marks["notfigure"], "notfigure").create()));
    },
    link: (href) => {
      const { from, to } = view.state.selection;
      const mark = need(marks["link"], "link");
      if (from < to)
        put((transaction) =>
          href === ""
            ? transaction.removeMark(from, to, mark)
            : transaction.addMark(from, to, mark.create({ href })),
        );
    },
    choose: (from, to) => {
      const { doc } = view.state;
      const isFigure = doc.nodeAt(from)?.type.name === "figure";
      const isText = doc.resolve(from).parent.inlineContent && doc.resolve(to).parent.inlineContent;
      const chosen = isFigure
        ? NodeSelection.create(doc, from)
        : isText
          ? TextSelection.create(doc, from, to)
          : Selection.near(doc.resolve(from));
      put((transaction) => transaction.setSelection(chosen));
    },
    show: (shown) => view.dispatch(view.state.tr.setMeta(findingsKey, shown).setMeta("addToHistory", false)),
    chosenFigure: () => {
      const { selection } = view.state;
      return selection instanceof NodeSelection && selection.node.type.name === "figure"
        ? directiveOf(selection.node)
        : undefined;
    },
    close: () => view.destroy(),
  };
}
