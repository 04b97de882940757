/** Linking of what is new in a kept table: only rows that it may touch are looked at, and all others stay as they were. */
import { likelyFrom } from "./cluster-rows.ts";
import { connect, find } from "./components.ts";
import { numbersWhere } from "./growable.ts";
import type { RowJudgement } from "./judged-pairs.ts";
import type { KeptTable } from "./kept-table.ts";
import { type KnownPairs, type LinkOptions, linkEncoded, type PartResult, REVIEW } from "./link.ts";
import type { LinkModel } from "./link-model.ts";
import { joinPairs, type LinkedPairs, mapPairs } from "./linked-pairs.ts";
import { meetRows } from "./meet-rows.ts";
import { partTable } from "./part-table.ts";

export type AddedOptions = Pick<LinkOptions, "onePerList" | "progress" | "seed"> & {
  readonly model: LinkModel;
  readonly known: KnownPairs; // rows are those of the kept table
  readonly judgements: readonly RowJudgement[];
};

export type AddedResult = PartResult & {
  readonly touched: Uint32Array; // rows whose entity may be another than it was: all rows of each such entity
};

/**
 * What `linkTable` with this model and these known pairs finds in the whole table: rows that share a key with a new one,
 * the components that they stand in and what was judged are linked as a table of their own, with the frequencies of the
 * whole.
 */
export function linkAdded(kept: KeptTable, options: AddedOptions): AddedResult {
  const { model, known, judgements } = options;
  options.progress?.("block", 0, 1);
  const rows = rowsToLink(kept, options);
  const placeOf = new Int32Array(kept.list.length).fill(-1);
  for (const [place, row] of rows.entries()) placeOf[row] = place;
  const { encoded, names } = partTable(kept, rows, model.rules);
  const at = (row: number) => placeOf[row] as number;
  const found = linkEncoded(encoded, {
    ...options,
    names,
    known: {
      ...mapPairs(known, placeOf),
      isNew: Uint8Array.from(rows, (row) => known.isNew[row] as number),
      isLoose: Uint8Array.from(rows, (row) => known.isLoose[row] as number),
      entity: rows.map((row) => known.entity[row] as number),
    },
    judgements: judgements.map(({ left, right, answer }) => ({ left: at(left), right: at(right), answer })),
  });
  const pairs = joinPairs([known, freshPairs(found.pairs, rows, known.isNew)]);
  const { entity, entities } = labelRows(known.entity, { rows, labels: found.entity });
  return {
    ...found,
    pairs,
    entity,
    entities,
    review: countReview(pairs),
    touched: touchedRows(known, { rows, labels: found.entity }),
  };
}

/** New rows, what they may meet, what hangs loose or was judged, and the components and entities of all of these. */
function rowsToLink(kept: KeptTable, { known, judgements, model, onePerList }: AddedOptions): Uint32Array {
  const size = kept.list.length;
  const fresh = numbersWhere(size, (row) => known.isNew[row] === 1);
  const marks = meetRows(kept, model.rules, fresh);
  for (let row = 0; row < size; row++) if (known.isLoose[row] === 1) marks[row] = 1;
  for (const { left, right } of judgements) for (const row of [left, right]) marks[row] = 1;
  const whole = { size, list: kept.list, lists: kept.lists };
  const root = connectKnown(known, likelyFrom(whole, { onePerList: onePerList === true }, model.prior));
  const isWanted = new Uint8Array(size);
  for (let row = 0; row < size; row++) if (marks[row] === 1) isWanted[find(root, row)] = 1;
  return numbersWhere(size, (row) => isWanted[find(root, row)] === 1);
}

/** From each row to the first that is of one entity with it or connected to it by likely pairs. */
function connectKnown({ entity, isNew, left, right, weight }: KnownPairs, threshold: number): Uint32Array {
  const root = new Uint32Array(entity.length);
  const firstOf = new Int32Array(1 + entity.reduce((most, label) => Math.max(most, label), 0)).fill(-1);
  for (let row = 0; row < entity.length; row++) {
    root[row] = row;
    if (isNew[row] === 1) continue;
    const first = firstOf[entity[row] as number] as number;
    if (first === -1) firstOf[entity[row] as number] = row;
    else root[row] = first;
  }
  for (let pair = 0; pair < weight.length; pair++)
    if ((weight[pair] as number) >= threshold) connect(root, left[pair] as number, right[pair] as number);
  return root;
}

/** The pairs with a new row, by row: `left` and `right` are places in `rows`, which ascend. */
function freshPairs(pairs: LinkedPairs, rows: Uint32Array, isNew: Uint8Array): LinkedPairs {
  const { left, right, weight } = mapPairs(pairs, new Int32Array(rows));
  const fresh = numbersWhere(
    weight.length,
    (pair) => isNew[left[pair] as number] === 1 || isNew[right[pair] as number] === 1,
  );
  return {
    left: fresh.map((pair) => left[pair] as number),
    right: fresh.map((pair) => right[pair] as number),
    weight: new Int32Array(fresh.map((pair) => weight[pair] as number)),
  };
}

type Labelled = { readonly rows: Uint32Array; readonly labels: Uint32Array };

/** Labels of all rows, numbered by first row: those given for some rows, and for all others those that they had. */
function labelRows(
  before: Uint32Array,
  { rows, labels }: Labelled,
): { readonly entity: Uint32Array; readonly entities: number } {
  const entity = before.slice();
  const beyond = 1 + before.reduce((most, label) => Math.max(most, label), 0);
  for (const [place, row] of rows.entries()) entity[row] = beyond + (labels[place] as number);
  return numberLabels(entity);
}

/**
 * The same classes, numbered by their first row.
 *
 * @example
 * Array.from(numberLabels(Uint32Array.of(7, 3, 7)).entity); //=> [0, 1, 0]
 */
export function numberLabels(labels: Uint32Array): {
  readonly entity: Uint32Array;
  readonly entities: number;
} {
  const numberOf = new Int32Array(1 + labels.reduce((most, label) => Math.max(most, label), 0)).fill(-1);
  let entities = 0;
  const entity = labels.map((label) => {
    if (numberOf[label] === -1) numberOf[label] = entities++;
    return numberOf[label] as number;
  });
  return { entity, entities };
}

/** The rows of entities that are not, row for row, what an entity was; a row that is gone counts as well. */
function touchedRows({ entity, isNew, isLoose }: KnownPairs, { rows, labels }: Labelled): Uint32Array {
  const sizeBefore = new Map<number, number>();
  const now = new Map<number, { size: number; label: number; isTouched: boolean }>();
  for (const [place, row] of rows.entries()) {
    const [label, before] = [labels[place] as number, entity[row] as number];
    const own = now.get(label) ?? { size: 0, label: before, isTouched: false };
    own.size++;
    own.isTouched ||= isNew[row] === 1 || isLoose[row] === 1 || own.label !== before;
    now.set(label, own);
    if (isNew[row] === 0) sizeBefore.set(before, (sizeBefore.get(before) ?? 0) + 1);
  }
  return rows.filter((_, place) => {
    const own = now.get(labels[place] as number);
    return own === undefined || own.isTouched || own.size !== sizeBefore.get(own.label);
  });
}

function countReview({ weight }: LinkedPairs): number {
  return weight.reduce((n, w) => n + (w >= REVIEW.from && w < REVIEW.until ? 1 : 0), 0);
}
