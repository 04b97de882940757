/** What was asked for last, each made once. */

export type KeptValues<Value> = {
  /** The value of `key`; what `make` gives where it is not kept. */
  readonly get: (key: string, make: () => Value) => Value;
  readonly drop: (key: string) => void;
};

/**
 * Values by key, of which the `most` that were asked for last are kept.
 *
 * @example
 * const { get } = keepLast(1);
 * get("a", () => ["first"]);
 * get("a", () => ["second"]); //=> ["first"]
 */
export function keepLast<Value extends object>(most: number): KeptValues<Value> {
  const kept = new Map<string, Value>();
  return {
    get(key, make) {
      const value = kept.get(key) ?? make();
      kept.delete(key);
      kept.set(key, value); // the last in the map's order
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return value;
    },
    drop(key) {
      kept.delete(key);
    },
  };
}
