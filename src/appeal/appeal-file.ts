/** An appeal's file while it is written: its head as fields, its body as it is, both as whole or as empty as they are. */
import type { Parsed } from "../base/errors.ts";
import type { Signatory } from "./appeal-text.ts";
import { type FrontItem, splitFrontMatter } from "./front-matter.ts";

/** What the head's fields say; a field that says nothing is "", and does not stand in the file. */
export type HeadFields = {
  readonly title: string;
  readonly language: string;
  readonly date: string;
  readonly version: string;
  readonly note: string;
  readonly quorum: string;
  readonly translates: string;
  readonly addressees: readonly string[];
  readonly signatories: readonly Signatory[];
};

export type AppealFile = { readonly head: HeadFields; readonly body: string };

const textKeys = ["title", "language", "date", "version", "quorum", "translates", "note"] as const;

/**
 * Head and body of a file; whether the fields say what they have to is for `parseAppeal`. Issues where the head has no
 * form.
 *
 * @example
 * readAppealFile("---\ntitle: To all\n---\n\nWe ask.\n").value.head.title; //=> "To all"
 */
export function readAppealFile(markdown: string): Parsed<AppealFile> {
  const split = splitFrontMatter(markdown);
  if ("issues" in split) return split;
  const { front, body } = split.value;
  const text = (key: string) => {
    const value = front.get(key);
    return typeof value === "string" ? value : "";
  };
  const items = (key: string): readonly FrontItem[] => {
    const value = front.get(key) ?? [];
    return typeof value === "string" ? [] : value;
  };
  return {
    value: {
      head: {
        title: text("title"),
        language: text("language"),
        date: text("date"),
        version: text("version"),
        note: text("note"),
        quorum: text("quorum"),
        translates: text("translates"),
        addressees: items("addressees").flatMap((item) => (typeof item === "string" ? [item] : [])),
        signatories: items("signatories").map(signatoryOf),
      },
      body: body.join("\n").replace(/^\n+|\s+$/g, ""),
    },
  };
}

function signatoryOf(item: FrontItem): Signatory {
  if (typeof item === "string") return { name: item };
  const [name = "", role = "", organisation = ""] = ["name", "role", "organisation"].map((key) =>
    item.get(key),
  );
  return { name, ...(role !== "" && { role }), ...(organisation !== "" && { organisation }) };
}

/**
 * The file of its fields and its body, of which `readAppealFile` gives the same; what stands on several lines of a field
 * stands on one.
 *
 * @example
 * formatAppealFile({ head: readAppealFile("---\ntitle: To all\n---\n").value.head, body: "We ask." }); //=> "---\ntitle: To all\n---\n\nWe ask.\n"
 */
export function formatAppealFile({ head, body }: AppealFile): string {
  const texts = textKeys.flatMap((key) => pair(key, head[key]));
  const addressees = head.addressees.map(onOneLine).filter((name) => name !== "");
  const signatories = head.signatories.flatMap(({ name, role = "", organisation = "" }) => {
    const [first, ...others] = [
      ...pair("name", name),
      ...pair("role", role),
      ...pair("organisation", organisation),
    ];
    return first === undefined ? [] : [`  - ${first}`, ...others.map((line) => `    ${line}`)];
  });
  const lines = [
    "---",
    ...texts,
    ...(addressees.length > 0 ? ["addressees:", ...addressees.map((name) => `  - ${name}`)] : []),
    ...(signatories.length > 0 ? ["signatories:", ...signatories] : []),
    "---",
  ];
  const inside = body.trim();
  return inside === "" ? `${lines.join("\n")}\n` : `${lines.join("\n")}\n\n${inside}\n`;
}

const onOneLine = (text: string) => text.replace(/\s+/gu, " ").trim();

function pair(key: string, value: string): readonly string[] {
  const text = onOneLine(value);
  return text === "" ? [] : [`${key}: ${text}`];
}
