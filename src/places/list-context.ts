/** Where the places of a list lie, as far as they are known without knowing it. */
import type { PlaceId } from "../model/ids.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { ancestorsOf } from "./hierarchy.ts";
import type { ListContext, PlaceText } from "./place-text.ts";
import { resolvePlace } from "./resolve-place.ts";

const FEWEST = 5; // places: what less of them share may be chance
const MAIN_SHARE = 0.8;

/**
 * Where a list's places lie: each different mention counts once, so that one full village does not speak for all.
 * Places that only the world's gazetteer names count when it has one of the name. Undefined for a list of fewer than
 * five places that are known.
 */
export function listContext(gazetteer: Gazetteer, mentions: Iterable<PlaceText>): ListContext | undefined {
  const counts = new Map<PlaceId, number>();
  const met = new Set<string>();
  let known = 0;
  for (const mention of mentions) {
    const key = JSON.stringify([mention.text, mention.within]);
    if (met.has(key)) continue;
    met.add(key);
    const place = likelyPlace(gazetteer, mention);
    if (place === undefined) continue;
    known++;
    for (const id of ancestorsOf(gazetteer, place)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  if (known < FEWEST) return undefined;
  const shares = new Map([...counts].map(([id, count]) => [id, count / known] as const));
  const main = mainPlace(gazetteer, shares);
  return { shares, ...(main === undefined ? {} : { main }) };
}

function likelyPlace(gazetteer: Gazetteer, mention: PlaceText): PlaceId | undefined {
  const answer = resolvePlace(gazetteer, mention);
  if (answer.state === "resolved") return answer.place;
  const isOnlyOfWorld = answer.evidence.some(({ key }) => key === "world-alone");
  return isOnlyOfWorld && answer.candidates.length === 1 ? answer.candidates[0]?.place : undefined;
}

function mainPlace(gazetteer: Gazetteer, shares: ReadonlyMap<PlaceId, number>): PlaceId | undefined {
  const wide = [...shares].filter(([, share]) => share >= MAIN_SHARE).map(([id]) => id);
  return wide.toSorted((a, b) => ancestorsOf(gazetteer, b).size - ancestorsOf(gazetteer, a).size)[0];
}
