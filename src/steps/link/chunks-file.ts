/** Digests of the chunks of the latest run's assignments, kept beside the register so that the next run changes a few. */
import { type Digest, digest } from "../../model/ids.ts";
import { readCache, writeCache } from "../../shell/register-cache.ts";
import type { OpenRegister, RegisterFolder } from "../../shell/register-folder.ts";
import { CHUNK, type ChunkDigests } from "./assignments-digest.ts";

type Header = {
  readonly run: number;
  readonly chunk: number;
  readonly numbers: readonly number[];
  readonly digests: readonly string[];
};

const NAME = "assignments";

export async function writeChunks(folder: RegisterFolder, run: number, chunks: ChunkDigests): Promise<void> {
  const header: Header = { run, chunk: CHUNK, numbers: [...chunks.keys()], digests: [...chunks.values()] };
  await writeCache(folder, NAME, { header, columns: {} });
}

/** Those of this run; undefined when what is kept is another's, of chunks of another size, or not whole. */
export async function readChunks({ folder }: OpenRegister, run: number): Promise<ChunkDigests | undefined> {
  const header = (await readCache(folder, NAME))?.header as Header | undefined;
  if (header?.run !== run || header.chunk !== CHUNK) return undefined;
  return new Map(
    header.numbers.map((number, i): readonly [number, Digest] => [number, digest(header.digests[i] ?? "")]),
  );
}
