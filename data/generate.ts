/** Writes the generated tables: `node data/generate.ts`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { variantsModule } from "./variants-module.ts";

const tsv = readFileSync(new URL("name-variants.tsv", import.meta.url), "utf8");
const target = new URL("../src/names/generated/name-variants.ts", import.meta.url);
mkdirSync(new URL(".", target), { recursive: true });
writeFileSync(target, variantsModule(tsv));
