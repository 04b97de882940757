/** Writes breached-passwords.bin from a folder of lists, one password a line: `node data/breached-passwords.ts FOLDER`. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { filterOf } from "../src/base/bloom-filter.ts";
import { formatBreachedPasswords } from "../src/shell/breached-passwords.ts";
import { foldPassword, PASSWORD_LENGTH } from "../src/steps/sign-in/password-rules.ts";

const HASHES = 10; // of good passwords one in 1,024 is refused with them
const [folder = ""] = process.argv.slice(2);
const passwords = new Set<string>();
for (const file of globSync(`${folder}/**/*.txt`))
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    const folded = foldPassword(line);
    // A shorter one is refused for its length.
    if (Array.from(folded).length >= PASSWORD_LENGTH.least) passwords.add(folded);
  }
writeFileSync(
  new URL("breached-passwords.bin", import.meta.url),
  formatBreachedPasswords(filterOf([...passwords].sort(), HASHES)),
);
console.log(`${passwords.size} passwords`);
