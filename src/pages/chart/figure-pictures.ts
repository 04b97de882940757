/** The pictures of a figure: the lists, their overlaps, years and places, and what the methods make of them. */
import type { Unit } from "../../model/figure.ts";
import type { PageCount, PageFigure, PagePart, PageTotal } from "../appeal-page-data.ts";
import { countLength, countWords } from "../count-words.ts";
import { formatNumber } from "../format.ts";
import type { Language } from "../language.ts";
import type { PlainKey } from "../legal-keys.ts";
import { methodName } from "../method-words.ts";
import { readerName } from "../place-names.ts";
import { translate } from "../translate.ts";
import { drawOverlaps } from "./overlap-chart.ts";
import { drawBars, drawYears, type PartRow } from "./part-chart.ts";
import type { DrawingBoard, Picture } from "./picture.ts";
import { drawTotals, type TotalRow } from "./total-chart.ts";

/** What a figure's pictures are made of. */
export type PictureFigure = Pick<
  PageFigure,
  "query" | "documented" | "lists" | "histories" | "years" | "places" | "estimate"
>;

export type NamedPicture = { readonly name: PictureName; readonly picture: Picture };
export type PictureName = "lists" | "overlap" | "years" | "places" | "methods" | "models" | "leave-one-out";

const PLACES = 20; // bars; the smaller places stand in the table of the statements
const MODELS = 15;
const LONGEST_GAP = 12; // years without anybody that keep their room on the axis

/**
 * The pictures that the figure has something for, in the order in which a reader needs them. Counts that may not be
 * shown have no length and say why; suppressed overlaps have no picture.
 */
export function figurePictures(
  board: DrawingBoard,
  language: Language,
  figure: PictureFigure,
): readonly NamedPicture[] {
  const drawn: readonly (readonly [PictureName, Picture | undefined])[] = [
    ["lists", listPicture(board, language, figure)],
    ["overlap", overlapPicture(board, language, figure)],
    ["years", yearPicture(board, language, figure)],
    ["places", placePicture(board, language, figure)],
    ["methods", totalPicture(board, language, { figure, of: "methods" })],
    ["models", totalPicture(board, language, { figure, of: "models" })],
    ["leave-one-out", totalPicture(board, language, { figure, of: "leaveOneOut" })],
  ];
  return drawn.flatMap(([name, picture]) => (picture === undefined ? [] : [{ name, picture }]));
}

function listPicture(board: DrawingBoard, language: Language, figure: PictureFigure): Picture | undefined {
  // Where the overlaps may be shown, their picture has the lists in it.
  if (figure.lists.length < 2 || figure.histories !== "suppressed") return undefined;
  const order = new Intl.Collator(language);
  const lists = figure.lists.toSorted((a, b) => order.compare(a.name, b.name));
  const rows = [
    ...lists.map(({ name, count }) => partRow(language, name, count)),
    partRow(language, translate(language, "page.total"), figure.documented),
  ];
  return drawBars(board, { ...partWords(language, figure.query.unit, "lists"), rows });
}

function overlapPicture(board: DrawingBoard, language: Language, figure: PictureFigure): Picture | undefined {
  const { histories, lists, query } = figure;
  if (histories === "suppressed" || histories.length < 2) return undefined;
  const say = (key: PlainKey) => translate(language, key);
  return drawOverlaps(board, {
    title: say("picture.overlap"),
    description: say("picture.overlapText"),
    lists: lists.map(({ source, name, count }) => ({ id: source, name, words: countWords(language, count) })),
    patterns: histories,
    axis: say(`picture.axis.${query.unit}`),
    columns: [say("picture.listsOnly"), say("picture.count")],
    formatNumber: (value) => formatNumber(language, value),
  });
}

function yearPicture(board: DrawingBoard, language: Language, figure: PictureFigure): Picture | undefined {
  const known = figure.years.filter(({ value }) => value !== "");
  if (known.length < 2) return undefined;
  const rows = withEmptyYears(known).map(({ value, count }) => partRow(language, value, count));
  const unknown = unknownRow(language, figure.years);
  return drawYears(board, {
    ...partWords(language, figure.query.unit, "years"),
    rows: [...rows, ...unknown],
  });
}

/** Years between two that have somebody, with a count of 0, unless the gap is so long that it would be the picture. */
function withEmptyYears(parts: readonly PagePart[]): readonly PagePart[] {
  const sorted = parts.toSorted((a, b) => Number(a.value) - Number(b.value));
  return sorted.flatMap((part, i) => {
    const next = sorted[i + 1];
    const gap = next === undefined ? 0 : Number(next.value) - Number(part.value) - 1;
    if (gap > LONGEST_GAP) return [part, { value: "…", count: 0 }];
    return [
      part,
      ...Array.from({ length: gap }, (_, k) => ({ value: String(Number(part.value) + k + 1), count: 0 })),
    ];
  });
}

