/** The words of a name, found again where the text between two spaces was met lately. */

import { isMark, partsOf } from "./parts.ts";
import { type PreparedToken, tokenOf } from "./prepare-word.ts";
import { countScripts, mostOf, type Script, type ScriptCounts, scriptOf } from "./script.ts";
import { type Word, wordsOf } from "./words.ts";

/** A text without spaces: its words, and those as they are compared unless that depends on what stands beside them. */
type Chunk = {
  readonly words: readonly Word[];
  readonly tokens: readonly PreparedToken[] | undefined;
  readonly scripts: ScriptCounts;
};

export type Tokens = { readonly tokens: readonly PreparedToken[]; readonly script: Script };

// Together these stay below what is read of a text, and of its words.
const MOST_CHUNKS = 16;
const LONGEST_CHUNK = 60;

/** The words of a name that are compared, and its script. */
export function tokensOf(text: string): Tokens {
  const chunks = chunksOf(text);
  if (chunks === undefined) return { tokens: wordTokens(wordsOf(text)), script: scriptOf(text) };
  const isPlain = chunks.every(({ tokens }) => tokens !== undefined);
  const tokens = isPlain
    ? chunks.flatMap((chunk) => chunk.tokens ?? [])
    : wordTokens(chunks.flatMap(({ words }) => words));
  return { tokens, script: mostOf(chunks.map(({ scripts }) => scripts)) };
}

const wordTokens = (words: readonly Word[]) => partsOf(words).map(tokenOf);

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
  return { words, tokens: words.some(isMark) ? undefined : wordTokens(words), scripts: countScripts(text) };
}
