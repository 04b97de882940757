/** The forms of what is entered by hand: their fields, and what they come to as mentions (docs/spec/record.md). */
import { parsePrefixDate } from "../base/prefix-date.ts";
import { landHarms, personHarms, siteHarms } from "../model/harm.ts";
import type { RecordKind } from "../model/record.ts";

export const formKinds = ["person", "household", "testimony", "site", "hazard", "event"] as const;
export type FormKind = (typeof formKinds)[number];

/** What a form is entered as. A testimony tells of a person, in their own words. */
export const recordKindOf: { readonly [kind in FormKind]: RecordKind } = {
  person: "person",
  household: "group",
  testimony: "person",
  site: "site",
  hazard: "hazard",
  event: "event",
};

/** Answers that are no value: each says something else than an empty field. */
export const noAnswers = ["unknown", "not-asked", "withheld"] as const;
export type NoAnswer = (typeof noAnswers)[number];

export type FieldName =
  | "name"
  | "father"
  | "sex"
  | "birth"
  | "birthPlace"
  | "residence"
  | "origin"
  | "location"
  | "household"
  | "persons"
  | "home"
  | "wish"
  | "obstacles"
  | "returnStatus"
  | "returnWhen"
  | "type"
  | "harm"
  | "harmWhen"
  | "harmWhere"
  | "circumstances"
  | "told"
  | "before"
  | "after"
  | "area"
  | "device"
  | "date"
  | "killed"
  | "injured"
  | "note";

export type FormField = {
  readonly name: FieldName;
  readonly as:
    | "text"
    | "long"
    | "date"
    | "number"
    | "sex"
    | "harm"
    | "home"
    | "wish"
    | "obstacles"
    | "returnStatus";
  readonly isRequired?: true; // not of a correction, which says only what it corrects
};

const what = [
  { name: "harm", as: "harm" },
  { name: "harmWhen", as: "date" },
  { name: "harmWhere", as: "text" },
  { name: "circumstances", as: "long" },
] as const;
const person = [
  { name: "name", as: "text", isRequired: true },
  { name: "father", as: "text" },
  { name: "sex", as: "sex" },
  { name: "birth", as: "date" },
  { name: "birthPlace", as: "text" },
  { name: "residence", as: "text" },
  { name: "household", as: "text" },
] as const;
const note = { name: "note", as: "long" } as const;

export const formFields: { readonly [kind in FormKind]: readonly FormField[] } = {
  person: [...person, ...what, note],
  testimony: [{ name: "told", as: "long", isRequired: true }, ...person, ...what, note],
  household: [
    { name: "persons", as: "number", isRequired: true },
    { name: "origin", as: "text", isRequired: true },
    { name: "residence", as: "text" },
    { name: "household", as: "text" },
    ...what,
    { name: "home", as: "home" },
    { name: "wish", as: "wish" },
    { name: "obstacles", as: "obstacles" },
    { name: "returnStatus", as: "returnStatus" },
    { name: "returnWhen", as: "date" },
    note,
  ],
  site: [
    { name: "name", as: "text", isRequired: true },
    { name: "type", as: "text" },
    { name: "location", as: "text" },
    { name: "before", as: "text" },
    { name: "after", as: "text" },
    ...what,
    note,
  ],
  hazard: [
    { name: "name", as: "text", isRequired: true },
    { name: "location", as: "text" },
    { name: "area", as: "number" },
    { name: "device", as: "text" },
    ...what,
    note,
  ],
  event: [
    { name: "name", as: "text", isRequired: true },
    { name: "type", as: "text" },
    { name: "date", as: "date" },
    { name: "location", as: "text" },
    { name: "killed", as: "number" },
    { name: "injured", as: "number" },
    note,
  ],
};

/** The harms that a form can tell of. */
export const harmsOf = (kind: FormKind): readonly string[] =>
  kind === "site" ? siteHarms : kind === "hazard" ? landHarms : kind === "event" ? [] : personHarms;

/** What was typed by field; `answer.birth` says why there is nothing. */
export type FormValues = Readonly<Record<string, string>>;

export const answerKey = (name: FieldName) => `answer.${name}`;

export type FormIssue = { readonly field: FieldName; readonly wrong: "missing" | "date" | "number" | "harm" };

/**
 * All that is wrong with a form.
 *
 * @example
 * formIssues("event", { name: "Shelling", date: "31.02.1992" }, false); //=> [{ field: "date", wrong: "date" }]
 */
