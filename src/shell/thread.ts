/** One piece of work in a thread of its own, so that whoever asks meanwhile is answered. */
import { Worker } from "node:worker_threads";
import { RecountError } from "../base/errors.ts";

/** What the module of a file makes of an input and posts. The thread ends with it. */
export function workInThread<Input, Made>(file: string, input: Input): Promise<Made> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: input });
    const fail = (message: string, cause?: unknown) =>
      reject(new RecountError("thread-failed", message, { cause }));
    worker.once("message", resolve);
    worker.once("error", (cause) => fail("a thread of its own failed", cause));
    worker.once("exit", (code) => fail(`a thread ended with ${code} before its work was done`));
  });
}
