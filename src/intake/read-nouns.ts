/** The nouns that a row tells of beside its names, dates and places: each of its kind of record, with every issue. */
import { type Issue, issueAt } from "../base/errors.ts";
import type { PrefixDate } from "../base/prefix-date.ts";
import { type Antemortem, antemortemFields } from "../model/antemortem.ts";
import type { Assessment } from "../model/assessment.ts";
import type { ColumnMeaning } from "../model/column-meaning.ts";
import type { EventDetails } from "../model/event.ts";
import { type Geometry, parseGeometry, parseWellKnownText } from "../model/geometry.ts";
import { type Harm, type HarmKind, isHarmKind, type StatusChange } from "../model/harm.ts";
import type { HazardDetails, Release } from "../model/hazard.ts";
import { countingUnits, type Mentions, type RelationKind, relationKinds } from "../model/mention.ts";
import { type Qualification, qualificationIssues } from "../model/qualification.ts";
import type { RecordKind } from "../model/record.ts";
import type { Return } from "../model/return.ts";
import { readNumber } from "./cell-shape.ts";
import type { NounCell } from "./noun-cells.ts";
import { cellWord } from "./noun-words.ts";
import { readArea } from "./read-area.ts";
import { readHarms } from "./read-harm.ts";
import type { RowReading } from "./read-row.ts";
import type { RawRow } from "./table.ts";

type NounReading = {
  readonly mentions: Partial<Mentions> & Pick<Mentions, "harms">;
  readonly issues: readonly Issue[];
};

/** What a row says of its harms and of the nouns of its kind. A value with an issue stays in the row's cells. */
export function readNouns(
  reading: RowReading,
  {
    row,
    records,
    harm,
  }: { readonly row: RawRow; readonly records: RecordKind; readonly harm: HarmKind | undefined },
): NounReading {
  const cells = new NounRow(reading, row);
  const said = lawOf(cells);
  const harms = readHarms(reading, records, harm).map((each) => withDetails(each, cells, said));
  if (harms.length === 0 && records !== "event")
    for (const cell of said.cells) cells.refuse(cell, "a harm that it is said of");
  const isDisplaced = harms.some(({ kind }) => kind === "displaced");
  const kinds = kindNouns(records, cells, { said, isDisplaced });
  const relations = [...reading.mentions.relations, ...relationsOf(cells)];
  return { mentions: { ...kinds, harms, relations }, issues: cells.issues };
}

type Known = { readonly said: Said; readonly isDisplaced: boolean };

function kindNouns(records: RecordKind, cells: NounRow, { said, isDisplaced }: Known): Partial<Mentions> {
  if (records === "site")
    return { ...some("assessments", assessmentsOf(cells)), ...some("geometry", geometryOf(cells)) };
  if (records === "hazard")
    return { ...some("hazard", hazardOf(cells)), ...some("geometry", geometryOf(cells)) };
  if (records === "event") return { event: eventOf(cells, said) };
  if (records === "group")
    return { ...some("units", unitsOf(cells)), ...some("return", returnOf(cells, isDisplaced)) };
  if (records !== "person") return {};
  return { ...some("return", returnOf(cells, isDisplaced)), ...some("antemortem", antemortemOf(cells)) };
}

const some = <K extends keyof Mentions>(name: K, value: Mentions[K] | undefined): Partial<Mentions> =>
  value === undefined ? {} : { [name]: value };

class NounRow {
  readonly reading: RowReading;
  readonly row: RawRow;
  readonly issues: Issue[] = [];

  constructor(reading: RowReading, row: RawRow) {
    this.reading = reading;
    this.row = row;
  }

  all(means: ColumnMeaning): readonly NounCell[] {
    return this.reading.nouns.texts.filter(({ column }) => column.means === means);
  }

  text(means: ColumnMeaning): string | undefined {
    return this.all(means)[0]?.text;
  }

  date(means: ColumnMeaning): PrefixDate | undefined {
    return this.reading.nouns.dates.get(means);
  }

  attribute(name: string): string | undefined {
    return this.reading.mentions.attributes[name];
  }

  whole(means: ColumnMeaning): number | undefined {
    const [cell] = this.all(means);
    const value = cell === undefined ? undefined : readNumber(cell.text);
    if (
      cell !== undefined &&
      (value === undefined || !Number.isInteger(value) || value < 0 || value > 10_000_000)
    )
      return this.refuse(cell, "a whole number from 0 to 10000000");
    return value;
  }

  path({ column }: NounCell): string {
    return `row ${this.row.row}, column "${column.column}"`;
  }

  refuse(cell: NounCell, expected: string): undefined {
    this.issues.push(issueAt(this.path(cell), expected, cell.text));
  }
}

/** What is said of a harm by somebody: who is held responsible for it, and what it is called in law. */
type Said = Pick<Harm, "alleged" | "qualifications"> & { readonly cells: readonly NounCell[] };

