/** A gazetteer as columns, so that a large one is read and not made again: `formatGazetteer` and `readGazetteer`. */
import type { Column, Columns } from "../base/column-file.ts";
import { textAt } from "../base/packed-texts.ts";
import { type Groups, groupAt } from "./columns/groups.ts";
import { packPlaces, readPlaceList } from "./columns/place-list.ts";
import { countOf, numberOf, type TextTable } from "./columns/text-table.ts";
import { formsOfName, type KnownNames, type SpelledNames, type WrittenNames } from "./find-names.ts";
import { type Gazetteer, gazetteerOf } from "./gazetteer.ts";
import { isAsRead } from "./key-lists.ts";

/** Of this order of columns; another number when it, or what the columns hold, changes. */
export const GAZETTEER_FORM = "gazetteer 2";

/** All parts of a gazetteer; those that were not needed yet are made. */
export function formatGazetteer({ parts, own, world }: Gazetteer): Columns {
  const { list, isOwn, hasPeriods } = parts;
  return {
    ...tableColumns("ids", list.ids),
    ...groupColumns("parents", list.parents),
    ...packPlaces(list),
    isOwn,
    hasPeriods: Uint8Array.of(Number(hasPeriods)),
    ...writtenColumns("own", own.written()),
    ...writtenColumns("world", world.written()),
    ...spelledColumns(own.spelled()),
  };
}

/**
 * The gazetteer of the columns that `formatGazetteer` gave, which answers as the one that they were made of; undefined
 * when names are read otherwise by now. Requires columns of this form.
 */
export function readGazetteerColumns(columns: Columns): Gazetteer | undefined {
  const list = readPlaceList({
    ids: tableOf(columns, "ids"),
    parents: groupsOf(columns, "parents"),
    rows: columns["rows"] as Uint8Array,
    rowEnds: columns["rowEnds"] as Uint32Array,
  });
  const own = { written: writtenOf(columns, "own"), spelled: spelledOf(columns) };
  const world = { written: writtenOf(columns, "world") };
  const gazetteer = gazetteerOf(
    { list, isOwn: columns["isOwn"] as Uint8Array, hasPeriods: columns["hasPeriods"]?.[0] === 1 },
    { own, world },
  );
  return isReadTheSame(gazetteer, own) ? gazetteer : undefined;
}

/** Names that are read again, to see whether other tables of words and letters wrote the columns. */
const SAMPLE = 256;

function isReadTheSame({ parts: { list, isOwn } }: Gazetteer, own: Required<KnownNames>): boolean {
  const { written, spelled } = own;
  const isFound = (number: number) =>
    isOwn[number] === 0 ||
    list
      .placeAt(number)
      .names.flatMap(({ text }) => formsOfName(text))
      .every((form) => hasText(written, form, number));
  return (
    sampleOf(countOf(list.ids)).every(isFound) &&
    sampleOf(countOf(written.texts)).every((at) => isAsRead(spelled.keys, at, textAt(written.texts, at)))
  );
}

function hasText({ texts, places }: WrittenNames, form: string, place: number): boolean {
  const at = numberOf(texts, form);
  return at >= 0 && groupAt(places, at).includes(place);
}

const sampleOf = (count: number): readonly number[] =>
  Array.from({ length: Math.min(count, SAMPLE) }, (_, nth) =>
    Math.floor((nth * count) / Math.min(count, SAMPLE)),
  );

function tableColumns(name: string, { units, ends, slots }: TextTable): Columns {
  return { [`units of ${name}`]: units, [`ends of ${name}`]: ends, [`slots of ${name}`]: slots };
}

function tableOf(columns: Columns, name: string): TextTable {
  return {
    units: columns[`units of ${name}`] as Uint8Array | Uint16Array,
    ends: columns[`ends of ${name}`] as Uint32Array,
    slots: columns[`slots of ${name}`] as Int32Array,
  };
}

function groupColumns(name: string, { starts, members }: Groups): Columns {
  return { [`starts of ${name}`]: starts, [`members of ${name}`]: members };
}

function groupsOf(columns: Columns, name: string): Groups {
  return {
    starts: numbersOf(columns[`starts of ${name}`]),
    members: numbersOf(columns[`members of ${name}`]),
  };
}

const numbersOf = (column: Column | undefined) => column as Int32Array;

function writtenColumns(name: string, { texts, places, names }: WrittenNames): Columns {
  return {
    ...tableColumns(`${name} texts`, texts),
    ...groupColumns(`${name} places`, places),
    [`${name} names`]: names,
  };
}

function writtenOf(columns: Columns, name: string): WrittenNames {
  return {
    texts: tableOf(columns, `${name} texts`),
    places: groupsOf(columns, `${name} places`),
    names: numbersOf(columns[`${name} names`]),
  };
}

function spelledColumns({ keys, below }: SpelledNames): Columns {
  return {
    ...tableColumns("keys", keys.keys),
    ...groupColumns("keys of texts", keys.keysOfText),
    ...groupColumns("texts of keys", keys.textsOfKey),
    ...tableColumns("shortened", keys.shortened),
    ...groupColumns("keys of shortened", keys.keysOfShortened),
    sounds: keys.sketches.sounds,
    consonants: keys.sketches.consonants,
    ...groupColumns("below", below),
  };
}

function spelledOf(columns: Columns): SpelledNames {
  return {
    keys: {
      keys: tableOf(columns, "keys"),
      keysOfText: groupsOf(columns, "keys of texts"),
      textsOfKey: groupsOf(columns, "texts of keys"),
      shortened: tableOf(columns, "shortened"),
      keysOfShortened: groupsOf(columns, "keys of shortened"),
      sketches: {
        sounds: numbersOf(columns["sounds"]),
        consonants: columns["consonants"] as Uint8Array,
      },
    },
    below: groupsOf(columns, "below"),
  };
}
