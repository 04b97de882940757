/**
 * Time and memory of `recount dedupe` on invented people as tables grow, beside Splink on the same file in turn:
 * `npm run bench -- scale [--sizes 10000,100000,1000000] [--rounds 2]`; with `--rules wide`, how many pairs each scores
 * in a second where rules bring tens of millions together. `PEER_PYTHON` names a Python with Splink
 * (bench/peers/make-venv.sh); the tables are made by the generator of the fixtures.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { env, execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { machine } from "../machine.ts";
import { makePeople } from "./people.ts";

type Run = {
  readonly pairs: number;
  readonly seconds: number; // from the first byte read to the last written, without the start of the process
  readonly peakMemoryMb: number; // of the process with its threads
  readonly f1: number;
};

const python = env["PEER_PYTHON"] ?? "";
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Measures every size, ours and the peer's in turn, and prints the best of the rounds and the growth. */
export async function runScale(options: readonly string[]): Promise<void> {
  const flagOf = (flag: string, usual: string) =>
    options[options.indexOf(flag) + 1 || options.length] ?? usual;
  const sizes = flagOf("--sizes", "10000,100000,1000000,10000000").split(",").map(Number);
  const rounds = Number(flagOf("--rounds", "2"));
  if (!existsSync(python)) return sayAbsent();
  if (flagOf("--rules", "chosen") === "wide") {
    const table = makePeople(Number(flagOf("--sizes", "1000000")));
    return table === undefined ? sayAbsent() : compareWide(table);
  }
  console.log(`${machine()}; best of ${rounds} rounds, in turn on the same file\n`);
  console.log("| rows | engine | pairs | F1 | seconds | peak MB |\n| --- | --- | --- | --- | --- | --- |");
  const best: { readonly rows: number; readonly seconds: number }[] = [];
  for (const rows of sizes) {
    const table = makePeople(rows);
    if (table === undefined) return sayAbsent();
    const [ours, peer]: [Run[], Run[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ours.push(runOurs(table));
      if (rows <= 1_000_000) peer.push(runPeer(table));
    }
    const own = fastest(ours);
    best.push({ rows, seconds: own.seconds });
    console.log(formatRun(rows, "recount", own));
    if (peer.length > 0) {
      const other = fastest(peer);
      console.log(formatRun(rows, "splink", other));
      console.log(
        `| | ratio | | | ${(other.seconds / own.seconds).toFixed(1)} | ${(other.peakMemoryMb / own.peakMemoryMb).toFixed(1)} |`,
      );
    }
  }
  if (best.length > 1)
    console.log(`\nseconds grow as rows to the power of ${growthExponent(best).toFixed(2)}`);
}

/** Scores a table under wide rules, ours and the peer's in turn. */
function compareWide(table: string): void {
  const output = execFileSync(execPath, [here("./score-wide.ts"), table], { encoding: "utf8" });
  const ours: Run & { readonly scoreSeconds: number } = JSON.parse(output);
  const peer = runPeer(table, ["wide"]);
  console.log(`${machine()}; rules that bring many pairs together\n`);
  console.log("| engine | pairs | scoring, seconds | million pairs a second |\n| --- | --- | --- | --- |");
  const line = (engine: string, pairs: number, seconds: number) =>
    `| ${engine} | ${pairs} | ${seconds.toFixed(1)} | ${(pairs / seconds / 1e6).toFixed(2)} |`;
  console.log(line("recount", ours.pairs, ours.scoreSeconds));
  console.log(line("splink", peer.pairs, peer.predictSeconds));
}

function sayAbsent(): void {
  console.error(
    "SKIPPED scale: wants RECOUNT_FIXTURES with bench/gen1m.py and PEER_PYTHON (bench/peers/make-venv.sh)",
  );
}

function runOurs(table: string): Run {
  const out = `${table}.clusters`;
  const command = [
    here("../../bin/recount.js"),
    "dedupe",
    table,
    "--truth",
    "cluster",
    "--out",
    out,
    "--json",
    "--quiet",
  ];
  const { truth, ...run } = JSON.parse(execFileSync(execPath, command, { encoding: "utf8" }));
  return { ...run, f1: truth.f1 };
}

function runPeer(table: string, flags: readonly string[] = []): Run & { readonly predictSeconds: number } {
  const command = [here("../peers/splink_people.py"), table, `${table}.peer`, "2", ...flags];
  const output = execFileSync(python, command, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return JSON.parse(output.trim().split("\n").at(-1) ?? "");
}

const fastest = (runs: readonly Run[]) => runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
const formatRun = (rows: number, engine: string, { pairs, f1, seconds, peakMemoryMb }: Run) =>
  `| ${rows} | ${engine} | ${pairs} | ${f1.toFixed(4)} | ${seconds.toFixed(1)} | ${peakMemoryMb} |`;

/** Slope of log seconds over log rows, by least squares. */
function growthExponent(points: readonly { readonly rows: number; readonly seconds: number }[]): number {
  const logs = points.map(({ rows, seconds }) => [Math.log(rows), Math.log(seconds)] as const);
  const mean = (axis: 0 | 1) => logs.reduce((sum, log) => sum + log[axis], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const across = logs.reduce((sum, [rows, seconds]) => sum + (rows - x) * (seconds - y), 0);
  return across / logs.reduce((sum, [rows]) => sum + (rows - x) ** 2, 0);
}
