/** Whether an estimate made again is the one that was published. */
import type { Json } from "../base/canonical-json.ts";

// Engines of JavaScript differ in the last bit of exp and log, so a chain of random draws may part from another's.
// Two per cent is well under what another seed changes, and under what a reader would take for another answer.
const PARTING = 0.02;
const DRAWN = new Set(["total", "lower", "upper"]);

/**
 * Whether two published reports say the same: all members alike, totals and limits within two per cent or one entity,
 * and so the numbers inside reasons.
 *
 * @example
 * isSameReport({ total: 700, level: 0.95 }, { total: 706, level: 0.95 }); //=> true
 * isSameReport({ total: 700, level: 0.95 }, { total: 760, level: 0.95 }); //=> false
 * isSameReport({ observed: 700 }, { observed: 701 }); //=> false
 */
export function isSameReport(said: Json | undefined, again: Json | undefined, name = ""): boolean {
  if (typeof said === "number" && typeof again === "number")
    return said === again || (DRAWN.has(name) && isNear(said, again));
  if (typeof said === "string" && typeof again === "string")
    return said === again || isSameReason(said, again);
  if (Array.isArray(said) && Array.isArray(again))
    return said.length === again.length && said.every((item, i) => isSameReport(item, again[i]));
  if (!isObject(said) || !isObject(again)) return said === again;
  const names = new Set([...Object.keys(said), ...Object.keys(again)]);
  return [...names].every((each) => isSameReport(said[each], again[each], each));
}

const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= Math.max(1, PARTING * Math.max(Math.abs(a), Math.abs(b)));

function isSameReason(a: string, b: string): boolean {
  const numbers = /\d[\d,]*(?:\.\d+)?/g;
  if (a.replace(numbers, "#") !== b.replace(numbers, "#")) return false;
  const read = (text: string) =>
    (text.match(numbers) ?? []).map((number) => Number(number.replaceAll(",", "")));
  const others = read(b);
  return read(a).every((number, i) => isNear(number, others[i] ?? Number.NaN));
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
