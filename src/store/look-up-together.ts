/** Reading what several ask for at one moment, at once: a statement costs more than another row of it. */
import { together } from "../base/together.ts";

/** Of those that wait, how many are read at once. */
const MOST = 64;

/**
 * Reads by `read`, which is given the keys of all who wait, and gives each what `keyOf` says is of their keys, in the
 * order of the keys that they gave. One at a time: who asks while some are read is read for with the next.
 */
export function lookUpTogether<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
  keyOf: (value: Value) => Key,
): (keys: readonly Key[]) => Promise<readonly Value[]> {
  return together(MOST, async (asked: readonly (readonly Key[])[]) => {
    const values = Map.groupBy(await read([...new Set(asked.flat())]), keyOf);
    return asked.map((keys) => ({ done: keys.flatMap((key) => values.get(key) ?? []) }));
  });
}
