/** Ways into the table of parts: by sounds, by letters, by classes of given names. */
import { isAbjad, scripts } from "../script.ts";
import { countingSort, endsOf, extendStarts, holdersOf, insertAt, listAt } from "./lists.ts";
import { makeScreens, type SoundScreens, writeScreens } from "./sound-screens.ts";
import { formOf, sectionOf, type TokenTable } from "./token-table.ts";

/**
 * The readings of all parts in one order, by section and then by sounds, so that what many begin with is compared
 * once: a tree of sounds, laid out flat.
 */
export type SoundTree = {
  readonly sectionStart: Uint32Array; // places of section s: [sectionStart[s], sectionStart[s + 1])
  readonly token: Uint32Array; // whose reading it is, by place
  readonly shared: Uint8Array; // sounds that it begins with as the one before does
  readonly start: Uint32Array; // its sounds: [start[place], start[place + 1])
  readonly codes: Uint8Array;
  readonly screens: SoundScreens; // by place in `codes`
};

/** Made from a table of parts, never kept. */
export type Lookup = {
  readonly sounds: SoundTree;
  readonly orderOf: Uint32Array; // of each part: its place in the order of folds
  readonly classStart: Uint32Array; // parts that are forms of class c: [classStart[c], classStart[c + 1])
  readonly ofClass: Uint32Array;
  readonly writtenStart: Uint32Array; // parts of a script and length, by `writtenClass`
  readonly written: Uint32Array;
  readonly letterBits: Int32Array; // of each place in `written`, so that those read one after the other lie so
  readonly initials: Uint32Array; // numbers of the parts of one letter
};

/** Letters of the longest part; a longer one counts for such. */
const LONGEST = 255;

/** Where in `writtenStart` the parts of a script, by its number, and of so many letters are. */
export function writtenClass(script: number, letters: number): number {
  return script * (LONGEST + 1) + Math.max(0, Math.min(LONGEST, letters));
}

/** The letters of a word folded into the bits of one number: words that differ in a letter differ in two at most. */
export function letterBitsOf(fold: string): number {
  let bits = 0;
  for (let at = 0; at < fold.length; at++) bits |= 1 << (fold.charCodeAt(at) & 31);
  return bits;
}

/** The ways into a table. */
export function makeLookup(table: TokenTable): Lookup {
  const { folds, byFold, classes, classStart } = table;
  const numbers = Uint32Array.from(folds.keys());
  const lengths = numbers.map((token) => writtenClass(table.scripts[token]!, folds[token]!.length));
  const written = countingSort(lengths, writtenClass(scripts.length, 0));
  const bound = classes.reduce((most, one) => Math.max(most, one + 1), 0);
  const { start, order } = countingSort(classes, bound);
  const holder = holdersOf(classStart);
  return {
    sounds: makeSoundTree(table),
    orderOf: inverse(byFold),
    classStart: start,
    ofClass: order.map((at) => holder[at]!),
    writtenStart: written.start,
    written: written.order,
    letterBits: Int32Array.from(written.order, (token) => letterBitsOf(folds[token]!)),
    initials: numbers.filter((token) => folds[token]!.length === 1),
  };
}

/**
 * The ways into a table that was extended from `before`, as `makeLookup` would make them, from the ways into that: in
 * time for what is new and some plain copies.
 */
export function extendLookup(known: Lookup, before: TokenTable, table: TokenTable): Lookup {
  if (table === before) return known;
  const { folds } = table;
  const added = Uint32Array.from(
    { length: folds.length - before.folds.length },
    (_, at) => before.folds.length + at,
  );
  const classes = added.map((token) => writtenClass(table.scripts[token]!, folds[token]!.length));
  const { start, places, order } = endsOf(known.writtenStart, classes, writtenClass(scripts.length, 0));
  const tokens = order.map((at) => added[at]!);
  const bits = Array.from(tokens, (token) => letterBitsOf(folds[token]!));
  return {
    sounds: extendSoundTree(known.sounds, before, table),
    orderOf: inverse(table.byFold),
    ...extendClasses(known, before, table),
    writtenStart: start,
    written: insertAt(new Uint32Array(folds.length), known.written, { places, others: tokens }),
    letterBits: insertAt(new Int32Array(folds.length), known.letterBits, { places, others: bits }),
    initials: Uint32Array.from([...known.initials, ...added.filter((token) => folds[token]!.length === 1)]),
  };
}

function extendClasses(
  { classStart, ofClass }: Lookup,
  before: TokenTable,
  { classes, classStart: startOf }: TokenTable,
): Pick<Lookup, "classStart" | "ofClass"> {
  const added = classes.subarray(before.classes.length);
  const bound = added.reduce((most, one) => Math.max(most, one + 1), classStart.length - 1);
  const { start, places, order } = endsOf(classStart, added, bound);
  const others = order.map((at) => listAt(startOf, before.classes.length + at));
  return {
    classStart: start,
    ofClass: insertAt(new Uint32Array(classes.length), ofClass, { places, others }),
  };
}

