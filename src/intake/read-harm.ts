/** The harm that a row reports, put together from its status, its dates and places, and its list. */
import {
  type Harm,
  type HarmKind,
  type HarmStatus,
  landHarms,
  personHarms,
  siteHarms,
} from "../model/harm.ts";
import type { PlaceMention, PlaceRole } from "../model/mention.ts";
import type { RecordKind } from "../model/record.ts";
import { harmOf } from "./harm-words.ts";
import { conceptsOf } from "./header-concepts.ts";
import type { RowReading } from "./read-row.ts";
import { harmStatusOf, isDeadText, isDenied, isIntactText } from "./status-words.ts";

const kindsOf: Readonly<Record<RecordKind, readonly HarmKind[]>> = {
  person: personHarms,
  group: personHarms,
  site: siteHarms,
  hazard: landHarms,
  event: [...personHarms, ...siteHarms],
  place: [],
};

/** Kinds of harm whose standing a word of a status can change; nobody is found who was not missing or held. */
const standing: Readonly<Record<Exclude<HarmStatus, "open">, readonly HarmKind[]>> = {
  "found-dead": ["missing", "detained"],
  "found-alive": ["missing", "detained"],
  returned: ["missing", "displaced", "detained", "occupied"],
  restored: siteHarms,
  cleared: landHarms,
};

/**
 * What the row says happened, by its own status where that names a kind of harm, else by its list. A status that says
 * how a harm of the list's kind ended ("found dead") leaves it of that kind. None when neither says anything, and for
 * a site of which nothing is said but that it is in good condition.
 */
export function readHarms(
  reading: RowReading,
  records: RecordKind,
  listHarm: HarmKind | undefined,
): readonly Harm[] {
  const found = kindAndStatus(reading.statuses, records, listHarm);
  if (found === undefined) return [];
  const { kind, status } = found;
  const { when, died, statusWhen } = reading.harm;
  const happened = when ?? (kind === "killed" ? died : undefined);
  const where = harmPlace(reading.mentions.places, kind);
  return [
    {
      kind,
      status,
      ...(happened === undefined ? {} : { when: happened }),
      ...(where === undefined ? {} : { where }),
      ...(statusWhen === undefined ? {} : { statusWhen }),
      ...(reading.circumstances === undefined ? {} : { circumstances: reading.circumstances }),
    },
  ];
}

type Found = { readonly kind: HarmKind; readonly status: HarmStatus };

function kindAndStatus(
  statuses: readonly string[],
  records: RecordKind,
  listHarm: HarmKind | undefined,
): Found | undefined {
  const fitting = (kind: HarmKind | undefined) =>
    kind !== undefined && kindsOf[records].includes(kind) ? kind : undefined;
  const said = statuses.map(harmStatusOf).find((status) => status !== undefined);
  const own = statuses.map((text) => fitting(ownHarm(text))).find((kind) => kind !== undefined);
  const list = fitting(listHarm);
  if (list === "missing" && own === undefined && said === undefined && statuses.some(isDeadText))
    return { kind: "missing", status: "found-dead" };
  if (list === undefined && own === undefined) {
    // "Found dead" and "found alive" speak of people who had been missing, whatever their list is.
    const isFound = records === "person" && (said === "found-dead" || said === "found-alive");
    return isFound ? { kind: "missing", status: said } : undefined;
  }
  if (records === "site" && own === undefined && statuses.some(isHarmless)) return undefined;
  const kind = own ?? list;
  const stands = kind !== undefined && said !== undefined && standing[said].includes(kind);
  return kind === undefined ? undefined : { kind, status: stands ? said : "open" };
}

/** The kind of harm that a status names by itself: "found killed" ends another one, and "dead" names none. */
function ownHarm(text: string): HarmKind | undefined {
  if (harmStatusOf(text) === "found-dead" || isDenied(text)) return undefined;
  const kind = harmOf(text);
  return kind === "killed" && isDeathOnly(text) ? undefined : kind;
}

const isHarmless = (text: string) => isIntactText(text) || isDenied(text);
const isDeathOnly = (text: string) => !conceptsOf(text).has("killed");

/** Where people were taken or killed if the row says so; the displaced were harmed where they come from. */
function harmPlace(places: readonly PlaceMention[], kind: HarmKind): PlaceMention | undefined {
  const roles: readonly PlaceRole[] =
    kind === "displaced" ? ["harm", "origin", "location"] : ["harm", "location"];
  return roles
    .map((role) => places.find((place) => place.role === role))
    .find((place) => place !== undefined);
}
