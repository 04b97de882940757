/** Work that many ask for at once, done once for all of them. */

/**
 * Gives what `make` makes, begun no earlier than it was asked for: one at a time, shared by all who ask at one moment, and
 * whoever asks while one is made shares the next.
 */
export function inTurns<T>(make: () => Promise<T>): () => Promise<T> {
  const turns: { running?: Promise<T> | undefined; next?: Promise<T> | undefined } = {};
  const begin = (): Promise<T> => {
    turns.next = undefined;
    const own = make().finally(() => {
      if (turns.running === own) turns.running = undefined;
    });
    turns.running = own;
    return own;
  };
  return () => {
    turns.next ??= (turns.running ?? Promise.resolve()).then(begin, begin);
    return turns.next;
  };
}