/** New readings stand among the others where the table's order has them; what each shares is told again at their places. */
function extendSoundTree(known: SoundTree, before: TokenTable, table: TokenTable): SoundTree {
  const { bySounds, formStart, scripts: scriptOf, across } = table;
  const fresh = bySounds.keys().filter((place) => bySounds[place]! >= before.bySounds.length);
  const at = Uint32Array.from(fresh); // places with the new ones
  const places = at.map((place, count) => place - count);
  const forms = at.map((place) => bySounds[place]!);
  const tokens = forms.map((form) => listAt(formStart, form));
  const sections = forms.map((form, i) => sectionOf(scriptOf[tokens[i]!]!, across[form] === 1));
  const codes = joinedCodes(known, table, { places, forms, tokens });
  const token = insertAt(new Uint32Array(bySounds.length), known.token, { places, others: tokens });
  const shared = insertAt(new Uint8Array(bySounds.length), known.shared, {
    places,
    others: new Uint8Array(places.length),
  });
  const sectionStart = endsOf(known.sectionStart, sections, known.sectionStart.length - 1).start;
  const tree = { sectionStart, token, shared, ...codes };
  for (const place of at) {
    shared[place] = sharedAt(tree, place);
    if (place + 1 < shared.length) shared[place + 1] = sharedAt(tree, place + 1);
  }
  return tree;
}

type NewReadings = {
  readonly places: Uint32Array; // before which reading of the known ones each stands
  readonly forms: Uint32Array;
  readonly tokens: Uint32Array;
};

/** The sounds of all readings in their order, where each starts, and what their screens are. */
function joinedCodes(
  known: SoundTree,
  table: TokenTable,
  { places, forms, tokens }: NewReadings,
): Pick<SoundTree, "start" | "codes" | "screens"> {
  const own = Array.from(forms, (form) => formOf(table, form));
  const ownStart = extendStarts(
    Uint32Array.of(0),
    own.map(({ length }) => length),
  );
  const count = ownStart.at(-1) ?? 0;
  const ownCodes = new Uint8Array(count);
  const ownScreens = makeScreens(count);
  own.forEach((codes, i) => {
    ownCodes.set(codes, ownStart[i]!);
    writeScreens(ownScreens, ownStart[i]!, codes, modeOf(table.scripts[tokens[i]!]!));
  });
  const codePlaces = new Uint32Array(count);
  own.forEach((_, i) => {
    codePlaces.fill(known.start[places[i]!]!, ownStart[i], ownStart[i + 1]);
  });
  const size = table.codes.length;
  const insert = (values: Int32Array, others: Int32Array) =>
    insertAt(new Int32Array(size), values, { places: codePlaces, others });
  return {
    start: joinedStarts(known.start, places, ownStart),
    codes: insertAt(new Uint8Array(size), known.codes, { places: codePlaces, others: ownCodes }),
    screens: {
      solid: insert(known.screens.solid, ownScreens.solid),
      ownReach: insert(known.screens.ownReach, ownScreens.ownReach),
      reach: insert(known.screens.reach, ownScreens.reach),
    },
  };
}

/** Starts of lists with others put in before some of them. */
function joinedStarts(starts: Uint32Array, places: Uint32Array, others: Uint32Array): Uint32Array {
  const joined = new Uint32Array(starts.length + places.length);
  let taken = 0; // of the others
  for (let place = 0; place < starts.length; place++) {
    for (; places[taken] === place; taken++) joined[place + taken] = starts[place]! + others[taken]!;
    joined[place + taken] = starts[place]! + others[taken]!;
  }
  return joined;
}

/** How many sounds the reading of a place begins with as the one before does; none where it begins a section. */
function sharedAt({ sectionStart, start, codes }: Omit<SoundTree, "screens">, place: number): number {
  if (sectionStart[listAt(sectionStart, place)] === place) return 0;
  const reading = (at: number) => codes.subarray(start[at], start[at + 1]);
  return sharedLength(reading(place - 1), reading(place));
}

/** How a reading is walked beside its own script. */
const modeOf = (script: number) => (isAbjad(scripts[script]!) ? 3 : 0);

function makeSoundTree(table: TokenTable): SoundTree {
  const { bySounds, formStart, scripts: scriptOf } = table;
  const holder = holdersOf(formStart);
  const token = bySounds.map((form) => holder[form]!);
  const start = new Uint32Array(bySounds.length + 1);
  const codes = new Uint8Array(table.codes.length);
  const shared = new Uint8Array(bySounds.length);
  const screens = makeScreens(table.codes.length);
  const section = bySounds.map((form, place) =>
    sectionOf(scriptOf[token[place]!]!, table.across[form] === 1),
  );
  const sectionStart = new Uint32Array(sectionOf(scripts.length, false) + 1);
  bySounds.forEach((form, place) => {
    const own = formOf(table, form);
    codes.set(own, start[place]);
    writeScreens(screens, start[place]!, own, modeOf(scriptOf[token[place]!]!));
    start[place + 1] = start[place]! + own.length;
    sectionStart[section[place]! + 1]!++;
    const isFirst = place === 0 || section[place] !== section[place - 1];
    if (!isFirst) shared[place] = sharedLength(formOf(table, bySounds[place - 1]!), own);
  });
  for (let at = 1; at < sectionStart.length; at++) sectionStart[at]! += sectionStart[at - 1]!;
  return { sectionStart, token, shared, start, codes, screens };
}

function sharedLength(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((number, place) => {
    places[number] = place;
  });
  return places;
}
