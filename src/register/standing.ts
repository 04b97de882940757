/** How judgements stand: which hold, which are contested, and what linkage may build on. */
import type { RecordId } from "../model/ids.ts";
import type { Judgement, JudgementStanding, StoredJudgement } from "../model/judgement.ts";

/** What became of a judgement's two records since it was made. */
export type SeenSince = {
  readonly isGone: boolean; // one of them is in the register no more
  readonly changed: readonly string[]; // compared fields that say something else now
};

export type StandingJudgement = StoredJudgement & {
  readonly standing: JudgementStanding;
  readonly against: readonly number[]; // ids of the judgements that it contradicts, when contested
  readonly changed: readonly string[]; // compared fields that changed, when it is to be confirmed
};

/**
 * Each judgement with how it stands, in the order given, which is that of their ids. Of what one person said of one
 * pair, the latest counts. Two people's same and different about one pair are contested, and so is a different whose
 * records are the same through others, with every judgement on the ways between them: none of them is decided by
 * order or number.
 *
 * @example
 * const said = (id, left, right, answer, by) => ({ id, left, right, answer, by, why: "", at: "", seen: { left: 0, right: 1 } });
 * const all = [said(1, "a", "b", "same", "Ani"), said(2, "a", "b", "different", "Levon")];
 * standingJudgements(all, new Map()).map(({ standing }) => standing); //=> ["contested", "contested"]
 */
export function standingJudgements(
  judgements: readonly StoredJudgement[],
  since: ReadonlyMap<number, SeenSince>,
): readonly StandingJudgement[] {
  const latest = new Map<string, number>();
  for (const judgement of judgements)
    if (judgement.withdrawnBy === undefined)
      latest.set(`${judgement.by}\n${pairKey(judgement)}`, judgement.id);
  const alone = judgements.map((judgement): StandingJudgement => {
    const { isGone = false, changed = [] } = since.get(judgement.id) ?? {};
    const isLatest = latest.get(`${judgement.by}\n${pairKey(judgement)}`) === judgement.id;
    const standing = standingAlone(judgement, { isLatest, isGone, hasChanged: changed.length > 0 });
    return { ...judgement, standing, against: [], changed: standing === "to-confirm" ? changed : [] };
  });
  const against = contradictions(alone.filter(({ standing }) => standing === "holds"));
  return alone.map((judgement) => {
    const others = against.get(judgement.id);
    return others === undefined
      ? judgement
      : { ...judgement, standing: "contested", against: [...others].sort((a, b) => a - b) };
  });
}

/**
 * The judgements that decide how those about these records stand, in the order given: whatever leads from one of the
 * records to another by pairs that somebody judged.
 *
 * @example
 * const said = (left, right) => ({ left, right });
 * judgementsAbout([said("a", "b"), said("c", "d"), said("b", "c"), said("x", "y")], ["d"]).length; //=> 3
 */
export function judgementsAbout<Pair extends Pick<Judgement, "left" | "right">>(
  judgements: readonly Pair[],
  records: Iterable<RecordId>,
): readonly Pair[] {
  const others = new Map<RecordId, RecordId[]>();
  const join = (from: RecordId, to: RecordId) => {
    const known = others.get(from);
    if (known === undefined) others.set(from, [to]);
    else known.push(to);
  };
  for (const { left, right } of judgements) {
    join(left, right);
    join(right, left);
  }
  const reached = new Set(records);
  for (const record of reached) for (const other of others.get(record) ?? []) reached.add(other);
  return judgements.filter(({ left }) => reached.has(left));
}

function standingAlone(
  { withdrawnBy }: StoredJudgement,
  { isLatest, isGone, hasChanged }: { isLatest: boolean; isGone: boolean; hasChanged: boolean },
): JudgementStanding {
  if (withdrawnBy !== undefined) return "withdrawn";
  if (!isLatest) return "replaced";
  if (isGone) return "gone";
  return hasChanged ? "to-confirm" : "holds";
}

/**
 * Key of a pair, the same from either side.
 *
 * @example
 * pairKey({ left: "b", right: "a" }) === pairKey({ left: "a", right: "b" }); //=> true
 */
export function pairKey({ left, right }: Pick<Judgement, "left" | "right">): string {
  return JSON.stringify(left < right ? [left, right] : [right, left]);
}

/** For each contradicted judgement the ids of those that contradict it. */
function contradictions(holding: readonly StandingJudgement[]): ReadonlyMap<number, ReadonlySet<number>> {
  const against = new Map<number, Set<number>>();
  const oppose = (a: number, b: number) => {
    against.set(a, (against.get(a) ?? new Set()).add(b));
    against.set(b, (against.get(b) ?? new Set()).add(a));
  };
  const same = holding.filter(({ answer }) => answer === "same");
  const edges = edgesOf(same);
  for (const different of holding.filter(({ answer }) => answer === "different"))
    for (const id of waysBetween(edges, different)) oppose(different.id, id);
  return against;
}

type Edge = { readonly id: number; readonly to: RecordId };
type Edges = ReadonlyMap<RecordId, readonly Edge[]>;

function edgesOf(same: readonly StandingJudgement[]): Edges {
  const edges = new Map<RecordId, Edge[]>();
  const add = (from: RecordId, edge: Edge) => edges.set(from, [...(edges.get(from) ?? []), edge]);
  for (const { id, left, right } of same) {
    add(left, { id, to: right });
    add(right, { id, to: left });
  }
  return edges;
}

/** Ids on ways from one record to the other: all the shortest, then the shortest without those, until there is none. */
function waysBetween(edges: Edges, { left, right }: Judgement): ReadonlySet<number> {
  const used = new Set<number>();
  for (;;) {
    const [fromLeft, fromRight] = [distances(edges, left, used), distances(edges, right, used)];
    const length = fromLeft.get(right);
    if (length === undefined) return used;
    const found = [...fromLeft].flatMap(([at, before]) =>
      (edges.get(at) ?? [])
        .filter(({ id, to }) => !used.has(id) && before + 1 + (fromRight.get(to) ?? length) === length)
        .map(({ id }) => id),
    );
    for (const id of found) used.add(id);
  }
}

/** Steps from one record to each that it reaches. */
function distances(edges: Edges, from: RecordId, used: ReadonlySet<number>): ReadonlyMap<RecordId, number> {
  const steps = new Map([[from, 0]]);
  for (const [at, before] of steps)
    for (const { id, to } of edges.get(at) ?? [])
      if (!used.has(id) && !steps.has(to)) steps.set(to, before + 1);
  return steps;
}

/** What linkage may build on: what holds, once for each pair. */
export type DecidedPair = {
  readonly left: RecordId;
  readonly right: RecordId;
  readonly answer: "same" | "different" | "unsure";
};

/** One decided answer for each pair that has one; unsure only where nobody is sure. */
export function decidedPairs(judgements: readonly StandingJudgement[]): readonly DecidedPair[] {
  const byPair = new Map<string, DecidedPair>();
  for (const { left, right, answer, standing } of judgements) {
    if (standing !== "holds") continue;
    const key = pairKey({ left, right });
    const known = byPair.get(key);
    if (known === undefined || known.answer === "unsure") byPair.set(key, { left, right, answer });
  }
  return [...byPair.values()];
}
