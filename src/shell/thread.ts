/** One piece of work in a thread of its own, so that whoever asks meanwhile is answered. */
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { RecountError } from "../base/errors.ts";

/**
 * The file of the module `name` beside the module at `self`, of the same kind: a checkout runs its sources, the published
 * package what was built of them.
 */
export function moduleBeside(self: string, name: string): string {
  const path = fileURLToPath(self);
  return join(dirname(path), `${name}${extname(path)}`);
}

/** What the module of a file makes of an input and posts; `does` says it in errors. The thread ends with it. */
export function workInThread<Input, Made>(file: string, input: Input, does: string): Promise<Made> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: input });
    const fail = (message: string, cause?: unknown) =>
      reject(new RecountError("thread-failed", message, { cause }));
    worker.once("message", resolve);
    worker.once("error", (cause) => fail(`a thread that ${does} failed`, cause));
    worker.once("exit", (code) => fail(`a thread that ${does} ended with ${code} before its work was done`));
  });
}
