/** The command line as other programs rely on it: shapes, streams, exit codes. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "recount-cli-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function recount(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/recount.js", ...words], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function list(name: string, rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${rows.join("\n")}\n`);
  return path;
}

const people = [
  "Ilyas Temur",
  "Maro Velan",
  "Sofi Andar",
  "Pavle Korin",
  "Nura Halem",
  "Davit Orbel",
  "Lena Sarov",
];
const truthRows = people.flatMap((name, i) => [
  `${name},19${50 + 3 * i}-0${i + 1}-1${i},${i}`,
  `${name.replace("a", "e")},19${50 + 3 * i}-0${i + 1}-1${i},${i}`,
]);

for (const { desc, words, status, says } of [
  { desc: "an unknown command", words: ["reckon"], status: 2, says: /unknown command/ },
  { desc: "a flag without its value", words: ["count", "--harm"], status: 2, says: /argument missing/ },
  {
    desc: "a harm that is none",
    words: ["count", "--harm", "lost", "--data", folder],
    status: 2,
    says: /no register|wanted one of/,
  },
  {
    desc: "a folder without a register",
    words: ["count", "--data", join(folder, "nowhere")],
    status: 2,
    says: /recount init/,
  },
  {
    desc: "a folder to verify that is not there",
    words: ["verify", join(folder, "nothing")],
    status: 2,
    says: /wanted a folder/,
  },
  {
    desc: "a list that is not there",
    words: ["dedupe", join(folder, "no.csv"), "--out", join(folder, "o.csv")],
    status: 2,
    says: /no\.csv/,
  },
]) {
  test(`${desc} ends with ${status}, and says why on standard error alone`, () => {
    const answer = recount(...words);
    assert.equal(answer.status, status, answer.stderr);
    assert.equal(answer.stdout, "");
    assert.match(answer.stderr, says);
  });
}

test("every command has help with an example", () => {
  const commands = [
    "start",
    "init",
    "import",
    "place",
    "link",
    "review",
    "search",
    "count",
    "estimate",
    "appeal new",
    "appeal publish",
    "verify",
    "serve",
    "dedupe",
  ];
  for (const command of commands) {
    const { status, stdout } = recount(...command.split(" "), "--help");
    assert.equal(status, 0);
    assert.match(stdout, /Example:\n {2}recount /, command);
  }
});

test("dedupe writes file,row,entity and prints one JSON value in the contract's shape", () => {
  const path = list("people.csv", ["name,born,who", ...truthRows]);
  const out = join(folder, "clusters.csv");
  const { status, stdout } = recount("dedupe", path, "--out", out, "--truth", "who", "--json", "--quiet");
  assert.equal(status, 0);
  const answer = JSON.parse(stdout);
  assert.deepEqual(Object.keys(answer).sort(), [
    "entities",
    "pairs",
    "peakMemoryMb",
    "records",
    "seconds",
    "truth",
  ]);
  assert.deepEqual(Object.keys(answer.truth).sort(), ["bcubed", "f1", "precision", "recall"]);
  const [header, ...rows] = readFileSync(out, "utf8").trimEnd().split("\n");
  assert.equal(header, "file,row,entity");
  assert.deepEqual(
    rows.map((row) => Number(row.split(",").at(-2))),
    truthRows.map((_, i) => i + 1),
  );
});

test("dedupe with one per list never puts two rows of a file together", () => {
  const paths = ["a.csv", "b.csv"].map((name) =>
    list(name, ["name,born", ...people.map((person, i) => `${person},19${50 + i}`)]),
  );
  const out = join(folder, "pairs.csv");
  assert.equal(recount("dedupe", ...paths, "--out", out, "--one-per-list", "--quiet").status, 0);
  const rows = readFileSync(out, "utf8").trimEnd().split("\n").slice(1);
  const keys = rows
    .map((row) => row.split(","))
    .map((cells) => `${cells.slice(0, -2).join(",")} ${cells.at(-1)}`);
  assert.equal(new Set(keys).size, keys.length);
});