function placePicture(board: DrawingBoard, language: Language, figure: PictureFigure): Picture | undefined {
  const known = figure.places.filter(({ value }) => value !== "");
  if (known.length < 2) return undefined;
  const rows = known
    .map(({ value, names, count }) => partRow(language, readerName(names, language, value), count))
    .sort((a, b) => b.length - a.length || (a.name < b.name ? -1 : 1))
    .slice(0, PLACES);
  const unknown = unknownRow(language, figure.places);
  return drawBars(board, {
    ...partWords(language, figure.query.unit, "places"),
    rows: [...rows, ...unknown],
  });
}

function unknownRow(language: Language, parts: readonly PagePart[]): readonly PartRow[] {
  const unknown = parts.find(({ value }) => value === "");
  return unknown === undefined
    ? []
    : [partRow(language, translate(language, "picture.unknown"), unknown.count)];
}

function partRow(language: Language, name: string, count: PageCount): PartRow {
  return { name, length: countLength(count), words: count === 0 ? "" : countWords(language, count) };
}

function partWords(language: Language, unit: Unit, of: "lists" | "years" | "places") {
  const say = (key: PlainKey) => translate(language, key);
  const first = { lists: "page.list", years: "picture.year", places: "picture.place" } as const;
  return {
    title: say(`picture.${of}`),
    description: say(`picture.${of}Text`),
    axis: say(`picture.axis.${unit}`),
    columns: [say(first[of]), say("picture.count")] as const,
    formatNumber: (value: number) => formatNumber(language, value),
  };
}

function totalPicture(
  board: DrawingBoard,
  language: Language,
  { figure, of }: { readonly figure: PictureFigure; readonly of: "methods" | "models" | "leaveOneOut" },
): Picture | undefined {
  const { estimate, documented, lists, query } = figure;
  if (!("report" in estimate)) return undefined;
  // Chapman's is for two lists: with more it has nothing to say, and no answer of its own to be shown.
  const totals = estimate.report[of].filter(({ name, total }) => name !== "chapman" || total !== undefined);
  if (!totals.some(({ total }) => total !== undefined)) return undefined;
  const say = (key: PlainKey) => translate(language, key);
  const names = new Map<string, string>(lists.map(({ source, name }) => [source, name]));
  const nameOf = {
    methods: (name: string) => methodName(language, name),
    models: (name: string) => {
      const curve = /^people differ \((.+)\)$/.exec(name)?.[1];
      return curve === undefined
        ? nameLists(name, names)
        : translate(language, "picture.model.people-differ", { curve });
    },
    leaveOneOut: (name: string) => names.get(name) ?? name,
  };
  const first = {
    methods: "picture.method",
    models: "picture.model",
    leaveOneOut: "picture.without",
  } as const;
  const rowOf = ({ name, reason: _reason, ...row }: PageTotal): TotalRow => ({
    name: nameOf[of](name),
    ...row,
    ...(row.total === undefined && { absent: say("picture.noAnswer") }),
  });
  return drawTotals(board, {
    title: say(`picture.${of}`),
    description: say(`picture.${of}Text`),
    documented: { name: say("picture.documented"), count: countLength(documented) },
    rows: distinctNames(totals.slice(0, MODELS).map(rowOf)),
    axis: say(`picture.axis.${query.unit}`),
    columns: [say(first[of]), say("picture.total"), say("picture.lower"), say("picture.upper")],
    formatNumber: (value) => formatNumber(language, value),
  });
}

/** A model's text, "[a·b, c]", with the lists' names for their ids, longest ids first. */
function nameLists(model: string, names: ReadonlyMap<string, string>): string {
  const parts = model.replace(/^\[|\]$/g, "").split(", ");
  return parts
    .map((part) =>
      part
        .split("·")
        .map((id) => names.get(id) ?? id)
        .join(" · "),
    )
    .join(", ");
}

/** Rows of an axis need names of their own. */
function distinctNames(rows: readonly TotalRow[]): readonly TotalRow[] {
  return rows.map((row, i) => {
    const earlier = rows.slice(0, i).filter(({ name }) => name === row.name).length;
    return earlier === 0 ? row : { ...row, name: `${row.name} (${earlier + 1})` };
  });
}
