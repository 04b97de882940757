/** Rows added to a kept table: only what they say is encoded. */
import { joinTexts, packTexts, textAt } from "../base/packed-texts.ts";
import { hashText } from "./content-hash.ts";
import { codesOfTexts, columnOfKey, hashValues, type KeptColumn, type KeptTable } from "./kept-table.ts";
import { type Learned, WRITINGS } from "./name-memo.ts";
import { wordSounds } from "./name-value.ts";
import { normalValue } from "./normal-value.ts";
import type { RowCodes } from "./row-codes.ts";

export type AddedRow = {
  readonly key: string;
  readonly list: string;
  /** What the row says in a field, "" where it says nothing. */
  readonly textOf: (field: string) => string;
};

/** The table with these rows after its own: values counted, new ones with the codes of their keys. */
export function addRows(kept: KeptTable, rows: readonly AddedRow[]): KeptTable {
  if (rows.length === 0) return kept;
  const lists = [...new Set([...kept.lists, ...rows.map(({ list }) => list)])];
  const listOf = new Map(lists.map((name, i) => [name, i]));
  const added = kept.columns.map((column) =>
    addValues(
      column,
      rows.map(({ textOf }) => normalValue(column.kind, textOf(column.name))),
    ),
  );
  const columns = added.map(({ column }) => column);
  return {
    keys: joinTexts(kept.keys, packTexts(rows.map(({ key }) => key))),
    lists,
    list: extended(
      kept.list,
      rows.map(({ list }) => listOf.get(list) ?? 0),
    ),
    columns,
    codes: new Map(
      kept.codes.entries().map(([label, codes]) => {
        const column = columnOfKey(kept, label);
        const own = added.find((each) => each.column.name === column?.name);
        const fresh = own?.fresh ?? [];
        return [label, own === undefined ? codes : joinOwn(codes, codesOfTexts(own.column, label, fresh))];
      }),
    ),
    learned: new Map(
      kept.learned.entries().map(([name, learned]) => {
        const at = columns.findIndex((column) => column.name === name);
        return [name, at === -1 ? learned : countNames(learned, added[at]?.normals ?? [])];
      }),
    ),
  };
}

type AddedValues = {
  readonly column: KeptColumn;
  readonly fresh: readonly string[]; // values that the column had not
  readonly normals: readonly string[]; // of each added row
};

function addValues(column: KeptColumn, normals: readonly string[]): AddedValues {
  const idOf = findValues(column, new Set(normals));
  const fresh: string[] = [];
  const ids = normals.map((normal) => {
    const id = idOf.get(normal) ?? column.hashes.length + fresh.length;
    if (!idOf.has(normal)) fresh.push(normal);
    idOf.set(normal, id);
    return id;
  });
  const counts = extended(
    column.counts,
    fresh.map(() => 0),
  );
  for (const id of ids) counts[id] = (counts[id] as number) + 1;
  return {
    fresh,
    normals,
    column: {
      ...column,
      ids: extended(column.ids, ids),
      values: joinTexts(column.values, packTexts(fresh)),
      hashes: extended(column.hashes, hashValues(fresh)),
      counts,
    },
  };
}

/** The ids of those of the values that the column has. */
function findValues({ hashes, values }: KeptColumn, wanted: ReadonlySet<string>): Map<string, number> {
  const byHash = Map.groupBy(wanted, (value) => hashText(value, 0));
  const idOf = new Map([["", 0]]);
  for (let id = 1; id < hashes.length; id++) {
    const [value, ...others] = byHash.get(hashes[id] as number) ?? [];
    if (value === undefined) continue;
    const text = textAt(values, id);
    if ([value, ...others].includes(text)) idOf.set(text, id);
  }
  return idOf;
}

/** Counts of sounds with those of these names. */
function countNames(learned: Learned, names: readonly string[]): Learned {
  if (learned.sounds === undefined) return learned;
  const { sounds, counts, rows } = learned.sounds;
  const bySound = new Map(sounds.map((sound, i) => [sound, counts[i] ?? 0]));
  const filled = names.filter((name) => name !== "");
  for (const name of filled)
    for (const sound of new Set(name.split(WRITINGS).flatMap(wordSounds)))
      bySound.set(sound, (bySound.get(sound) ?? 0) + 1);
  return {
    ...learned,
    sounds: {
      sounds: [...bySound.keys()],
      counts: Uint32Array.from(bySound.values()),
      rows: rows + filled.length,
    },
  };
}

function joinOwn(first: RowCodes, second: RowCodes): RowCodes {
  const codes = extended(first.codes, second.codes);
  if (first.starts === undefined || second.starts === undefined) return { codes };
  const size = first.codes.length;
  return {
    codes,
    starts: extended(
      first.starts,
      second.starts.subarray(1).map((start) => size + start),
    ),
  };
}

function extended<Words extends Uint16Array | Uint32Array>(words: Words, more: ArrayLike<number>): Words {
  const wider = new (words.constructor as new (size: number) => Words)(words.length + more.length);
  wider.set(words);
  wider.set(more, words.length);
  return wider;
}
