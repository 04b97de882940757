/** The harm that a row reports, put together from its status, its dates and places, and its list. */
import { type Harm, type HarmKind, landHarms, personHarms, siteHarms } from "../model/harm.ts";
import type { PlaceMention, PlaceRole } from "../model/mention.ts";
import type { RecordKind } from "../model/record.ts";
import { harmOf, harmStatusOf } from "./harm-words.ts";
import type { RowReading } from "./read-row.ts";

const kindsOf: Readonly<Record<RecordKind, readonly HarmKind[]>> = {
  person: personHarms,
  group: personHarms,
  site: siteHarms,
  hazard: landHarms,
  event: [...personHarms, ...siteHarms],
  place: [],
};

/**
 * What the row says happened: by its own status where that names a kind of harm, else by its list's. None when neither
 * does, or when the row's condition is good ("intact") and only the list speaks of harm.
 */
export function readHarms(
  reading: RowReading,
  records: RecordKind,
  listHarm: HarmKind | undefined,
): readonly Harm[] {
  const own = reading.statuses
    .map(harmOf)
    .find((kind) => kind !== undefined && kindsOf[records].includes(kind));
  const kind = own ?? listHarm;
  if (kind === undefined || !kindsOf[records].includes(kind)) return [];
  if (own === undefined && reading.statuses.some(isIntact)) return [];
  const { when, died, statusWhen } = reading.harm;
  const happened = when ?? (kind === "killed" ? died : undefined);
  const where = harmPlace(reading.mentions.places, kind);
  const status = reading.statuses.map(harmStatusOf).find((found) => found !== undefined) ?? "open";
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

/** Where people were taken or killed if the row says so; the displaced were harmed where they come from. */
function harmPlace(places: readonly PlaceMention[], kind: HarmKind): PlaceMention | undefined {
  const roles: readonly PlaceRole[] =
    kind === "displaced" ? ["harm", "origin", "location"] : ["harm", "location"];
  return roles
    .map((role) => places.find((place) => place.role === role))
    .find((place) => place !== undefined);
}

function isIntact(text: string): boolean {
  return /^(intact|undamaged|good|excellent|fair|цел|сохран|хорош|sağlam|salamat|iyi|անվնաս|լավ|კარგი|უვნებელ|سليم|جيد|سالم|цілий|добр|bon|intacte|bueno|intacto)/iu.test(
    text.trim(),
  );
}
