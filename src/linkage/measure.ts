/** How two values of a column compare, by their ids. */

/** Levels of the values of a column: index 0 is null, 1 is the best. */
export type Measure = {
  readonly levels: readonly string[];
  /** Level of two ids that are not missing. Symmetric. */
  readonly levelOf: (a: number, b: number) => number;
  /** Share of rows that hold what the two agree on at this level, in (0, 1], or undefined where nothing is agreed. */
  readonly agreedFrequency: (a: number, b: number, level: number) => number | undefined;
  /** Whether two different ids are told apart at a glance: their level is the last. Nothing is told unless given. */
  readonly isApart?: (a: number, b: number) => boolean;
  /** The level of two different ids where it is told without their texts, else -1. */
  readonly quickLevel?: (a: number, b: number) => number;
};

/** What is made of a value when it first meets another: most values of a large table never do. */
export function whenMet<Value>(count: number, make: (id: number) => Value): (id: number) => Value {
  const made: (Value | undefined)[] = Array.from({ length: count });
  return (id) => {
    const known = made[id];
    if (known !== undefined) return known;
    const own = make(id);
    made[id] = own;
    return own;
  };
}
