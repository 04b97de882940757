/** A random sample of pairs for people to judge, drawn from the latest linkage run and entered into the ledger. */
import { RecountError } from "../../base/errors.ts";
import { seededRandom } from "../../base/random.ts";
import { drawSample } from "../../linkage/draw-sample.ts";
import type { RecordId } from "../../model/ids.ts";
import type { ReviewSample, SamplePair } from "../../model/judgement.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readRun } from "../link/run-file.ts";

/**
 * Draws about `count` pairs of person records. Throws `not-found` before the first linkage run, or when what it found
 * is kept no more: it is linked again then.
 */
export async function drawPairs(
  register: OpenRegister,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<ReviewSample> {
  const { store, newKeys } = register;
  const [linkage, found] = await Promise.all([store.latestLinkage(), readRun(register, "person")]);
  if (linkage === undefined || found === undefined)
    throw new RecountError(
      "not-found",
      "got no linkage run to draw from, wanted recount link to be run first",
    );
  const strata = drawSample(found, count, seededRandom(seed));
  const ids = await readIds(
    register,
    strata.flatMap(({ drawn }) => drawn.flat()).map((row) => found.index[row] ?? 0),
  );
  const pairs = strata.flatMap(({ drawn }, stratum) =>
    drawn.flatMap(([a, b]): readonly SamplePair[] => {
      const [left, right] = [ids.get(found.index[a] ?? 0), ids.get(found.index[b] ?? 0)];
      if (left === undefined || right === undefined) return [];
      return [left < right ? { left, right, stratum } : { left: right, right: left, stratum }];
    }),
  );
  const sample: ReviewSample = {
    run: linkage.index,
    seed,
    strata: strata.map(({ name, linked, compared, pairs: size, drawn }) => ({
      name,
      linked,
      compared,
      pairs: size,
      drawn: drawn.length,
    })),
    pairs,
  };
  await store.append([{ entry: "review-sample", sample }], newKeys(1));
  return sample;
}

async function readIds(
  { store }: OpenRegister,
  indices: readonly number[],
): Promise<ReadonlyMap<number, RecordId>> {
  const entries = await store.entries(indices);
  return new Map(
    entries.flatMap((keyed, i) =>
      keyed?.entry.entry === "record" ? [[indices[i] ?? 0, keyed.entry.record.id] as const] : [],
    ),
  );
}