function lawOf(cells: NounRow): Said {
  const alleged = cells.all("alleged").map(({ text }) => ({ party: text }));
  const [cell] = cells.all("qualification");
  const qualification = cell === undefined ? undefined : qualificationOf(cell, cells);
  return {
    cells: [...cells.all("alleged"), ...(qualification === undefined || cell === undefined ? [] : [cell])],
    ...(alleged.length === 0 ? {} : { alleged }),
    ...(qualification === undefined ? {} : { qualifications: [qualification] }),
  };
}

function qualificationOf(cell: NounCell, cells: NounRow): Qualification | undefined {
  const [by, citation] = [cells.text("qualification-by") ?? "", cells.text("citation") ?? ""];
  const said = { label: cell.text, by, citation };
  const lacking = qualificationIssues(cells.path(cell), said);
  cells.issues.push(...lacking);
  return lacking.length === 0 ? said : undefined;
}

function withDetails(harm: Harm, cells: NounRow, { alleged, qualifications }: Said): Harm {
  const until = cells.date("until-date");
  const history = historyOf(harm, cells);
  return {
    ...harm,
    ...(until === undefined ? {} : { until }),
    ...(alleged === undefined ? {} : { alleged }),
    ...(qualifications === undefined ? {} : { qualifications }),
    ...(history === undefined ? {} : { history }),
  };
}

/** Who found it out, of a status that says more than that the harm is open. */
function historyOf({ status, statusWhen }: Harm, cells: NounRow): readonly StatusChange[] | undefined {
  const [by, source] = [cells.text("status-by"), cells.text("status-source")];
  if (status === "open" || (by === undefined && source === undefined)) return undefined;
  return [
    {
      status,
      ...(statusWhen === undefined ? {} : { when: statusWhen }),
      ...(by === undefined ? {} : { by }),
      ...(source === undefined ? {} : { source }),
    },
  ];
}

function assessmentsOf(cells: NounRow): readonly Assessment[] | undefined {
  const assessed = cells.reading.mentions.dates.find(({ role }) => role === "assessed")?.date;
  const assessor = cells.text("assessor");
  const before = assessment("before", cells.attribute("condition_before"), {
    date: cells.date("assessed-before-date"),
  });
  const time = before.length > 0 || cells.reading.harm.when !== undefined ? "after" : "undated";
  const after = assessment(time, cells.attribute("condition"), { date: assessed, assessor });
  const both = [...before, ...after];
  return both.length === 0 ? undefined : both;
}

function assessment(
  time: Assessment["time"],
  condition: string | undefined,
  { date, assessor }: { readonly date: PrefixDate | undefined; readonly assessor?: string | undefined },
): readonly Assessment[] {
  if (condition === undefined) return [];
  const grade = cellWord("conditions", condition);
  return [
    {
      time,
      condition,
      ...(grade === undefined ? {} : { scale: "eamena" as const, grade }),
      ...(date === undefined ? {} : { date }),
      ...(assessor === undefined ? {} : { assessor }),
    },
  ];
}

