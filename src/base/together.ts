/** Acts that many ask for at once, done together: what comes while some are done is done with the next. */

/**
 * Does what is asked for by `work`, which is given all that waits, at most `most`, and answers each in that order: one
 * `work` at a time. Where it rejects, all that it was given fail alike, since nobody knows how far it came.
 */
export function together<Asked, Done>(
  most: number,
  work: (asked: readonly Asked[]) => Promise<readonly Outcome<Done>[]>,
): (asked: Asked) => Promise<Done> {
  const waiting: Waiting<Asked, Done>[] = [];
  const state = { isRunning: false };
  const run = async () => {
    state.isRunning = true;
    while (waiting.length > 0) await finish(waiting.splice(0, most), work);
    state.isRunning = false;
  };
  return (asked) => {
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    waiting.push({ asked, resolve, reject });
    if (!state.isRunning) void run();
    return promise;
  };
}

/** What came of one act. */
export type Outcome<Done> = { readonly done: Done } | { readonly error: unknown };

type Waiting<Asked, Done> = {
  readonly asked: Asked;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: unknown) => void;
};

async function finish<Asked, Done>(
  batch: readonly Waiting<Asked, Done>[],
  work: (asked: readonly Asked[]) => Promise<readonly Outcome<Done>[]>,
): Promise<void> {
  try {
    const outcomes = await work(batch.map(({ asked }) => asked));
    for (const [i, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[i];
      if (outcome !== undefined && "done" in outcome) resolve(outcome.done);
      else reject(outcome?.error);
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
