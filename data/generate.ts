/** Writes the generated tables: `node data/generate.ts`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { formatWorldTable } from "../src/places/tables/world-table.ts";
import { placeWordsModule } from "./place-words-module.ts";
import { variantsModule } from "./variants-module.ts";
import { worldPlaces } from "./world-places.ts";

writeModule("name-variants.tsv", "names/generated/name-variants.ts", variantsModule);
writeModule("place-words.tsv", "places/generated/place-words.ts", placeWordsModule);
writeFileSync(
  new URL("world-places.tsv.br", import.meta.url),
  brotliCompressSync(formatWorldTable(worldPlaces()), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }),
);

function writeModule(table: string, path: string, moduleOf: (tsv: string) => string): void {
  const target = new URL(`../src/${path}`, import.meta.url);
  mkdirSync(new URL(".", target), { recursive: true });
  writeFileSync(target, moduleOf(readFileSync(new URL(table, import.meta.url), "utf8")));
}
