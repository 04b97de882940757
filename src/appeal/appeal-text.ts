/** An appeal as its authors write it: a head, and Markdown in which numbers are bound to figures. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { parsePrefixDate } from "../base/prefix-date.ts";
import { bareNumbers } from "./bare-numbers.ts";
import { type FigureDirective, formatDirective, parseDirective } from "./figure-directive.ts";
import { type FrontItem, type FrontMatter, splitFrontMatter } from "./front-matter.ts";

export type Signatory = { readonly name: string; readonly role?: string; readonly organisation?: string };

/** A figure of the text: `id` is F1, F2 and so on in the order of first mention; equal directives are one figure. */
export type AppealFigure = FigureDirective & { readonly id: string; readonly line: number };

export type AppealText = {
  readonly title: string;
  readonly language: string; // BCP 47
  readonly date: string; // a prefix date
  readonly version: number; // from 1
  readonly addressees: readonly string[];
  readonly signatories: readonly Signatory[];
  readonly note?: string;
  readonly quorum?: number; // signatures without which it is not published
  readonly translates?: string; // short name of the text that this is another language of
  readonly markdown: string; // the body, `{{F1}}` where figure F1 is read, marks of other numbers taken off
  readonly figures: readonly AppealFigure[];
};

const headKeys = [
  "title",
  "language",
  "date",
  "version",
  "addressees",
  "signatories",
  "note",
  "quorum",
  "translates",
];

/**
 * The appeal of its Markdown, or all issues with their lines: a head that lacks something, a directive that binds
 * to nothing, a number of two digits or more that is neither bound, nor in the form of a date, nor marked
 * `{{not a figure: 14 March}}`. See docs/spec/appeal-text.md.
 *
 * @example
 * parseAppeal("no head").issues[0].message; //=> 'got "no head", wanted a head between two lines ---'
 */
export function parseAppeal(markdown: string): Parsed<AppealText> {
  const split = splitFrontMatter(markdown);
  if ("issues" in split) return split;
  const { front, body, start } = split.value;
  const issues: Issue[] = [];
  const head = readHead(front, issues);
  const bound = bindDirectives(body.join("\n"), start, issues);
  return issues.length > 0 ? { issues } : { value: { ...head, ...bound } };
}

function readHead(front: FrontMatter, issues: Issue[]): Omit<AppealText, "markdown" | "figures"> {
  const unknown = [...front.keys()].filter((key) => !headKeys.includes(key));
  issues.push(...unknown.map((key) => issueAt(`head, ${key}`, `one of ${headKeys.join(", ")}`, key)));
  const note = front.get("note");
  const version = Number(textOf(front, "version", issues, /^[1-9]\d{0,8}$/));
  return {
    title: textOf(front, "title", issues, /./),
    language: textOf(front, "language", issues, /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
    date: textOf(front, "date", issues, undefined, (text) => parsePrefixDate(text) !== undefined),
    version,
    addressees: itemsOf(front, "addressees", issues).flatMap((item, i): readonly string[] =>
      typeof item === "string" ? [item] : complain(issues, `head, addressees ${i + 1}`, "a name"),
    ),
    signatories: itemsOf(front, "signatories", issues).flatMap((item, i) =>
      readSignatory(item, `head, signatories ${i + 1}`, issues),
    ),
    ...(typeof note === "string" && { note }),
    ...(front.has("quorum") && { quorum: Number(textOf(front, "quorum", issues, /^[1-9]\d{0,3}$/)) }),
    ...(front.has("translates") && { translates: textOf(front, "translates", issues, /^[^\s+]+$/) }),
  };
}

function textOf(
  front: FrontMatter,
  key: string,
  issues: Issue[],
  pattern: RegExp | undefined,
  accepts: (text: string) => boolean = (text) => pattern?.test(text) ?? true,
): string {
  const text = front.get(key);
  if (typeof text === "string" && accepts(text)) return text;
  issues.push(issueAt(`head, ${key}`, `a ${key}`, typeof text === "string" ? text : ""));
  return "";
}

function itemsOf(front: FrontMatter, key: string, issues: Issue[]): readonly FrontItem[] {
  const items = front.get(key) ?? [];
  if (typeof items !== "string") return items;
  return complain(issues, `head, ${key}`, "a list below it", items);
}

function readSignatory(item: FrontItem, path: string, issues: Issue[]): readonly Signatory[] {
  if (typeof item === "string") return [{ name: item }];
  const [name, role, organisation] = ["name", "role", "organisation"].map((key) => item.get(key));
  const known = [name, role, organisation].filter((text) => text !== undefined && text !== "");
  if (name === undefined || known.length !== item.size)
    return complain(
      issues,
      path,
      "a name, and a role and an organisation if any",
      [...item.keys()].join(", "),
    );
  return [{ name, ...(role && { role }), ...(organisation && { organisation }) }];
}

function bindDirectives(
  body: string,
  start: number,
  issues: Issue[],
): Pick<AppealText, "markdown" | "figures"> {
  const figures = new Map<string, AppealFigure>();
  const bind = (inside: string, line: number): string => {
    const waiting = /^\s*to bind:\s*(.*?)\s*$/.exec(inside)?.[1];
    const parsed =
      waiting === undefined
        ? parseDirective(inside, `line ${line}`)
        : { issues: [issueAt(`line ${line}`, "a figure that it is bound to, or the mark of none", waiting)] };
    if ("issues" in parsed) {
      issues.push(...parsed.issues);
      return "";
    }
    const key = formatDirective(parsed.value);
    const figure = figures.get(key) ?? { ...parsed.value, id: `F${figures.size + 1}`, line };
    figures.set(key, figure);
    return `{{${figure.id}}}`;
  };
  const lineAt = (offset: number) => start + body.slice(0, offset).split("\n").length;
  const marks = /\{\{([^{}]*)\}\}/g;
  const bare = body.replace(marks, (mark) => mark.replace(/[^\n]/g, " "));
  for (const { text, line } of bareNumbers(bare))
    issues.push(issueAt(`line ${start + line + 1}`, "a number bound to a figure or marked as none", text));
  const markdown = body.replace(marks, (_, inside: string, offset: number) => {
    const note = /^\s*not a figure:\s*(.*?)\s*$/.exec(inside)?.[1];
    return note ?? bind(inside, lineAt(offset));
  });
  return { markdown: `${markdown.trim()}\n`, figures: [...figures.values()] };
}

function complain(issues: Issue[], path: string, expected: string, received = ""): never[] {
  issues.push(issueAt(path, expected, received));
  return [];
}
