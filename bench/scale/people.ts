/** Tables of invented people for the benchmarks of scale, by the generator of the fixtures. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";

const fixtures = env["RECOUNT_FIXTURES"] ?? "../shared";

/** The path of a CSV of so many rows, made unless it is there; undefined where the generator or its Python is not. */
export function makePeople(rows: number): string | undefined {
  const path = join(tmpdir(), `recount-people-${rows}.csv`);
  const [generator, python] = [join(fixtures, "bench/gen1m.py"), env["PEER_PYTHON"] ?? ""];
  if (existsSync(path)) return path;
  if (!existsSync(generator) || !existsSync(python)) return undefined;
  const data = join(fixtures, "data/linkage");
  execFileSync(python, [generator, `${rows}`, path], { env: { ...env, DATA: data }, stdio: "ignore" });
  return path;
}
