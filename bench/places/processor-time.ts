/** A clock that others on the machine do not move. */
import { cpuUsage } from "node:process";

/** Processor time of this process: the same on a machine that others use too. */
export function processorSeconds(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}
