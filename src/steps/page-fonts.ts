/** The fonts of published pages, read from their packages. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type FontBytes, fontFiles } from "../pages/fonts.ts";

/** Bytes of every font file that a published page may need. */
export async function readFonts(): Promise<FontBytes> {
  const read = fontFiles.map(async (font) => {
    const path = fileURLToPath(import.meta.resolve(`${font.package}/files/${font.file}`));
    return [font.name, await readFile(path)] as const;
  });
  return new Map(await Promise.all(read));
}
