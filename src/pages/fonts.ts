/** Which font files a text needs: one small file for each script and weight, all from the package. */

export type FontFile = {
  readonly family: string;
  readonly subset: FontSubset;
  readonly weight: 400 | 600;
  readonly style: "sans" | "serif" | "both";
  readonly name: string; // file name of the published page and of the application
  readonly package: string; // npm package whose folder `files/` has it, or has what it is cut from
  readonly file: string; // name there
  readonly cut?: true; // by pack/cut-fonts.ts, into data/fonts/
  readonly unicodeRange: string;
};

export type FontSubset =
  | "latin"
  | "latin-core"
  | "latin-ext"
  | "latin-near"
  | "cyrillic"
  | "cyrillic-ext"
  | "armenian"
  | "georgian"
  | "georgian-core"
  | "hebrew"
  | "arabic"
  | "arabic-core";

/** Bytes of a font file by its `name`. */
export type FontBytes = ReadonlyMap<string, Uint8Array>;

// Ranges of the Fontsource 5.3.0 subsets (unicode.json), Arabic cut to its main blocks.
const ranges = {
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "latin-ext":
    "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
  cyrillic: "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
  "cyrillic-ext":
    "U+0460-048F,U+0492-04AF,U+04B2-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F",
  armenian: "U+0530-058F,U+FB13-FB17",
  georgian: "U+10A0-10FF,U+1C90-1CBA,U+1CBD-1CBF,U+2D00-2D25,U+2D27,U+2D2D",
  hebrew: "U+0307-0308,U+0590-05FF,U+200C-2010,U+20AA,U+25CC,U+FB1D-FB4F",
  arabic: "U+0600-06FF,U+0750-077F,U+0870-08FF,U+FB50-FDFF,U+FE70-FEFC",
} as const satisfies { readonly [subset in FontSubset]?: string };

// What most texts need of four large files, which are loaded for rarer letters only: the Latin letters without marks,
// digits and signs of sentences; Latin Extended-A and the letters of Azerbaijani and Romanian; the Georgian letters that
// are written today; the letters and digits of Arabic, Persian, Kurdish, Urdu, and Azerbaijani in Arabic letters.
const cuts = {
  latin: {
    subset: "latin-core",
    unicodeRange:
      "U+0020-007E,U+00A0,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00D7,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+2212",
  },
  georgian: { subset: "georgian-core", unicodeRange: "U+10D0-10FB" },
  "latin-ext": {
    subset: "latin-near",
    unicodeRange: "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+0218-021B,U+0259,U+02BE-02BF",
  },
  arabic: {
    subset: "arabic-core",
    unicodeRange:
      "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0655,U+0660-066C,U+0670-0671,U+0679,U+067E,U+0686,U+0688,U+0691,U+0695,U+0698,U+06A9,U+06AD,U+06AF,U+06B5,U+06BA,U+06BE,U+06C0-06C3,U+06C6-06C8,U+06CB-06CC,U+06CE,U+06D0-06D5,U+06F0-06F9",
  },
} as const;

const families: readonly (Pick<FontFile, "family" | "style"> & {
  readonly subsets: readonly (keyof typeof ranges)[];
})[] = [
  { family: "Noto Sans", style: "sans", subsets: ["latin", "latin-ext", "cyrillic", "cyrillic-ext"] },
  { family: "Noto Sans Armenian", style: "sans", subsets: ["armenian"] },
  { family: "Noto Sans Georgian", style: "sans", subsets: ["georgian"] },
  { family: "Noto Serif", style: "serif", subsets: ["latin", "latin-ext", "cyrillic", "cyrillic-ext"] },
  { family: "Noto Serif Armenian", style: "serif", subsets: ["armenian"] },
  { family: "Noto Serif Georgian", style: "serif", subsets: ["georgian"] },
  { family: "Noto Sans Hebrew", style: "both", subsets: ["hebrew"] },
  { family: "Noto Naskh Arabic", style: "both", subsets: ["arabic"] },
];

