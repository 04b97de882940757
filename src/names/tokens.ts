/** The words of a name, found again where the text between two spaces was met lately. */

import type { Part } from "./compounds.ts";
import { isFormerMark, type NamesGiven, namesGiven, readFormer } from "./former-name.ts";
import { isMark, partsOf } from "./parts.ts";
import { type PreparedToken, type ReadToken, readToken, tokenOf } from "./prepare-word.ts";
import { countScripts, mostOf, type Script, type ScriptCounts, scriptOf } from "./script.ts";
import { type Word, wordsOf } from "./words.ts";

/** A text without spaces: its words, and those as they are compared unless that depends on what stands beside them. */
type Chunk = {
  readonly words: readonly Word[];
  readonly parts: readonly Part[] | undefined;
  readonly scripts: ScriptCounts;
  readonly made: { tokens?: readonly PreparedToken[]; read?: readonly ReadToken[] }; // of its parts, when asked for
};

/** The words of a name that are compared, its script, and its words under each family name where it gives several. */
export type Tokens = {
  readonly tokens: readonly PreparedToken[];
  readonly script: Script;
  readonly former: readonly (readonly PreparedToken[])[];
};

const NO_FORMER: Tokens["former"] = [];

// Together these stay below what is read of a text, and of its words.
const MOST_CHUNKS = 16;
const LONGEST_CHUNK = 60;

/** Reads a name as it came. */
export function tokensOf(text: string): Tokens {
  const chunks = chunksOf(text);
  if (chunks === undefined) return { ...tokensUnder(namesGiven(text)), script: scriptOf(text) };
  const script = mostOf(chunks.map(({ scripts }) => scripts));
  if (chunks.every(({ parts }) => parts !== undefined))
    return { tokens: chunks.flatMap(preparedOf), script, former: NO_FORMER };
  return { ...tokensUnder(readFormer(chunks.flatMap(({ words }) => words))), script };
}

function tokensUnder({ parts, former }: NamesGiven): Pick<Tokens, "tokens" | "former"> {
  return {
    tokens: parts.map(tokenOf),
    former: former.length === 0 ? NO_FORMER : former.map((names) => names.map(tokenOf)),
  };
}

function preparedOf({ parts, made }: Chunk): readonly PreparedToken[] {
  made.tokens ??= parts?.map(tokenOf) ?? [];
  return made.tokens;
}

/** The words of a name and those under each family name, read and no more: what keys need. */
export type ReadWords = {
  readonly tokens: readonly ReadToken[];
  readonly former: readonly (readonly ReadToken[])[];
};

/** Reads a name as it came, without what only comparing needs. */
export function readWordsOf(text: string): ReadWords {
  const chunks = chunksOf(text);
  if (chunks?.every(({ parts }) => parts !== undefined) === true)
    return { tokens: chunks.flatMap(readOf), former: [] };
  const { parts, former } =
    chunks === undefined ? namesGiven(text) : readFormer(chunks.flatMap(({ words }) => words));
  return { tokens: parts.map(readToken), former: former.map((names) => names.map(readToken)) };
}

function readOf({ parts, made }: Chunk): readonly ReadToken[] {
  made.read ??= parts?.map(readToken) ?? [];
  return made.read;
}

/** The chunks of a name, or undefined where it has to be read as one. */
function chunksOf(text: string): readonly Chunk[] | undefined {
  if (text.length > MOST_CHUNKS * LONGEST_CHUNK) return undefined;
  const chunks: Chunk[] = [];
  let words = 0;
  for (const part of text.split(" ")) {
    if (part === "") continue;
    const chunk = part.length > LONGEST_CHUNK ? undefined : chunkOf(part);
    if (chunk === undefined || chunks.length === MOST_CHUNKS) return undefined;
    chunks.push(chunk);
    words += chunk.words.length;
  }
  return words > MOST_CHUNKS ? undefined : chunks;
}

const MOST_KEPT = 1 << 16;
const kept = new Map<string, Chunk>();

function chunkOf(text: string): Chunk | undefined {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const chunk = readChunk(text);
  if (chunk === undefined) return undefined;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, chunk);
  return chunk;
}

/** Brackets, which reach over spaces. */
const BRACKETS = /[()[\]]/;

function readChunk(text: string): Chunk | undefined {
  const compatible = text.normalize("NFKC");
  if (compatible.length > LONGEST_CHUNK || BRACKETS.test(compatible)) return undefined;
  const words = wordsOf(text);
  const dependsOnOthers = words.some((word) => isMark(word) || isFormerMark(word));
  return {
    words,
    parts: dependsOnOthers ? undefined : partsOf(words),
    scripts: countScripts(text),
    made: {},
  };
}