function geometryOf(cells: NounRow): Geometry | undefined {
  const [cell] = cells.all("geometry");
  if (cell === undefined) return undefined;
  const parsed = cell.text.startsWith("{")
    ? parseGeometry(parseJson(cell.text), cells.path(cell))
    : parseWellKnownText(cell.text, cells.path(cell));
  if ("value" in parsed) return parsed.value;
  cells.issues.push(...parsed.issues);
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hazardOf(cells: NounRow): HazardDetails | undefined {
  const [cell] = cells.all("hazard-class");
  const classification = cell === undefined ? undefined : cellWord("classes", cell.text);
  if (cell !== undefined && classification === undefined) cells.refuse(cell, "suspected or confirmed");
  const device = cells.attribute("device");
  const area = Number(cells.attribute("area_m2") ?? Number.NaN);
  const accidentNumber = cells.whole("accidents");
  const releases = releasesOf(cells);
  const hazard: HazardDetails = {
    ...(classification === undefined ? {} : { classification }),
    devices: device === undefined ? [] : device.split(/\s*[;,،|]\s*/).filter((text) => text !== ""),
    ...(Number.isFinite(area) ? { declaredAreaM2: area } : {}),
    ...(accidentNumber === undefined ? {} : { accidentNumber }),
    releases,
  };
  const isEmpty = Object.keys(hazard).length === 2 && hazard.devices.length === 0 && releases.length === 0;
  return isEmpty ? undefined : hazard;
}

/** Cleared when the row says how much or what was found; handed over when it says when or to whom. */
function releasesOf(cells: NounRow): readonly Release[] {
  const [cell] = cells.all("cleared-area");
  const areaM2 = cell === undefined ? undefined : readArea(cell.text, cell.column.kind ?? "area_m2");
  if (cell !== undefined && areaM2 === undefined) cells.refuse(cell, "an area");
  const devicesFound = cells.whole("devices-found");
  const [cleared, handed, to] = [
    cells.reading.harm.statusWhen,
    cells.date("handed-over-date"),
    cells.text("handed-over-to"),
  ];
  const isCleared = areaM2 !== undefined || devicesFound !== undefined;
  return [
    ...(isCleared
      ? [
          {
            kind: "cleared" as const,
            ...(cleared === undefined ? {} : { date: cleared }),
            ...(areaM2 === undefined ? {} : { areaM2 }),
            ...(devicesFound === undefined ? {} : { devicesFound }),
          },
        ]
      : []),
    ...(handed === undefined && to === undefined
      ? []
      : [
          {
            kind: "handed-over" as const,
            ...(handed === undefined ? {} : { date: handed }),
            ...(to === undefined ? {} : { to }),
          },
        ]),
  ];
}

/** The source's numbers by kind of harm; they are no records of people, and are never added to them. */
function eventOf(cells: NounRow, { alleged, qualifications }: Said): EventDetails {
  const { attributes } = cells.reading.mentions;
  const type = attributes["type"];
  const victims = Object.entries(attributes).flatMap(([name, text]) => {
    const number = isHarmKind(name) ? readNumber(text) : undefined;
    return isHarmKind(name) && number !== undefined ? [{ harm: name, number }] : [];
  });
  return {
    ...(type === undefined ? {} : { type }),
    victims,
    ...(alleged === undefined ? {} : { alleged }),
    ...(qualifications === undefined ? {} : { qualifications }),
  };
}

function unitsOf(cells: NounRow): Mentions["units"] {
  const number = cells.whole("units");
  const unit = countingUnits.find((known) => known === cells.all("units")[0]?.column.kind);
  return number === undefined || unit === undefined ? undefined : { unit, number };
}

/** A home alone tells of a return only when those who left it were displaced. */
function returnOf(cells: NounRow, isDisplaced: boolean): Return | undefined {
  const [wish, home] = [cells.text("return-wish"), cells.attribute("home_condition")];
  const obstacles = cells.all("obstacle").flatMap(({ text }) => partsOf(text));
  const steps = cells.all("return-status");
  const isOfHomeAlone = wish === undefined && obstacles.length === 0 && steps.length === 0;
  if (isOfHomeAlone && (home === undefined || !isDisplaced)) return undefined;
  const state = home === undefined ? undefined : cellWord("homes", home);
  const answer = wish === undefined ? undefined : cellWord("wishes", wish);
  return {
    ...(home === undefined ? {} : { home: { text: home, ...(state === undefined ? {} : { state }) } }),
    ...(wish === undefined ? {} : { wish: { text: wish, ...(answer === undefined ? {} : { answer }) } }),
    obstacles: obstacles.map((text) => ({ kind: cellWord("obstacles", text) ?? "other", text })),
    history: [
      ...(isOfHomeAlone
        ? []
        : cells.reading.statuses.flatMap((text) => stepOf(text, cells.reading.harm.statusWhen))),
      ...steps.flatMap((cell) => {
        const step = stepOf(cell.text, cells.date("return-date"));
        if (step.length === 0)
          cells.refuse(cell, "displaced, visited, returned, left again or settled elsewhere");
        return step;
      }),
    ],
  };
}

function stepOf(text: string, when: PrefixDate | undefined): Return["history"] {
  const status = cellWord("returns", text);
  return status === undefined ? [] : [{ status, ...(when === undefined ? {} : { when }) }];
}

/** Several answers of one cell: parted by signs, or, as survey forms do, words of which each is an answer. */
function partsOf(text: string): readonly string[] {
  const parts = text.split(/\s*[;,،|]\s*/).filter((part) => part !== "");
  return parts.flatMap((part) => {
    const words = part.split(/\s+/);
    return words.every((word) => cellWord("obstacles", word) !== undefined) ? words : [part];
  });
}

function antemortemOf(cells: NounRow): Antemortem | undefined {
  const said = cells.all("antemortem").flatMap(({ column, text }) => {
    const field = antemortemFields.find((known) => known === column.kind);
    return field === undefined ? [] : [[field, text] as const];
  });
  return said.length === 0 ? undefined : (Object.fromEntries(said) as Antemortem);
}

function relationsOf(cells: NounRow): Mentions["relations"] {
  const kinds = (kind: string | undefined): readonly RelationKind[] =>
    relationKinds.filter((known) => known === kind);
  return [
    ...cells
      .all("relation")
      .flatMap(({ column, text }) => kinds(column.kind).map((kind) => ({ kind, target: text }))),
    ...cells.all("event").map(({ text }) => ({ kind: "victim-of" as const, target: text })),
  ];
}
