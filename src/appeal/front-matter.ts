/** The head of an appeal's file: a small part of YAML, so that no value can be read in two ways. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";

/** A list's item: a text, or named texts. */
export type FrontItem = string | ReadonlyMap<string, string>;
export type FrontMatter = ReadonlyMap<string, string | readonly FrontItem[]>;

/** What was read, and the lines after the head; `start` is the number of lines before them. */
export type Split = { readonly front: FrontMatter; readonly body: readonly string[]; readonly start: number };

/**
 * Head and body of an appeal's text. The head stands between two lines `---` and has `key: text`, or `key:` and
 * below it items `  - text` or `  - key: text` with further `    key: text`. Nothing else of YAML: a text is
 * everything after the colon, quotation marks included. Issues name the line.
 *
 * @example
 * splitFrontMatter("---\ntitle: To all: listen\n---\nText\n").value.front.get("title"); //=> "To all: listen"
 */
export function splitFrontMatter(markdown: string): Parsed<Split> {
  const lines = markdown.replaceAll("\r\n", "\n").split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0)
    return { issues: [issueAt("line 1", "a head between two lines ---", lines[0] ?? "")] };
  const front = new Map<string, string | FrontItem[]>();
  const issues = lines.slice(1, end).flatMap((line, i) => addLine(front, line, `line ${i + 2}`));
  return issues.length > 0 ? { issues } : { value: { front, body: lines.slice(end + 1), start: end + 1 } };
}

function addLine(front: Map<string, string | FrontItem[]>, line: string, path: string): readonly Issue[] {
  if (line.trim() === "") return [];
  const [, dent = "", dash = "", rest = ""] = /^( *)(- )?(.*)$/.exec(line) ?? [];
  const pair = /^([a-z]+):(?: +(.*))?$/.exec(rest);
  const [, key = "", text = ""] = pair ?? [];
  const last = [...front.keys()].at(-1) ?? "";
  if (dent === "" && dash === "" && pair !== null) {
    if (front.has(key)) return [issueAt(path, `${key} once`, line)];
    front.set(key, text === "" ? [] : text.trim());
    return [];
  }
  const items = front.get(last);
  if (Array.isArray(items) && dent === "  " && dash !== "") {
    items.push(pair === null ? rest.trim() : new Map([[key, text.trim()]]));
    return [];
  }
  const item = Array.isArray(items) ? items.at(-1) : undefined;
  if (item instanceof Map && dent === "    " && dash === "" && pair !== null && !item.has(key)) {
    item.set(key, text.trim());
    return [];
  }
  return [issueAt(path, "key: text, or an item of a list two spaces in", line)];
}
