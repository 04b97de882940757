/** What can be counted, as it is offered where a figure is built. */
import type { Unit } from "../model/figure.ts";
import { type HarmKind, landHarms, personHarms, siteHarms } from "../model/harm.ts";

/** In the order in which they are offered: each unit as a whole, then by what was done to it. */
export const countables: readonly { readonly unit: Unit; readonly harm?: HarmKind }[] = [
  ...personHarms.map((harm) => ({ unit: "person" as const, harm })),
  { unit: "person" },
  ...siteHarms.map((harm) => ({ unit: "site" as const, harm })),
  { unit: "site" },
  ...landHarms.map((harm) => ({ unit: "hazard" as const, harm })),
  { unit: "hazard" },
  { unit: "event" },
];

export const keyOf = ({ unit, harm }: (typeof countables)[number]): string => harm ?? unit;
