/** Words of names as several scripts write them, from published tables: what the benchmark makes people of. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { parse } from "csv-parse/sync";
import { asciiOf } from "../../src/names/ascii.ts";
import { type Script, scriptOf } from "../../src/names/index.ts";

/** One word: its form in each script that some table gives, Latin always, and how often it is borne. */
export type NameWord = { readonly forms: ReadonlyMap<Script, string>; readonly weight: number };

/** Words that people are made of; each list as its tables count them. */
export type NameWords = { readonly given: readonly NameWord[]; readonly family: readonly NameWord[] };

type Growing = { readonly forms: Map<Script, string>; weight: number };

const folder = join(env["RECOUNT_FIXTURES"] ?? "../shared", "data", "names");
const tokenFiles = ["russian", "arabic", "hebrew"].map((script) => `tokens-${script}-80.tsv`);
const tables = { given: "common-forenames-by-country.csv", family: "common-surnames-by-country.csv" };

/** The tables that are not there. */
export function absentTables(): readonly string[] {
  return [...Object.values(tables), ...tokenFiles].filter((file) => !existsSync(join(folder, file)));
}

/** Given names: the common ones of each country. Family names: those, and every word that the token tables spell. */
export function readNameWords(): NameWords {
  const tokens = new Map<string, Growing>();
  for (const file of tokenFiles) readTokens(file, tokens);
  const [given, family] = [readTable(tables.given, tokens), readTable(tables.family, tokens)];
  return { given: [...given.values()], family: [...family.values(), ...tokens.values()] };
}

/** What was paired once is often another name altogether: the pairs were mined, and nobody read them. */
const LEAST_SEEN = 2;

/** A Latin token, its letters in another script, and how often it was seen; the most frequent spelling is kept. */
function readTokens(file: string, words: Map<string, Growing>): void {
  const best = new Map<string, number>();
  for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
    const [latin, spaced, count] = line.split("\t");
    const native = spaced?.replaceAll(" ", "") ?? "";
    if (latin === undefined || latin.length < 3 || Number(count) < LEAST_SEEN) continue;
    const word = words.get(latin) ?? { forms: new Map<Script, string>([["latin", latin]]), weight: 0 };
    word.weight = Math.max(word.weight, Math.sqrt(Number(count)));
    if (Number(count) > (best.get(latin) ?? 0)) word.forms.set(scriptOf(native), native);
    best.set(latin, Math.max(best.get(latin) ?? 0, Number(count)));
    words.set(latin, word);
  }
}

/** The names of a table by their Latin form, the first of each country the most frequent; tokens add other scripts. */
function readTable(file: string, tokens: ReadonlyMap<string, Growing>): ReadonlyMap<string, NameWord> {
  const words = new Map<string, Growing>();
  const text = readFileSync(join(folder, file), "utf8");
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  for (const row of rows) {
    const local = (row["Localized Name"] ?? "").replaceAll("\u0301", ""); // a stress mark, nowhere written
    const romanised = row["Romanized Name"] ?? "";
    const key = asciiOf(romanised);
    if (key.length < 2 || /\s/.test(local + romanised)) continue;
    const word = words.get(key) ?? { forms: new Map(tokens.get(key)?.forms), weight: 0 };
    word.forms.set("latin", scriptOf(local) === "latin" ? local : romanised);
    if (scriptOf(local) !== "latin" && scriptOf(local) !== "none") word.forms.set(scriptOf(local), local);
    word.weight += 30 / (5 + Number(row["Rank"] ?? row["Index"]) || 30);
    words.set(key, word);
  }
  return words;
}
