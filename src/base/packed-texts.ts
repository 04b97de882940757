/** Many short texts as one run of units: kept, sent and read without a text made of each. */

/** Texts one after the other, in one byte to the unit where all have room in it. */
export type PackedTexts = {
  readonly units: Uint8Array | Uint16Array; // of UTF-16
  readonly ends: Uint32Array; // of each text, in units
};

/**
 * The texts side by side, in memory that threads share.
 *
 * @example
 * const packed = packTexts(["ani", "", "դավիթ"]);
 * [textAt(packed, 0), textAt(packed, 2)]; //=> ["ani", "դավիթ"]
 */
export function packTexts(texts: readonly string[]): PackedTexts {
  const ends = new Uint32Array(new SharedArrayBuffer(4 * texts.length));
  const runs: (Uint8Array | Uint16Array)[] = [];
  let size = 0;
  for (let from = 0; from < texts.length; from += RUN) {
    const own = texts.slice(from, from + RUN);
    for (let i = 0; i < own.length; i++) ends[from + i] = size += (own[i] as string).length;
    runs.push(unitsOf(own.join("")));
  }
  const units = emptyUnits(size, runs.some((run) => run.BYTES_PER_ELEMENT === 2) ? 2 : 1);
  let at = 0;
  for (const run of runs) {
    units.set(run, at);
    at += run.length;
  }
  return { units, ends };
}

const RUN = 1 << 12; // texts that are read together: met once, since those of a large table lie all over the memory

function unitsOf(text: string): Uint8Array | Uint16Array {
  const units = new Uint16Array(text.length);
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    units[at] = unit;
    seen |= unit;
  }
  return seen < 0x100 ? new Uint8Array(units) : units;
}

/** The text at a place, "" past the last. */
export function textAt({ units, ends }: PackedTexts, place: number): string {
  return String.fromCharCode(...units.subarray(place === 0 ? 0 : ends[place - 1], ends[place] ?? 0));
}

/**
 * The texts of both, one after the other.
 *
 * @example
 * textAt(joinTexts(packTexts(["ani"]), packTexts(["დავით"])), 1); //=> "დავით"
 */
export function joinTexts(first: PackedTexts, second: PackedTexts): PackedTexts {
  if (second.ends.length === 0) return first;
  const width = Math.max(first.units.BYTES_PER_ELEMENT, second.units.BYTES_PER_ELEMENT);
  const size = first.units.length;
  const units = emptyUnits(size + second.units.length, width);
  units.set(first.units);
  units.set(second.units, size);
  const ends = new Uint32Array(first.ends.length + second.ends.length);
  ends.set(first.ends);
  for (const [i, end] of second.ends.entries()) ends[first.ends.length + i] = size + end;
  return { units, ends };
}

/**
 * The texts at these places, in their order.
 *
 * @example
 * textAt(pickTexts(packTexts(["ani", "maro", "sofi"]), Uint32Array.of(2, 0)), 1); //=> "ani"
 */
export function pickTexts({ units, ends }: PackedTexts, places: Uint32Array): PackedTexts {
  const own = new Uint32Array(places.length);
  const startOf = (place: number) => (place === 0 ? 0 : (ends[place - 1] as number));
  let size = 0;
  for (const [i, place] of places.entries()) {
    size += (ends[place] as number) - startOf(place);
    own[i] = size;
  }
  const picked = emptyUnits(size, units.BYTES_PER_ELEMENT);
  let at = 0;
  for (const place of places)
    for (let unit = startOf(place); unit < (ends[place] as number); unit++)
      picked[at++] = units[unit] as number;
  return { units: picked, ends: own };
}

function emptyUnits(size: number, width: number): Uint8Array | Uint16Array {
  const memory = new SharedArrayBuffer(width * size);
  return width === 1 ? new Uint8Array(memory) : new Uint16Array(memory);
}
