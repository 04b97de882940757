/** What a measurement ran on: the first line of every table. */
import { cpus, totalmem } from "node:os";
import { version } from "node:process";

export function machine(): string {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${version}`;
}
