/** What the sheets of an xlsx file refer to: their names and files, its date system, its styles and shared texts. */
import type { DateSystem } from "./number-format.ts";
import { readXml, type XmlAttributes, type XmlHandler } from "./read-xml.ts";

export type SheetPart = { readonly name: string; readonly path: string; readonly isHidden: boolean };

/** How a cell of a style is shown: its number format, and its fill where it is a solid colour that is not white. */
export type CellStyle = { readonly format: string; readonly colour?: string };

export type WorkbookParts = {
  readonly sheets: readonly SheetPart[];
  readonly system: DateSystem;
  readonly styles: readonly CellStyle[];
  readonly texts: readonly string[];
};

/** The chunks of a part of the zip, inflated; nothing for a part that is not there. */
export type PartReader = (path: string) => AsyncIterable<Uint8Array>;

/** Built-in formats that show dates (ECMA-376, 18.8.30), with those that East Asian versions add. */
const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** Reads the parts of the workbook at `xl/workbook.xml`. Throws for XML that is not well formed. */
export async function readParts(partOf: PartReader): Promise<WorkbookParts> {
  const relations = await collect(partOf("xl/_rels/workbook.xml.rels"), relationHandler);
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const pathOf = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.path;
  const found = await collect(partOf("xl/workbook.xml"), workbookHandler);
  const sheets = found.flatMap((entry): readonly SheetPart[] => {
    const relation = "relation" in entry ? byId.get(entry.relation) : undefined;
    if (!("relation" in entry) || !relation?.type.endsWith("/worksheet")) return [];
    return [{ name: entry.name, path: relation.path, isHidden: entry.isHidden }];
  });
  const [styles, texts] = [pathOf("styles"), pathOf("sharedStrings")];
  return {
    sheets,
    system: found.some((entry) => "is1904" in entry && entry.is1904) ? "1904" : "1900",
    styles: styles === undefined ? [] : await collect(partOf(styles), styleHandler),
    texts: texts === undefined ? [] : await collect(partOf(texts), textHandler),
  };
}

async function collect<Item>(
  chunks: AsyncIterable<Uint8Array>,
  makeHandler: (emit: (item: Item) => void) => XmlHandler,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of readXml(chunks, makeHandler)) items.push(item);
  return items;
}

const nothing = () => undefined;

type Relation = { readonly id: string; readonly type: string; readonly path: string };

function relationHandler(emit: (item: Relation) => void): XmlHandler {
  const open = (name: string, { Id: id, Type: type, Target: target }: XmlAttributes) => {
    if (name !== "Relationship" || id === undefined || type === undefined || target === undefined) return;
    emit({ id, type, path: target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}` });
  };
  return { open, text: nothing, close: nothing };
}

type WorkbookEntry =
  | { readonly is1904: boolean }
  | { readonly name: string; readonly relation: string; readonly isHidden: boolean };

function workbookHandler(emit: (item: WorkbookEntry) => void): XmlHandler {
  const open = (element: string, attributes: XmlAttributes) => {
    if (element === "workbookPr") emit({ is1904: isTrue(attributes["date1904"]) });
    if (element !== "sheet") return;
    const { name = "sheet", state = "visible" } = attributes;
    const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
    emit({ name, relation, isHidden: state !== "visible" });
  };
  return { open, text: nothing, close: nothing };
}

/** Whether an attribute of the kind `xsd:boolean` is set. */
export const isTrue = (text: string | undefined): boolean => text === "1" || text === "true";

/** Fills and formats stand before the styles that name them (ECMA-376, 18.8.39). */
function styleHandler(emit: (item: CellStyle) => void): XmlHandler {
  const formats = new Map<string, string>();
  const colours: (string | undefined)[] = [];
  let [parent, isSolid] = ["", false];
  const open = (name: string, attributes: XmlAttributes) => {
    if (["fills", "cellXfs", "cellStyleXfs", "dxfs"].includes(name)) parent = name;
    if (name === "numFmt") formats.set(attributes["numFmtId"] ?? "", attributes["formatCode"] ?? "");
    if (parent === "fills" && name === "fill") colours.push(undefined);
    if (name === "patternFill") isSolid = attributes["patternType"] === "solid";
    if (parent === "fills" && name === "fgColor" && isSolid)
      colours[colours.length - 1] = colourOf(attributes);
    if (parent !== "cellXfs" || name !== "xf") return;
    const colour = colours[Number(attributes["fillId"] ?? 0)];
    const id = attributes["numFmtId"] ?? "0";
    emit({
      format: formats.get(id) ?? builtInFormat(Number(id)),
      ...(colour === undefined ? {} : { colour }),
    });
  };
  const close = (name: string) => {
    if (name === parent) parent = "";
  };
  return { open, text: nothing, close };
}

function colourOf({ rgb, theme, indexed }: XmlAttributes): string | undefined {
  if (rgb !== undefined) return /FFFFFF$/i.test(rgb) ? undefined : rgb.slice(-6).toUpperCase();
  if (theme !== undefined) return theme === "0" ? undefined : `of theme ${theme}`;
  return indexed === undefined ? undefined : `of index ${indexed}`;
}

const builtInFormat = (id: number) =>
  builtInDates.some(([from, to]) => id >= from && id <= to) ? "yyyy-mm-dd" : "General";

/** Texts of `si`, of all their runs, without the readings that stand above East Asian letters. */
function textHandler(emit: (item: string) => void): XmlHandler {
  let [text, isText, isPhonetic] = ["", false, false];
  return {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "rPh") isPhonetic = true;
      isText = name === "t" && !isPhonetic;
    },
    text: (more) => {
      if (isText) text += more;
    },
    close: (name) => {
      isText = false;
      if (name === "rPh") isPhonetic = false;
      if (name === "si") emit(plainText(text));
    },
  };
}

/**
 * A text of an xlsx file without the escapes that stand for letters XML cannot hold (ECMA-376, 22.9.2.19).
 *
 * @example
 * plainText(" a_x000A_b "); //=> "a\nb"
 */
export function plainText(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .trim();
}
