/** Finding names: the parts of a query to the nearest parts, those to names, and the best of these compared in full. */
import { compareNames, likenessOfNames } from "../compare.ts";
import { type NameLevel, nameLevels } from "../levels.ts";
import { type PreparedName, prepareName } from "../prepare.ts";
import { completions } from "./completions.ts";
import { likeliestNames, type PartOfQuery } from "./likeliest-names.ts";
import type { NameIndex } from "./name-index.ts";
import { type NearToken, nearTokens } from "./near-tokens.ts";

/** Whose name it is, the level of the nearest of them, an index into `nameLevels`, and its likeness. */
export type NameHit = { readonly owner: number; readonly level: NameLevel; readonly likeness: number };

/** Parts of a query that are looked for: a full name has no more. */
const MOST_PARTS = 6;

/** Names that are taken for a full comparison, and distinct ones among them that are compared. */
const MOST_NAMES = 500;
const MOST_COMPARED = 80;

/** Level down to which all parts agree: nothing nearer is to be found by a wider look. */
const CLOSE_IN_ALL = 2;

/** Level of a name that goes on where the query ends. */
const CONTAINED = 4;
const DIFFERENT = nameLevels.length - 1;

/**
 * The owners of the names nearest to `text`, in any script, nearest first, each once, at most `limit`; those as
 * near in the order of their numbers. The order of a query's parts is free, parts may be missing or misspelt, and
 * the last may be the beginning of one.
 */
export function searchNames(index: NameIndex, text: string, limit: number): readonly NameHit[] {
  const asked = prepareName(text);
  const narrow = look(index, asked, false);
  const hits = narrow.some(({ level }) => level <= CLOSE_IN_ALL) ? narrow : look(index, asked, true);
  return hits.slice(0, limit);
}

/** What is found by parts of the same skeletons, or in a wide look of near ones too: it costs several times more. */
function look(index: NameIndex, asked: PreparedName, isWide: boolean): readonly NameHit[] {
  const tokens = asked.tokens.slice(0, MOST_PARTS);
  const begun = tokens.length === 0 ? [] : completions(index, tokens.at(-1)!);
  const parts = tokens.map((token, at): PartOfQuery => {
    const whole = token.isInitial ? [] : nearTokens(index, token, isWide);
    const near = at < tokens.length - 1 ? whole : withoutDoubles([...whole, ...begun]);
    return { token, near };
  });
  const names = likeliestNames(index, parts, MOST_NAMES);
  return rank(index, names, {
    asked,
    begun: new Map(begun.map(({ token, likeness }) => [token, likeness])),
  }).toSorted((a, b) => a.level - b.level || b.likeness - a.likeness || a.owner - b.owner);
}

/** The nearer of two that are one part; nearest first. */
function withoutDoubles(near: readonly NearToken[]): readonly NearToken[] {
  const sorted = near.toSorted((a, b) => b.likeness - a.likeness);
  const byToken = new Map<number, NearToken>();
  for (const one of sorted) if (!byToken.has(one.token)) byToken.set(one.token, one);
  return [...byToken.values()];
}

type Asked = { readonly asked: PreparedName; readonly begun: ReadonlyMap<number, number> };
type Nearness = Omit<NameHit, "owner">;

/** The nearest name of each owner, compared in full; names alike are compared once. */
function rank(index: NameIndex, names: readonly number[], query: Asked): readonly NameHit[] {
  const byWritten = new Map<string, Nearness>();
  const byOwner = new Map<number, NameHit>();
  for (const name of names) {
    const parts = index.parts.subarray(index.start[name]!, index.start[name + 1]!);
    const written = Array.from(parts, (token) => index.tokens.folds[token]!).join(" ");
    const known = byWritten.get(written);
    if (known === undefined && byWritten.size === MOST_COMPARED) continue;
    const found = known ?? nearness(query, written, parts);
    byWritten.set(written, found);
    const owner = index.owners[name]!;
    const best = byOwner.get(owner);
    if (found.level < DIFFERENT && (best === undefined || isNearer(found, best)))
      byOwner.set(owner, { owner, ...found });
  }
  return [...byOwner.values()];
}

const isNearer = (a: Nearness, b: Nearness) =>
  a.level < b.level || (a.level === b.level && a.likeness > b.likeness);

function nearness({ asked, begun }: Asked, written: string, parts: Uint32Array): Nearness {
  const name = prepareName(written);
  const whole = { level: compareNames(asked, name).level, likeness: likenessOfNames(asked, name) };
  const continued = parts.find((token) => begun.has(token));
  if (continued === undefined || whole.level <= CONTAINED) return whole;
  const rest = asked.tokens.slice(0, -1).map(({ fold }) => fold);
  const completed = prepareName([...rest, written.split(" ")[parts.indexOf(continued)]].join(" "));
  const { level } = compareNames(completed, name);
  const likeness = likenessOfNames(completed, name) * begun.get(continued)!;
  const contained = { level: level < CONTAINED ? CONTAINED : level, likeness };
  return isNearer(contained, whole) ? contained : whole;
}
