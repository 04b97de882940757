/** A draft from an appeal that was read: its own words, each number waiting to be bound to a figure. */
import type { AppealRead, FigureRead } from "./read-appeal.ts";
import { onOneLine } from "./span.ts";

/**
 * The Markdown of a draft (docs/spec/appeal-text.md). Each quantity stands as `{{to bind: ...}}`, which the check of a
 * draft refuses until somebody binds it or marks it as no figure; the head is filled as far as the text says it.
 * Requires `read` to be of `text`. `date` is the day of the draft, a prefix date.
 *
 * @example
 * draftAppeal("Over 300 families fled.", { figures: [], signatories: [] }, "2024").split("\n")[1]; //=> "title: Over 300 families fled."
 */
export function draftAppeal(
  text: string,
  read: Pick<AppealRead, "figures" | "signatories" | "block">,
  date: string,
): string {
  const body = bindable(text.slice(0, read.block?.start ?? text.length), read.figures);
  const signatories = read.signatories.flatMap(({ name, role, organisation }) => [
    `  - name: ${onOneLine(name || organisation)}`,
    ...(role === "" ? [] : [`    role: ${onOneLine(role)}`]),
    ...(organisation === "" || name === "" ? [] : [`    organisation: ${onOneLine(organisation)}`]),
  ]);
  const head = [
    "---",
    `title: ${titleOf(text)}`,
    "language: en",
    `date: ${date}`,
    "version: 1",
    ...(signatories.length === 0 ? [] : ["signatories:", ...signatories]),
    "---",
  ];
  return `${head.join("\n")}\n\n${body.trim()}\n`;
}

const LONGEST_TITLE = 100;

/** The first sentence or line, as far as a title may be long. */
function titleOf(text: string): string {
  const start = onOneLine(text.trim().split(/\n\s*\n|(?<=[.!?])\s/u)[0] ?? "");
  return start.length <= LONGEST_TITLE ? start || "Untitled" : `${start.slice(0, LONGEST_TITLE - 1)}…`;
}

function bindable(text: string, figures: readonly FigureRead[]): string {
  let [bound, at] = ["", 0];
  for (const { start, end, text: written, unit, harm, qualifier } of figures) {
    if (end > text.length) continue;
    const said = [
      onOneLine(written),
      unit,
      ...(harm === undefined ? [] : [harm]),
      ...(qualifier ? [qualifier] : []),
    ];
    bound += `${text.slice(at, start)}{{to bind: ${said.join("; ").replace(/[{}]/g, "")}}}`;
    at = end;
  }
  return bound + text.slice(at);
}
