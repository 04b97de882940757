/** `recount names` as other programs rely on it: columns, JSON, exit codes. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "recount-names-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A process that could not start, or that something else ended, is not an answer: it says so itself. */
function recount(...words: readonly string[]) {
  const { error, signal, ...answer } = spawnSync(process.execPath, ["bin/recount.js", "names", ...words], {
    encoding: "utf8",
  });
  assert.ifError(error);
  assert.equal(signal, null, `ended by ${signal}: ${answer.stderr}`);
  return answer;
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("compare says the level, the view in words, the weight and how the names read", () => {
  const { status, stdout, stderr } = recount("compare", "Гасанов Али", "Həsənov Əli", "--json");
  assert.equal(status, 0, stderr);
  const answer = JSON.parse(stdout);
  assert.equal(answer.view, "consonants");
  assert.match(answer.explanation, /^the consonants agree/);
  assert.ok(answer.weight > 3 && answer.probability > 0.9, stdout);
  assert.deepEqual(
    answer.names.map((name: { romanised: string }) => name.romanised),
    ["Gasanov Ali", "Hasanov Ali"],
  );
});

test("compare without --json is for reading", () => {
  const { status, stdout } = recount("compare", "Nino Dolidze", "Карим Алиев");
  assert.equal(status, 0);
  assert.match(stdout, /^different: no part of one agrees/);
});

test("whoever reads no further ends the command quietly", async () => {
  const words = ["bin/recount.js", "names", "compare", "Nino Dolidze", "Karim Aliyev"];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const said: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const [status] = await once(child, "close");
  assert.deepEqual([status, said.join("")], [0, ""]);
});

test("pairs keeps every row and column of a table with tabs, quotes being letters", () => {
  const rows = ['7\tAli "Al" Temur\tАли Темур', "8\tMaro Velan\t", "9\tMaro Velan\tНура Халем"];
  const path = file("pairs.tsv", `\ufeffid\tlatin_name\tother_name\r\n${rows.join("\r\n")}\r\n`);
  const out = join(folder, "weighed.tsv");
  const { status, stdout, stderr } = recount("pairs", path, "--out", out, "--json");
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).pairs, 3);
  const lines = readFileSync(out, "utf8").trimEnd().split("\n");
  assert.equal(lines[0], "id\tlatin_name\tother_name\tweight\tprobability");
  assert.deepEqual(
    lines.slice(1).map((line) => line.split("\t").slice(0, 3).join("\t")),
    rows,
  );
  const weights = lines.slice(1).map((line) => Number(line.split("\t")[3]));
  assert.ok(weights[0]! > 0 && weights[1]! < 0 && weights[2]! < 0, String(weights));
});

test("pairs reads name1 and name2 of a table with commas", () => {
  const path = file("pairs.csv", 'name1,name2,note\n"Temur, Ilyas",Ilyas Temur,"a ""note"""\n');
  const out = join(folder, "weighed.csv");
  assert.equal(recount("pairs", path, "--out", out).status, 0);
  const [header, row] = readFileSync(out, "utf8").split("\n");
  assert.equal(header, "name1,name2,note,weight,probability");
  assert.match(row ?? "", /^"Temur, Ilyas",Ilyas Temur,"a ""note""",\d+\.\d{4},0\.9\d+$/);
});

for (const { desc, name, text, says } of [
  {
    desc: "other columns",
    name: "other.csv",
    text: "a,b\n1,2\n",
    says: /wanted columns latin_name and other/,
  },
  {
    desc: "a row that is cut",
    name: "cut.csv",
    text: "name1,name2\nAli\n",
    says: /row 1: got "1", wanted 2 cells/,
  },
  { desc: "another kind of file", name: "pairs.json", text: "{}", says: /wanted a \.tsv or \.csv file/ },
])
  test(`pairs refuses ${desc} and writes nothing`, () => {
    const out = join(folder, `${name}.out.csv`);
    const { status, stderr } = recount("pairs", file(name, text), "--out", out);
    assert.equal(status, 2);
    assert.match(stderr, says);
    assert.throws(() => readFileSync(out));
  });
