/** The fonts of published pages, read from their packages and from what is cut from them. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type FontBytes, type FontFile, fontFiles } from "../pages/fonts.ts";

const CUT = new URL("../../data/fonts/", import.meta.url);

/** Bytes of every font file that a published page may need. */
export async function readFonts(): Promise<FontBytes> {
  const read = fontFiles.map(async (font) => [font.name, await readFile(pathOfFont(font))] as const);
  return new Map(await Promise.all(read));
}

/** Where a font file lies. */
export function pathOfFont({ cut, name, package: from, file }: FontFile): string {
  return fileURLToPath(cut === true ? new URL(name, CUT) : import.meta.resolve(`${from}/files/${file}`));
}