export function formIssues(kind: FormKind, values: FormValues, isCorrection: boolean): readonly FormIssue[] {
  const fields = formFields[kind];
  const wrong = fields.flatMap(({ name, as, isRequired }): readonly FormIssue[] => {
    const text = (values[name] ?? "").trim();
    if (text === "") {
      const isLacking = isRequired === true && !isCorrection && values[answerKey(name)] === undefined;
      return isLacking ? [{ field: name, wrong: "missing" }] : [];
    }
    if (as === "date" && parsePrefixDate(text) === undefined) return [{ field: name, wrong: "date" }];
    return as === "number" && !/^\d{1,12}$/.test(text) ? [{ field: name, wrong: "number" }] : [];
  });
  const hasDetails = ["harmWhen", "harmWhere", "circumstances"].some((name) => (values[name] ?? "") !== "");
  const lacksKind = hasDetails && (values["harm"] ?? "") === "" && harmsOf(kind).length > 0;
  return lacksKind ? [...wrong, { field: "harm", wrong: "harm" }] : wrong;
}

/**
 * What a form says, as mentions. Requires a form without issues.
 *
 * @example
 * formMentions({ name: "Maro Velan", birth: "1950" }).dates; //=> [{ role: "birth", text: "1950", date: "1950" }]
 */
export function formMentions(values: FormValues): Readonly<Record<string, unknown>> {
  const of = (name: FieldName) => {
    const text = (values[name] ?? "").trim();
    return text === "" ? undefined : text;
  };
  const made = <T>(name: FieldName, make: (text: string) => T): readonly T[] => {
    const text = of(name);
    return text === undefined ? [] : [make(text)];
  };
  const place = (name: FieldName, role: string) => made(name, (text) => ({ role, text }));
  const date = (name: FieldName, role: string) => made(name, (text) => ({ role, text, date: text }));
  const harms = harmOf(of);
  const victims = (["killed", "injured"] as const).flatMap((harm) =>
    made(harm, (text) => ({ harm, number: Number(text) })),
  );
  const isEvent = victims.length > 0 || of("date") !== undefined;
  return {
    names: [
      ...made("name", (text) => ({ text, part: "full", of: "self" })),
      ...made("father", (text) => ({ text, part: "full", of: "father" })),
    ],
    dates: [...date("birth", "birth"), ...date("date", "other")],
    places: [
      ...place("birthPlace", "birth"),
      ...place("residence", "residence"),
      ...place("origin", "origin"),
      ...place("location", "location"),
    ],
    relations: made("household", (target) => ({ kind: "household", target })),
    harms,
    notes: [
      ...made("told", (text) => ({ column: "testimony", text })),
      ...made("note", (text) => ({ column: "note", text })),
      ...unanswered(values),
    ],
    ...one("sex", of("sex")),
    ...one("persons", numberOf(of("persons"))),
    ...returnOf(of),
    ...(of("before") === undefined && of("after") === undefined
      ? {}
      : {
          assessments: [
            ...made("before", (condition) => ({ time: "before", condition })),
            ...made("after", (condition) => ({ time: "after", condition })),
          ],
        }),
    ...(of("device") === undefined && of("area") === undefined
      ? {}
      : {
          hazard: {
            releases: [],
            ...one("devices", of("device") === undefined ? undefined : [of("device")]),
            ...one("declaredAreaM2", numberOf(of("area"))),
          },
        }),
    ...(isEvent ? { event: { ...one("type", of("type")), ...(victims.length > 0 && { victims }) } } : {}),
    attributes: isEvent ? {} : { ...one("type", of("type")) },
  };
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const one = (name: string, value: unknown): Readonly<Record<string, unknown>> =>
  value === undefined ? {} : { [name]: value };

function harmOf(of: (name: FieldName) => string | undefined): readonly object[] {
  const [kind, when, where] = [of("harm"), of("harmWhen"), of("harmWhere")];
  if (kind === undefined) return [];
  return [
    {
      kind,
      status: "open",
      ...one("when", when),
      ...one("where", where === undefined ? undefined : { role: "harm", text: where }),
      ...one("circumstances", of("circumstances")),
    },
  ];
}

/** What is chosen is both the text and its reading. A date alone tells of no return. */
function returnOf(of: (name: FieldName) => string | undefined): Readonly<Record<string, unknown>> {
  const [home, wish, obstacles, status, when] = [
    of("home"),
    of("wish"),
    of("obstacles"),
    of("returnStatus"),
    of("returnWhen"),
  ];
  if (home === undefined && wish === undefined && obstacles === undefined && status === undefined) return {};
  return {
    return: {
      ...(home !== undefined && { home: { text: home, state: home } }),
      ...(wish !== undefined && { wish: { text: wish, answer: wish } }),
      obstacles: (obstacles ?? "")
        .split(" ")
        .filter((kind) => kind !== "")
        .map((kind) => ({ kind, text: kind })),
      history: status === undefined ? [] : [{ status, ...one("when", when) }],
    },
  };
}

/** "Unknown", "not asked" and "withheld" are answers: they stand as notes on their field. */
function unanswered(values: FormValues): readonly { readonly column: string; readonly text: string }[] {
  return Object.entries(values).flatMap(([key, text]) => {
    const field = key.startsWith("answer.") ? key.slice("answer.".length) : "";
    return field === "" || text === "" || (values[field] ?? "").trim() !== ""
      ? []
      : [{ column: field, text }];
  });
}
