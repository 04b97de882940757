/** The example coalition's committed lists are what its generator makes, and have what they are said to have. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { coalition } from "../examples/coalition.ts";
import { generateFiles } from "../examples/generate.ts";
import { makeWorld } from "../examples/generator/world.ts";
import { fromUtf8 } from "../src/base/bytes.ts";

const folder = new URL("../examples/", import.meta.url);

test("the committed lists and their truth are what the generator makes", () => {
  // In a process of its own: the spreadsheet library keeps the number formats of every workbook it has read.
  const { status, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL("generate.ts", folder)), "--check"],
    {
      encoding: "utf8",
    },
  );
  assert.equal(status, 0, stderr);
});

test("each source of the coalition has its file, and each list belongs to an organisation of it", () => {
  const made = new Set(generateFiles().keys());
  const given = coalition.sources.map(({ file }) => file);
  assert.deepEqual([...made].filter((path) => path.startsWith("lists/")).sort(), [...given].sort());
  assert.equal(new Set(coalition.sources.map(({ name }) => name)).size, given.length);
  for (const { organisation } of coalition.sources) assert.ok(coalition.organisations.includes(organisation));
  for (const appeal of coalition.appeals) assert.ok(existsSync(new URL(appeal, folder)), appeal);
});

test("about 3,000 records stand in the truth, each place of a list once", () => {
  const [, ...rows] = fromUtf8(generateFiles().get("truth.csv")!).trimEnd().split("\n");
  assert.ok(rows.length > 2800 && rows.length < 3200, `got ${rows.length}`);
  const places = rows.map((row) => row.split(",").slice(0, 4).join());
  assert.equal(new Set(places).size, rows.length);
});

test("both communities suffered alike: numbers of each fate differ by less than a tenth", () => {
  const { people, sites, homes } = makeWorld(30);
  const numbers = (community: string) => [
    ...["displaced", "missing", "killed", "injured"].map(
      (kind) => people.filter((person) => person.community === community && person.fate.kind === kind).length,
    ),
    sites.filter((site) => site.community === community).length,
    homes.filter(({ owner }) => owner.community === community).length,
  ];
  const [teruni, asvali] = [numbers("teruni"), numbers("asvali")];
  teruni.forEach((count, at) => {
    const other = asvali[at] ?? 0;
    assert.ok(
      Math.abs(count - other) <= 0.1 * Math.max(count, other),
      `got ${teruni.join()} and ${asvali.join()}`,
    );
  });
});

test("nobody was born after the day that befell them, or lived past a hundred and five", () => {
  for (const { id, born, fate } of makeWorld(30).people) {
    const years = fate.when.year - born.year;
    assert.ok(years >= 0 && years <= 105, `${id}: born ${born.year}, ${fate.kind} ${fate.when.year}`);
  }
});
