/** A question that is answered with yes or no on the terminal. */
import { createInterface } from "node:readline/promises";
import { RecountError } from "../base/errors.ts";
import { usageError } from "./options.ts";

/** Asks on standard error, and throws `refused` unless the answer is yes. Without a terminal it throws a usage error. */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) throw usageError("--yes", "a terminal to ask on, or --yes", "neither");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} (yes/no) `);
    if (answer.trim().toLowerCase() === "yes") return;
  } finally {
    lines.close();
  }
  throw new RecountError("refused", "nothing was signed");
}
