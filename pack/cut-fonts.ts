/** Cuts out of large fonts the letters that most texts need, into data/fonts/: `node pack/cut-fonts.ts`. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { type FontFile, fontFiles, parseRange } from "../src/pages/fonts.ts";

/** The bytes of a font that is cut: the same from the same package. */
export async function cutFont({ package: from, file, unicodeRange }: FontFile): Promise<Buffer> {
  const whole = readFileSync(fileURLToPath(import.meta.resolve(`${from}/files/${file}`)));
  const letters = parseRange(unicodeRange).flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
  );
  return subsetFont(whole, letters.join(""), { targetFormat: "woff2" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync("data/fonts", { recursive: true });
  copyFileSync(fileURLToPath(import.meta.resolve("@fontsource/noto-sans/LICENSE")), "data/fonts/LICENSE.txt");
  for (const font of fontFiles.filter(({ cut }) => cut === true)) {
    const bytes = await cutFont(font);
    writeFileSync(`data/fonts/${font.name}`, bytes);
    process.stderr.write(`${font.name}, ${bytes.length} bytes\n`);
  }
}
