/** What one record says, field by field, as texts with where each comes from; dates and numbers keep their value for comparison. */
import { formatPrefixDate, type PrefixDate } from "../../base/prefix-date.ts";
import { areaKm2 } from "../../model/geometry.ts";
import type { Harm } from "../../model/harm.ts";
import type { HazardDetails } from "../../model/hazard.ts";
import type { Mentions, PlaceMention } from "../../model/mention.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Provenance } from "./profile.ts";

/** How values of a field may contradict each other: dates that share no day, places apart, anything that differs, or never. */
export type Conflict = "dates" | "places" | "texts" | "none";

export type SaidValue = {
  readonly field: string;
  readonly text: string;
  readonly conflict: Conflict;
  readonly date?: PrefixDate;
  readonly place?: PlaceMention;
  readonly said: Provenance;
};

type Value = Omit<SaidValue, "said"> & { readonly path: string };

/** Every value of a record. */
export function saidValues(
  record: StoredRecord,
  correctedBy?: SaidValue["said"]["record"],
): readonly SaidValue[] {
  return valuesOf(record.mentions).map(({ path, ...value }) => ({
    ...value,
    said: provenanceOf(record, path, correctedBy),
  }));
}

/** Where a field of a record comes from. */
export function provenanceOf(
  record: StoredRecord,
  field: string,
  correctedBy?: Provenance["record"],
): Provenance {
  const collected = record.mentions.dates.find(({ role }) => role === "collected")?.date;
  return {
    source: record.source,
    record: record.id,
    entry: record.index,
    field,
    ...(collected === undefined ? {} : { collected: formatPrefixDate(collected) }),
    ...(correctedBy === undefined ? {} : { correctedBy }),
  };
}

/** A place as it was written, with the wider ones beside it. */
export const placeText = ({ text, within = [] }: PlaceMention): string => [text, ...within].join(", ");

function valuesOf(mentions: Mentions): readonly Value[] {
  const { names, dates, places, identifiers, harms, notes, attributes, sex, age, persons, units } = mentions;
  return [
    ...names.map(({ text, part, of }, i) => plain(nameField(part, of), text, `names[${i}]`)),
    ...dates.map(({ role, date }, i) => dated(role, date, `dates[${i}]`)),
    ...places.map((place, i) => placed(`place.${place.role}`, place, `places[${i}]`)),
    ...identifiers.map(({ kind, text }, i) => plain(`identifier.${kind}`, text, `identifiers[${i}]`)),
    ...one("sex", sex, "texts"),
    ...one("age", age, "none"),
    ...one("persons", persons, "texts"),
    ...(units === undefined ? [] : one(`units.${units.unit}`, units.number, "texts", "units.number")),
    ...harms.flatMap((harm, i) => harmValues(harm, `harms[${i}]`)),
    ...detailValues(mentions),
    ...Object.entries(attributes)
      .filter(([name]) => !structured.has(name) && !isOfEvent(mentions, name))
      .map(([name, text]) => plain(`attribute.${name}`, text, `attributes.${name}`)),
    ...notes.map(({ column, text }, i) => plain(`note.${column}`, text, `notes[${i}]`)),
  ];
}

/** Attributes that are shown as the nouns that were made of them. */
const structured: ReadonlySet<string> = new Set([
  "condition",
  "condition_before",
  "area_m2",
  "device",
  "home_condition",
]);

/** An event's type and its numbers of victims are shown as the event's. */
const isOfEvent = ({ event }: Mentions, name: string): boolean =>
  event !== undefined && (name === "type" || event.victims.some(({ harm }) => harm === name));

const nameField = (part: string, of: string) => {
  if (of !== "self") return `name.${of}`;
  return part === "full" ? "name" : `name.${part}`;
};

const plain = (field: string, text: string, path: string): Value => ({ field, text, path, conflict: "none" });

const dated = (field: string, date: PrefixDate, path: string): Value => ({
  field: `date.${field}`,
  text: formatPrefixDate(date),
  date,
  path,
  // People are born and die once; a list is collected and a site assessed many times.
  conflict: field === "birth" || field === "death" ? "dates" : "none",
});

const placed = (field: string, place: PlaceMention, path: string): Value => ({
  field,
  text: placeText(place),
  place,
  path,
  conflict:
    field === "place.birth" || field === "place.location" || field.startsWith("harm.") ? "places" : "none",
});

function one(
  field: string,
  value: string | number | undefined,
  conflict: Conflict,
  path = field,
): readonly Value[] {
  return value === undefined ? [] : [{ field, text: String(value), path, conflict }];
}

