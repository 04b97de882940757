/** Resolving many mentions: each different one once. */
import type { PlaceAnswer } from "./answer.ts";
import type { Gazetteer } from "./gazetteer.ts";
import type { ListContext, PlaceText } from "./place-text.ts";
import { resolvePlace } from "./resolve-place.ts";

export type PlaceResolver = (mention: PlaceText) => PlaceAnswer;

const MOST_KEPT = 200_000; // different mentions; lists of more are of addresses, which hardly repeat

/** A resolver of the mentions of one list, which answers as `resolvePlace` does and keeps its answers. */
export function makePlaceResolver(gazetteer: Gazetteer, list?: ListContext): PlaceResolver {
  const answers = new Map<string, PlaceAnswer>();
  return (mention) => {
    const key = keyOf(gazetteer, mention);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = resolvePlace(gazetteer, list === undefined ? mention : { ...mention, list });
    if (answers.size >= MOST_KEPT) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}

function keyOf({ hasPeriods }: Gazetteer, { text, within = [], year, position }: PlaceText): string {
  const time = hasPeriods && year !== undefined ? String(year) : "";
  const where = position === undefined ? "" : `${position.latitude},${position.longitude}`;
  return [text, time, where, ...within].join("\u0000");
}
