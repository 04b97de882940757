/** Typed arrays that grow as they are filled. */

export type Growable<Words> = {
  readonly push: (item: number) => void;
  readonly size: () => number;
  readonly take: () => Words; // a copy of what was pushed
};

/** Unsigned 32-bit words. */
export function growableWords(): Growable<Uint32Array> {
  const grown = growable((length) => new Uint32Array(length));
  return grown;
}

/** Signed 32-bit integers. */
export function growableIntegers(): Growable<Int32Array> {
  return growable((length) => new Int32Array(length));
}

/**
 * The numbers below `size` that are wanted: a plain loop, since iterators of arrays cost ten times as much.
 *
 * @example
 * Array.from(numbersWhere(6, (n) => n % 2 === 1)); //=> [1, 3, 5]
 */
export function numbersWhere(size: number, isWanted: (number: number) => boolean): Uint32Array {
  const found = growableWords();
  for (let number = 0; number < size; number++) if (isWanted(number)) found.push(number);
  return found.take();
}

const FIRST = 16; // words: made by the hundred thousand, for components of few rows

function growable<Words extends Uint32Array | Int32Array>(make: (length: number) => Words): Growable<Words> {
  const state = { items: make(FIRST), used: 0 };
  const push = (item: number) => {
    if (state.used === state.items.length) {
      const wider = make(state.used * 2);
      wider.set(state.items);
      state.items = wider;
    }
    state.items[state.used++] = item;
  };
  return { push, size: () => state.used, take: () => state.items.slice(0, state.used) as Words };
}