function harmValues(harm: Harm, path: string): readonly Value[] {
  const { kind, when, until, dating, where, circumstances, alleged = [], qualifications = [] } = harm;
  const name = `harm.${kind}`;
  // People go missing, are killed and sites are destroyed once; they may be displaced, injured and detained again.
  const isOnce = kind === "killed" || kind === "missing" || kind === "destroyed";
  const about = dating === undefined || dating === "exact" ? "" : `${dating} `;
  const date = (field: string, value: PrefixDate | undefined): readonly Value[] =>
    value === undefined
      ? []
      : [
          {
            field: `${name}.${field}`,
            text: `${field === "when" ? about : ""}${formatPrefixDate(value)}`,
            date: value,
            path: `${path}.${field}`,
            conflict: isOnce && about === "" ? "dates" : "none",
          },
        ];
  return [
    ...date("when", when),
    ...date("until", until),
    ...(where === undefined
      ? []
      : [
          {
            ...placed(`${name}.where`, where, `${path}.where`),
            conflict: isOnce ? ("places" as const) : ("none" as const),
          },
        ]),
    ...one(`${name}.circumstances`, circumstances, "none", `${path}.circumstances`),
    ...alleged.map(({ party, by }, i) =>
      plain(`${name}.alleged`, by === undefined ? party : `${party} (${by})`, `${path}.alleged[${i}]`),
    ),
    ...qualifications.map(({ label, by, citation }, i) =>
      plain(`${name}.qualification`, `${label} (${by}: ${citation})`, `${path}.qualifications[${i}]`),
    ),
  ];
}

function detailValues(mentions: Mentions): readonly Value[] {
  const { geometry, event, antemortem, attributes } = mentions;
  const home = mentions.return;
  return [
    ...assessmentValues(mentions),
    ...hazardValues(mentions.hazard ?? hazardOfAttributes(attributes)),
    ...(geometry === undefined || geometry.type === "Point"
      ? []
      : one("area.computed_km2", areaKm2(geometry).toFixed(4), "none", "geometry")),
    ...(event?.victims ?? []).flatMap(({ harm, number }, i) =>
      one(`event.${harm}`, number, "texts", `event.victims[${i}]`),
    ),
    ...one("event.type", event?.type, "none"),
    ...(event?.alleged ?? []).map(({ party, by }, i) =>
      plain("event.alleged", by === undefined ? party : `${party} (${by})`, `event.alleged[${i}]`),
    ),
    ...(event?.qualifications ?? []).map(({ label, by, citation }, i) =>
      plain("event.qualification", `${label} (${by}: ${citation})`, `event.qualifications[${i}]`),
    ),
    ...one("return.home", home?.home?.text ?? attributes["home_condition"], "none", "return.home"),
    ...one("return.wish", home?.wish?.text, "none"),
    ...(home?.obstacles ?? []).map(({ kind, text }, i) =>
      plain(`return.obstacle.${kind}`, text, `return.obstacles[${i}]`),
    ),
    ...Object.entries(antemortem ?? {}).map(([field, text]) =>
      plain(`antemortem.${field}`, text, `antemortem.${field}`),
    ),
  ];
}

/** What is said of a site's condition; records of before had it among their attributes. */
function assessmentValues({ assessments, attributes }: Mentions): readonly Value[] {
  if (assessments !== undefined)
    return assessments.map(({ time, condition, grade }, i) => ({
      field: `assessment.${time}`,
      text: grade === undefined || grade === condition ? condition : `${condition} (${grade})`,
      path: `assessments[${i}]`,
      conflict: "none",
    }));
  return [
    ...one("assessment.before", attributes["condition_before"], "none", "attributes.condition_before"),
    ...one("assessment.after", attributes["condition"], "none", "attributes.condition"),
  ];
}

function hazardOfAttributes({ area_m2: area, device }: Mentions["attributes"]): HazardDetails | undefined {
  if (area === undefined && device === undefined) return undefined;
  return {
    devices: device === undefined ? [] : [device],
    ...(area === undefined ? {} : { declaredAreaM2: Number(area) }),
    releases: [],
  };
}

function hazardValues(hazard: HazardDetails | undefined): readonly Value[] {
  if (hazard === undefined) return [];
  const { classification, devices, declaredAreaM2, accidentNumber } = hazard;
  return [
    ...one("hazard.classification", classification, "texts"),
    ...devices.map((device, i) => plain("hazard.device", device, `hazard.devices[${i}]`)),
    ...one("area.declared_m2", declaredAreaM2, "texts", "hazard.declaredAreaM2"),
    ...one("hazard.accidents", accidentNumber, "texts", "hazard.accidentNumber"),
  ];
}
