/** The nouns that records carry, each with how it is read from what people write and how it is written. */
import type { Json } from "../base/canonical-json.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { type Antemortem, antemortemFields } from "./antemortem.ts";
import { type Assessment, assessmentTimes, conditionScales, scaleNames } from "./assessment.ts";
import { type Codec, date, fields, list, oneOf, parseAs, text, texts, whole } from "./codec.ts";
import type { EventDetails, VictimNumber } from "./event.ts";
import { type Geometry, parseGeometry } from "./geometry.ts";
import { type Allegation, datings, type Harm, harmKinds, harmStatuses, type StatusChange } from "./harm.ts";
import {
  type Accident,
  type AccidentVictim,
  type HazardDetails,
  hazardClasses,
  type Release,
  releaseKinds,
} from "./hazard.ts";
import {
  countingUnits,
  type DateMention,
  dateRoles,
  type GroupUnits,
  type IdentifierMention,
  type Mentions,
  type NameMention,
  type Note,
  nameParts,
  noMentions,
  type PlaceMention,
  placeRoles,
  type RelationMention,
  relationKinds,
} from "./mention.ts";
import { placePrecisions } from "./place.ts";
import { type Qualification, qualificationIssues } from "./qualification.ts";
import {
  type Home,
  homeStates,
  type Obstacle,
  obstacleKinds,
  type Return,
  type ReturnStep,
  returnStatuses,
  returnWishes,
  type Wish,
} from "./return.ts";

const LARGEST_GROUP = 10_000_000; // persons: what intake takes as well
const LARGEST_AREA = 1_000_000_000_000; // square metres: a million square kilometres

/** What people write of a place: how it was resolved is the register's own and not read. */
const place: Codec<PlaceMention> = fields<Pick<PlaceMention, "role" | "text" | "within">>(
  { role: oneOf(...placeRoles), text, within: list(text) },
  ["role", "text"],
);

const allegation = fields<Allegation>({ party: text, by: text }, ["party"]);

/** A qualification stands only with who says so and its citation. */
const qualification: Codec<Qualification> = {
  read(value, path, issues) {
    const loose = fields<Partial<Qualification>>({ label: text, by: text, citation: text }, []).read(
      value,
      path,
      issues,
    );
    if (loose === undefined) return undefined;
    const lacking = qualificationIssues(path, loose);
    issues.push(...lacking);
    const { label, by, citation } = loose;
    return label === undefined || by === undefined || citation === undefined
      ? undefined
      : { label, by, citation };
  },
  write: ({ label, by, citation }) => ({ label, by, citation }),
};

const statusChange = fields<StatusChange>(
  { status: oneOf(...harmStatuses), when: date, by: text, source: text },
  ["status"],
);

const harm = fields<Harm>(
  {
    kind: oneOf(...harmKinds),
    when: date,
    until: date,
    dating: oneOf(...datings),
    where: place,
    placePrecision: oneOf(...placePrecisions),
    status: oneOf(...harmStatuses),
    statusWhen: date,
    circumstances: text,
    alleged: list(allegation),
    qualifications: list(qualification),
    history: list(statusChange),
  },
  ["kind", "status"],
);

/** A grade is one of its scale's. */
const assessment: Codec<Assessment> = {
  read(value, path, issues) {
    const read = shape.read(value, path, issues);
    const { scale, grade } = read ?? {};
    const grades: readonly string[] = scale === undefined ? [] : conditionScales[scale];
    if (grade !== undefined && !grades.includes(grade))
      issues.push(
        issueAt(
          `${path}.grade`,
          scale === undefined ? "a scale beside it" : `one of ${grades.join(", ")}`,
          grade,
        ),
      );
    return read;
  },
  write: (value) => shape.write(value),
};
const shape = fields<Assessment>(
  {
    time: oneOf(...assessmentTimes),
    condition: text,
    scale: oneOf(...scaleNames),
    grade: text,
    date,
    assessor: text,
    source: text,
  },
  ["time", "condition"],
);

const geometry: Codec<Geometry> = {
  read(value, path, issues) {
    const parsed = parseGeometry(value, path);
    if ("value" in parsed) return parsed.value;
    issues.push(...parsed.issues);
    return undefined;
  },
  write: ({ type, coordinates }) => ({ type, coordinates }),
};

