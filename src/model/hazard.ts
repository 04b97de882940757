/** Hazard areas: suspected or confirmed, their devices, accidents on them, and how they were released. After IMAS 05.10. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { PlaceMention } from "./mention.ts";

export const hazardClasses = ["suspected", "confirmed"] as const;
export type HazardClass = (typeof hazardClasses)[number];

export const releaseKinds = ["cancelled", "reduced", "cleared", "handed-over"] as const;

/** One step by which land is released: without work, by survey, by clearance; and its handing-over to people. */
export type Release = {
  readonly kind: (typeof releaseKinds)[number];
  readonly date?: PrefixDate;
  readonly areaM2?: number; // as declared
  readonly by?: string;
  readonly to?: string; // whom it was handed over to
  readonly devicesFound?: number;
};

/** Somebody hurt in an accident, named or not. Names have the audience of people's names. */
export type AccidentVictim = {
  readonly name?: string;
  readonly harm: "killed" | "injured";
  readonly sex?: "female" | "male";
  readonly age?: number;
};

/** `killed` and `injured` are the source's numbers, kept apart from the victims that it names. */
export type Accident = {
  readonly date?: PrefixDate;
  readonly where?: PlaceMention;
  readonly device?: string;
  readonly activity?: string; // what people were doing
  readonly killed?: number;
  readonly injured?: number;
  readonly victims?: readonly AccidentVictim[];
};

export type HazardDetails = {
  readonly classification?: HazardClass;
  readonly devices: readonly string[]; // as written
  readonly declaredAreaM2?: number; // by the source; the area of its polygon is computed and stands apart
  readonly accidentNumber?: number; // that the source counts without telling of them one by one
  readonly releases: readonly Release[];
};
