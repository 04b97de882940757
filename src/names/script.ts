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
  const counts = new Map<Script, number>();
  for (const char of text.slice(0, LONGEST)) {
    if (!LETTER.test(char)) continue;
    const script = scriptOfLetter(char.codePointAt(0) ?? 0);
    counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  let most: Script = "none";
  for (const [script, count] of counts) if (count > (counts.get(most) ?? 0)) most = script;
  return most;
}

/** Whether vowels are mostly left unwritten, so that only consonants can be compared. */
export function isAbjad(script: Script): boolean {
  return script === "arabic" || script === "hebrew";
}

function scriptOfLetter(codePoint: number): Script {
  for (const [start, end, script] of RANGES) {
    if (codePoint < start) return "other";
    if (codePoint < end) return script;
  }
  return "other";
}