const sex = oneOf("female", "male");
const age = whole(125);
const persons = whole(LARGEST_GROUP);
const area = whole(LARGEST_AREA);

const release = fields<Release>(
  { kind: oneOf(...releaseKinds), date, areaM2: area, by: text, to: text, devicesFound: persons },
  ["kind"],
);

const hazard = fields<HazardDetails>(
  {
    classification: oneOf(...hazardClasses),
    devices: list(text),
    declaredAreaM2: area,
    accidentNumber: persons,
    releases: list(release),
  },
  ["devices", "releases"],
);

const accidentVictim = fields<AccidentVictim>({ name: text, harm: oneOf("killed", "injured"), sex, age }, [
  "harm",
]);

const accident = fields<Accident>(
  {
    date,
    where: place,
    device: text,
    activity: text,
    killed: persons,
    injured: persons,
    victims: list(accidentVictim),
  },
  [],
);

const victimNumber = fields<VictimNumber>({ harm: oneOf(...harmKinds), number: persons }, ["harm", "number"]);

const event = fields<EventDetails>(
  { type: text, victims: list(victimNumber), alleged: list(allegation), qualifications: list(qualification) },
  ["victims"],
);

const returnOf = fields<Return>(
  {
    home: fields<Home>({ text, state: oneOf(...homeStates) }, ["text"]),
    wish: fields<Wish>({ text, answer: oneOf(...returnWishes) }, ["text"]),
    obstacles: list(fields<Obstacle>({ kind: oneOf(...obstacleKinds), text }, ["kind", "text"])),
    history: list(
      fields<ReturnStep>({ status: oneOf(...returnStatuses), when: date, source: text }, ["status"]),
    ),
  },
  ["obstacles", "history"],
);

const antemortem = fields<Antemortem>(
  Object.fromEntries(antemortemFields.map((field) => [field, text])) as {
    readonly [field in (typeof antemortemFields)[number]]-?: Codec<string>;
  },
  [],
);

const relatives = ["self", "father", "mother", "spouse"] as const;

const mentions = fields<Mentions>(
  {
    names: list(
      fields<NameMention>({ text, part: oneOf(...nameParts), of: oneOf(...relatives), language: text }, [
        "text",
        "part",
        "of",
      ]),
    ),
    dates: list(fields<DateMention>({ role: oneOf(...dateRoles), text, date }, ["role", "text", "date"])),
    places: list(place),
    identifiers: list(fields<IdentifierMention>({ kind: text, text }, ["kind", "text"])),
    relations: list(
      fields<RelationMention>({ kind: oneOf(...relationKinds), target: text }, ["kind", "target"]),
    ),
    harms: list(harm),
    notes: list(fields<Note>({ column: text, text }, ["column", "text"])),
    sex,
    age,
    persons,
    units: fields<GroupUnits>({ unit: oneOf(...countingUnits), number: persons }, ["unit", "number"]),
    assessments: list(assessment),
    geometry,
    hazard,
    accidents: list(accident),
    event,
    return: returnOf,
    antemortem,
    attributes: texts,
  },
  [],
);

/**
 * What a record says, of JSON that people write: dates as text, lists that are empty left out. Or every issue it has.
 *
 * @example
 * parseMentions({ harms: [{ kind: "missing", status: "lost" }] }).issues.map(({ path }) => path); //=> ["harms[0].status"]
 */
export function parseMentions(value: unknown): Parsed<Mentions> {
  const parsed = parseAs(mentions, value);
  return "issues" in parsed ? parsed : { value: { ...noMentions, ...parsed.value } };
}

/** The JSON of what a record says, as `parseMentions` reads it; what the register made of places stays out. */
export function formatMentions(value: Mentions): Json {
  const written = mentions.write(value) as { readonly [key: string]: Json };
  const isEmpty = (member: Json) =>
    typeof member === "object" && member !== null && Object.keys(member).length === 0;
  return Object.fromEntries(Object.entries(written).filter(([, member]) => !isEmpty(member)));
}