/** The font files of the packages, whole, in a fixed order. */
export const wholeFonts: readonly FontFile[] = families.flatMap(({ family, style, subsets }) =>
  subsets.flatMap((subset) =>
    ([400, 600] as const).map((weight): FontFile => {
      const slug = family.toLowerCase().replaceAll(" ", "-");
      return {
        family,
        subset,
        weight,
        style,
        name: `${slug}-${subset}-${weight}.woff2`,
        package: `@fontsource/${slug}`,
        file: `${slug}-${subset}-${weight}-normal.woff2`,
        unicodeRange: ranges[subset],
      };
    }),
  ),
);

const isCut = (subset: FontSubset): subset is keyof typeof cuts => Object.hasOwn(cuts, subset);

/** Every font file of a page, in a fixed order: of large ones first what most texts need, then the rest. */
export const fontFiles: readonly FontFile[] = wholeFonts.flatMap((whole) => {
  const cut = isCut(whole.subset) ? cuts[whole.subset] : undefined;
  if (cut === undefined) return [whole];
  const name = whole.name.replace(`-${whole.subset}-${whole.weight}`, `-${cut.subset}-${whole.weight}`);
  return [
    { ...whole, ...cut, name, cut: true },
    { ...whole, unicodeRange: withoutRange(whole.unicodeRange, cut.unicodeRange) },
  ];
});

/**
 * The files that `text` needs in one style, in a fixed order; none for a script that we carry no font for.
 *
 * @example
 * fontsFor("Ани Aní", "serif").map((font) => font.subset); //=> ["latin-core", "latin", "latin-core", "latin", "cyrillic", "cyrillic"]
 */
export function fontsFor(
  text: string,
  style: "sans" | "serif",
  offered: readonly FontFile[] = fontFiles,
): readonly FontFile[] {
  const points = [...new Set(Array.from(text, (char) => char.codePointAt(0) ?? 0))];
  return offered
    .filter((font) => font.style === style || font.style === "both")
    .filter((font) => points.some((point) => isInRange(font.unicodeRange, point)));
}

/** The `@font-face` rules of `fonts`, whose files lie under `folder` (`""` or ending in a slash). */
export function fontFaces(fonts: readonly FontFile[], folder: string): string {
  return fonts
    .map(
      ({ family, weight, name, unicodeRange }) =>
        `@font-face { font-family: "${family}"; font-style: normal; font-weight: ${weight}; font-display: swap; ` +
        `src: url("${folder}${name}") format("woff2"); unicode-range: ${unicodeRange}; }\n`,
    )
    .join("");
}

/** Whether a code point stands in a range of CSS. */
export function isInRange(unicodeRange: string, point: number): boolean {
  return parseRange(unicodeRange).some(([start, end]) => start <= point && point <= end);
}

type Interval = readonly [first: number, last: number];

/** The intervals of a range of CSS, both ends among them. */
export function parseRange(unicodeRange: string): readonly Interval[] {
  return unicodeRange.split(",").map((range) => {
    const [start = "", end = start] = range.slice(2).split("-");
    return [Number.parseInt(start, 16), Number.parseInt(end, 16)];
  });
}

/** A range of CSS without another. */
function withoutRange(unicodeRange: string, taken: string): string {
  const left = parseRange(taken).reduce<readonly Interval[]>(
    (intervals, [from, to]) =>
      intervals.flatMap(([start, end]): readonly Interval[] => {
        if (to < start || end < from) return [[start, end]];
        const [before, after]: readonly Interval[] = [
          [start, from - 1],
          [to + 1, end],
        ];
        return [before, after].flatMap((part) => (part !== undefined && part[0] <= part[1] ? [part] : []));
      }),
    parseRange(unicodeRange),
  );
  const hex = (point: number) => point.toString(16).toUpperCase().padStart(4, "0");
  return left.map(([start, end]) => `U+${hex(start)}${end > start ? `-${hex(end)}` : ""}`).join(",");
}
