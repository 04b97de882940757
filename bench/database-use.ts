/** What an embedded database takes: memory and processor of its processes, as Linux tells them, and room on the disk. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const EACH_MS = 250;
const TICKS = 100; // a second, on every Linux that Node runs on

export type WatchedServer = {
  readonly peakMb: () => number | undefined;
  readonly processorSeconds: () => number;
  readonly stop: () => void;
};

/** Watches the server of a cluster. The peak is in MB; undefined where the system does not tell. */
export function watchServer(cluster: string): WatchedServer {
  const server = Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
  const peak = { kb: 0 };
  const look = () => {
    peak.kb = Math.max(peak.kb, serverKb(server));
  };
  const timer = setInterval(look, EACH_MS);
  return {
    peakMb: () => (peak.kb === 0 ? undefined : Math.round(peak.kb / 1024)),
    processorSeconds: () => processorTicks(server) / TICKS,
    stop: () => clearInterval(timer),
  };
}

/** Ticks of the server, of its children, and of those that ended: fields 14 to 17 of proc(5)'s stat. */
function processorTicks(server: number): number {
  const ticks = (pid: number, fields: number) => {
    const after = (readText(`/proc/${pid}/stat`) ?? "").split(") ")[1]?.split(" ") ?? [];
    return after.slice(11, 11 + fields).reduce((sum, each) => sum + Number(each), 0);
  };
  return childrenOf(server).reduce((sum, pid) => sum + ticks(pid, 2), ticks(server, 4));
}

const childrenOf = (pid: number) =>
  (readText(`/proc/${pid}/task/${pid}/children`) ?? "").split(" ").filter(Boolean).map(Number);

/** Proportional memory of the server and its children: what they share is counted once. */
function serverKb(server: number): number {
  const own = (text: string | undefined) => Number(/^Pss:\s+(\d+)/m.exec(text ?? "")?.[1] ?? 0);
  return [server, ...childrenOf(server)].reduce(
    (sum, pid) => sum + own(readText(`/proc/${pid}/smaps_rollup`)),
    0,
  );
}

/** Undefined for what is not there: a process may end between two looks. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Sizes of all files below a folder. */
export function folderMb(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return Math.round(bytes / 2 ** 20);
}
