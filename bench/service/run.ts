/**
 * What one person waits for: `npm run bench -- service [--records 1000000] [--folder FOLDER] [--asked 200]`. A server
 * process over a register of so many records, made in the folder unless it is there, is asked over HTTP one request after
 * the other: a person's page, a search, counts by place and year. The first of each is shown apart.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../../src/base/random.ts";
import { harmKinds } from "../../src/model/harm.ts";
import { machine } from "../machine.ts";
import { nameMaker } from "../search/made-names.ts";
import { absentTables, readNameWords } from "../search/name-words.ts";
import { type Server, startServer, stopServer } from "../server-process.ts";
import { madeRegister } from "./open-made-register.ts";
import { villageName, YEARS } from "./write-lists.ts";

/** What is asked the `i`th time. */
type Question = {
  readonly what: string;
  readonly wanted: number; // ms, of the slowest of a hundred
  readonly ask: (i: number) => { readonly path: string; readonly body?: unknown };
};

/** Runs the suite. */
export async function benchService(options: readonly string[]): Promise<void> {
  if (absentTables().length > 0)
    return console.error(`SKIPPED service: ${absentTables().join(", ")} are not there; set RECOUNT_FIXTURES`);
  const records = Number(textOf(options, "--records") ?? 1_000_000);
  const asked = Number(textOf(options, "--asked") ?? 200);
  console.log(`${machine()}\n`);
  const data = await madeRegister(textOf(options, "--folder") ?? join(tmpdir(), "recount-service"), records);
  const started = performance.now();
  const server = await startServer(data, "");
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  try {
    console.log(
      `\n${records} records; the server stood after ${seconds} s\n\n| asked for | first ms | p50 ms | p99 ms | wanted ms |\n| --- | --- | --- | --- | --- |`,
    );
    for (const question of questionsOf(records)) console.log(await measure(server, question, asked));
  } finally {
    await stopServer(server);
  }
}

function questionsOf(records: number): readonly Question[] {
  const random = seededRandom(7);
  const name = nameMaker(readNameWords(), random);
  const harms = harmKinds.filter((harm) => harm === "killed" || harm === "missing");
  return [
    {
      what: "a person's page",
      wanted: 50,
      ask: () => ({ path: `/api/entities/families%2F${1 + random.below(records / 2)}` }),
    },
    { what: "a search", wanted: 50, ask: () => ({ path: "/api/search", body: { text: name().text } }) },
    {
      what: "counts by place and year, asked before",
      wanted: 300,
      ask: (i) => ({ path: "/api/counts", body: { harm: harms[i % harms.length], by: ["place", "year"] } }),
    },
    {
      what: "counts by place and year, of another year each time",
      wanted: 300,
      ask: (i) => ({
        path: "/api/counts",
        body: {
          harm: harms[i % harms.length],
          by: ["place", "year"],
          period: `${YEARS[i % YEARS.length]}-${String(1 + (i % 12)).padStart(2, "0")}`,
          place: villageName(i % 400),
        },
      }),
    },
  ];
}

async function measure(
  { url, token }: Server,
  { what, wanted, ask }: Question,
  asked: number,
): Promise<string> {
  const ms: number[] = [];
  for (let i = 0; i < asked; i++) {
    const { path, body } = ask(i);
    const started = performance.now();
    const answer = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${path}: got ${answer.status}`);
    ms.push(performance.now() - started);
  }
  const [first = 0, ...others] = ms;
  const sorted = others.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? first;
  const cells = [what, first.toFixed(0), at(0.5).toFixed(1), at(0.99).toFixed(1), wanted];
  return `| ${cells.join(" | ")} |`;
}

function textOf(options: readonly string[], flag: string): string | undefined {
  const at = options.indexOf(flag);
  return at === -1 ? undefined : options[at + 1];
}
