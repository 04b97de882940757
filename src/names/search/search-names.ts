/** Finding names: the parts of a query to the nearest parts, those to names, and the best of these compared in full. */
import { evidenceOfNames, type NameEvidence } from "../compare.ts";
import { type NameLevel, nameLevels } from "../levels.ts";
import { type PreparedName, prepareName } from "../prepare.ts";
import { byBits, type LikelyName, likeliestNames, stepOf } from "./likeliest-names.ts";
import { MOST_PARTS, type NameIndex } from "./name-index.ts";
import { nearTokens } from "./near-tokens.ts";

/** Whose name it is, the level of the nearest of them, an index into `nameLevels`, and its likeness. */
export type NameHit = { readonly owner: number; readonly level: NameLevel; readonly likeness: number };

/** Names that are taken for a full comparison where fewer are wanted, and distinct ones that are compared. */
const LEAST_NAMES = 64;
const MOST_COMPARED = 80;

/** Level of a name that goes on where the query ends. */
const CONTAINED = 4;

/** Likeness of a name that was only begun, beside the whole of it. */
const BEGUN = 0.7;

const DIFFERENT = nameLevels.length - 1;

/**
 * The owners of the names nearest to `text`, in any script, nearest first, each once, at most `limit`; those as
 * near in the order of their numbers. The order of a query's parts is free, parts may be missing or misspelt, and
 * the last may be the beginning of one.
 */
export function searchNames(index: NameIndex, text: string, limit: number): readonly NameHit[] {
  const asked = prepareName(text);
  const most = Math.max(limit, LEAST_NAMES);
  const { names, begun } = likeliestFor(index, asked, most);
  const joined = text.replace(TIE, "");
  const others = joined === text ? [] : likeliestFor(index, prepareName(joined), most).names;
  return rank(index, bestOf(names, others), { asked, begun })
    .toSorted((a, b) => byRank(a, b) || a.owner - b.owner)
    .slice(0, limit)
    .map(({ owner, level, likeness }) => ({ owner, level, likeness }));
}

/** What ties two words that other scripts write as one: Ji-an, جيان. */
const TIE = /(?<=\p{L})[-\u2010\u2011](?=\p{L})/gu;

function likeliestFor(index: NameIndex, { tokens }: PreparedName, most: number) {
  const looked = tokens.slice(0, MOST_PARTS);
  const parts = looked.map((token, at) => nearTokens(index, token, at === looked.length - 1));
  return { names: likeliestNames(index, parts, most), begun: parts.at(-1)?.begun ?? new Set<number>() };
}

/** The names of both lists, each once with the most that speaks for it, best first. */
function bestOf(names: readonly LikelyName[], others: readonly LikelyName[]): readonly LikelyName[] {
  if (others.length === 0) return names;
  const byName = new Map(names.map((one) => [one.name, one]));
  for (const one of others) if (one.bits > (byName.get(one.name)?.bits ?? 0)) byName.set(one.name, one);
  return [...byName.values()].toSorted(byBits);
}

type Asked = { readonly asked: PreparedName; readonly begun: ReadonlySet<number> };
type Nearness = Omit<NameHit, "owner"> & { readonly isWhole: boolean };
type Ranked = Nearness & Pick<NameHit, "owner"> & Pick<LikelyName, "bits">;

/**
 * Level of a name that has the query's parts and no others, in any order or script. Where a child's and a father's name
 * have changed places, it is another's all the same.
 */
const SAME = 1;

/** Bits that it is worth, by level, that a name agrees as a whole and not only in the parts that were found. */
const BITS_WHOLE: readonly number[] = [0, 0, 3, 1];

/**
 * The name itself first, then what speaks for a name, then how near it is as a whole: levels alone would set a rare
 * part beside a common one.
 */
const byRank = (a: Ranked, b: Ranked) =>
  Number(b.isWhole) - Number(a.isWhole) || stepOf(worthOf(b)) - stepOf(worthOf(a)) || byNearness(a, b);

const worthOf = ({ bits, level }: Ranked) => bits + (BITS_WHOLE[level] ?? 0);

/** The nearest name of each owner, compared in full; names alike are compared once. */
function rank(index: NameIndex, names: readonly LikelyName[], query: Asked): readonly Ranked[] {
  const byWritten = new Map<string, Nearness>();
  const byOwner = new Map<number, Ranked>();
  for (const { name, bits } of names) {
    const parts = index.parts.subarray(index.start[name]!, index.start[name + 1]!);
    const written = Array.from(parts, (token) => index.tokens.folds[token]!).join(" ");
    const known = byWritten.get(written);
    if (known === undefined && byWritten.size === MOST_COMPARED) continue;
    const found = known ?? nearness(query, written, parts);
    byWritten.set(written, found);
    const owner = index.owners[name]!;
    const [best, ranked] = [byOwner.get(owner), { owner, bits, ...found }];
    if (found.level < DIFFERENT && (best === undefined || byRank(ranked, best) < 0))
      byOwner.set(owner, ranked);
  }
  return [...byOwner.values()];
}

const byNearness = (a: Omit<NameHit, "owner">, b: Omit<NameHit, "owner">) =>
  a.level - b.level || b.likeness - a.likeness;

const nearnessOf = ({ level, likeness, isReordered }: NameEvidence): Nearness => ({
  level,
  likeness,
  isWhole: level <= SAME && !isReordered,
});

function nearness({ asked, begun }: Asked, written: string, parts: Uint32Array): Nearness {
  const name = prepareName(written);
  const whole = nearnessOf(evidenceOfNames(asked, name));
  const continued = parts.find((token) => begun.has(token));
  if (continued === undefined || whole.level <= CONTAINED) return whole;
  const rest = asked.tokens.slice(0, -1).map(({ fold }) => fold);
  const completed = prepareName([...rest, written.split(" ")[parts.indexOf(continued)]].join(" "));
  const { level, likeness } = evidenceOfNames(completed, name);
  const contained = {
    level: level < CONTAINED ? CONTAINED : level,
    likeness: likeness * BEGUN,
    isWhole: false,
  };
  return byNearness(contained, whole) < 0 ? contained : whole;
}
