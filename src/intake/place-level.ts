/** Levels of places as gazetteers write them. */
import type { PlaceLevel } from "./column-mapping.ts";
import { foldHeader } from "./fold-header.ts";
import { conceptsOf } from "./header-concepts.ts";

const levelsByNumber = ["country", "region", "district", "district"] as const;

/**
 * The level of a place in words or as P-codes and GeoNames write it, or undefined.
 *
 * @example
 * ["Район", "ADM1", "0", "PPLA", "village", "?"].map(placeLevelOf); //=> ["district", "region", "country", "settlement", "settlement", undefined]
 */
export function placeLevelOf(text: string): "exact" | Exclude<PlaceLevel, "address"> | undefined {
  const word = foldHeader(text).replace(/^(level|adm|admin) ?/, "");
  if (/^\d$/.test(word)) return levelsByNumber[Number(word)] ?? "settlement";
  if (/^(exact|site|building|point)$/.test(word)) return "exact";
  if (/^ppl[a-z0-9]*$/.test(word)) return "settlement";
  if (/^pcl[a-z]*$/.test(word)) return "country";
  const concepts = conceptsOf(text);
  return (["settlement", "district", "region", "country"] as const).find((level) => concepts.has(level));
}
