/** Areas as lists write them, in square metres. */
import { readNumber } from "./cell-shape.ts";

/**
 * Square metres of a cell, in hectares where it or the column's kind says so; undefined when it is no area.
 *
 * @example
 * [readArea("1,5 ha", "area_m2"), readArea("1.5", "area_ha"), readArea("big", "area_m2")]; //=> [15000, 15000, undefined]
 */
export function readArea(text: string, kind: string): number | undefined {
  const value = readNumber(text.replace(/\s*(ha|m2|m²|sqm|га|м2|кв\.?\s?м|hectares?)\.?$/iu, ""));
  const isHectares = kind === "area_ha" || /(ha|га|hectares?)\.?$/iu.test(text);
  return value === undefined ? undefined : Math.round(value * (isHectares ? 10_000 : 1));
}
