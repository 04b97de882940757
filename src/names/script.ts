/** Which script a text is written in. */

export const scripts = [
  "latin",
  "cyrillic",
  "greek",
  "armenian",
  "georgian",
  "hebrew",
  "arabic",
  "other",
  "none",
] as const;

/** `other` is any script without tables of its own; `none` is a text without letters. */
export type Script = (typeof scripts)[number];

/** Half-open ranges of code points (Unicode 16, blocks of these scripts), in ascending order. */
const RANGES: readonly (readonly [start: number, end: number, script: Script])[] = [
  [0x41, 0x5b, "latin"],
  [0x61, 0x7b, "latin"],
  [0xaa, 0xab, "latin"],
  [0xba, 0xbb, "latin"],
  [0xc0, 0xd7, "latin"],
  [0xd8, 0xf7, "latin"],
  [0xf8, 0x2b0, "latin"],
  [0x370, 0x400, "greek"],
  [0x400, 0x530, "cyrillic"],
  [0x531, 0x590, "armenian"],
  [0x590, 0x600, "hebrew"],
  [0x600, 0x700, "arabic"],
  [0x750, 0x780, "arabic"],
  [0x860, 0x900, "arabic"],
  [0x10a0, 0x1100, "georgian"],
  [0x1c80, 0x1c90, "cyrillic"],
  [0x1c90, 0x1cc0, "georgian"],
  [0x1d00, 0x1d80, "latin"],
  [0x1e00, 0x1f00, "latin"],
  [0x1f00, 0x2000, "greek"],
  [0x2c60, 0x2c80, "latin"],
  [0x2d00, 0x2d30, "georgian"],
  [0x2de0, 0x2e00, "cyrillic"],
  [0xa640, 0xa6a0, "cyrillic"],
  [0xa722, 0xa800, "latin"],
  [0xfb00, 0xfb07, "latin"],
  [0xfb13, 0xfb18, "armenian"],
  [0xfb1d, 0xfb50, "hebrew"],
  [0xfb50, 0xfe00, "arabic"],
  [0xfe70, 0xff00, "arabic"],
  [0xff21, 0xff5b, "latin"],
];

const LETTER = /\p{L}/u;

/** Longest text that is looked at, in UTF-16 units: names and place names are far shorter. */
const LONGEST = 1024;

/**
 * The script of most letters of `text`; the first met on a tie. Digits, marks and punctuation do not count.
 *
 * @example
 * scriptOf("Həsənov Əli"); //=> "latin"
 * scriptOf("حسنوف علي"); //=> "arabic"
 * scriptOf("1992"); //=> "none"
 */
export function scriptOf(text: string): Script {
  return mostOf([countScripts(text.slice(0, LONGEST))]);
}

/** How many letters of each script a text has, in the order met. */
export type ScriptCounts = readonly (readonly [script: Script, letters: number])[];

export function countScripts(text: string): ScriptCounts {
  const counts: [Script, number][] = [];
  let last: [Script, number] | undefined;
  for (let at = 0; at < text.length; at++) {
    const codePoint = text.codePointAt(at)!;
    if (codePoint > 0xffff) at++;
    const script = scriptOfCodePoint(codePoint);
    if (script === "none") continue;
    if (last === undefined || last[0] !== script) {
      last = counts.find(([one]) => one === script) ?? [script, 0];
      if (last[1] === 0) counts.push(last);
    }
    last[1]++;
  }
  return counts;
}

/** The script of most letters of texts that stand one after the other. */
export function mostOf(texts: readonly ScriptCounts[]): Script {
  const [first, ...rest] = texts;
  const only = first?.[0];
  if (
    only !== undefined &&
    first?.length === 1 &&
    rest.every((counts) => counts.length === 1 && counts[0]![0] === only[0])
  )
    return only[0];
  const sums = new Map<Script, number>();
  for (const [script, letters] of texts.flat()) sums.set(script, (sums.get(script) ?? 0) + letters);
  let most: Script = "none";
  for (const [script, letters] of sums) if (letters > (sums.get(most) ?? 0)) most = script;
  return most;
}

/** Whether vowels are mostly left unwritten, so that only consonants can be compared. */
export function isAbjad(script: Script): boolean {
  return script === "arabic" || script === "hebrew";
}

// By UTF-16 unit: 1 more than the script's number, once it was asked for.
const known = new Uint8Array(0x10000);

/** `none` for what is no letter. */
function scriptOfCodePoint(codePoint: number): Script {
  if (codePoint > 0xffff) return scriptInRanges(codePoint);
  const number = known[codePoint]!;
  if (number > 0) return scripts[number - 1]!;
  const script = scriptInRanges(codePoint);
  known[codePoint] = scripts.indexOf(script) + 1;
  return script;
}

function scriptInRanges(codePoint: number): Script {
  if (!LETTER.test(String.fromCodePoint(codePoint))) return "none";
  for (const [start, end, script] of RANGES) {
    if (codePoint < start) return "other";
    if (codePoint < end) return script;
  }
  return "other";
}
