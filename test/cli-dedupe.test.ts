/** `recount dedupe` with a model that was saved: through the files, as users do it. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const recount = fileURLToPath(new URL("../bin/recount.js", import.meta.url));
const given = ["Amara", "Belo", "Cadin", "Dorim", "Elsu", "Farun", "Gelvi", "Haron", "Iska", "Jorel"];
const family = ["Tavani", "Umbari", "Velsko", "Wendar", "Yorumi", "Zelkan", "Sorbet", "Ravani", "Quendi"];

/** Ninety invented people, every third of whom stands in the list twice, once with a letter too many. */
function writeList(folder: string): string {
  const lines = ["given name,family name,date of birth"];
  for (const [i, first] of given.entries()) {
    for (const [j, last] of family.entries()) {
      const born = `${1950 + ((7 * i + 3 * j) % 50)}-${10 + (j % 3)}-${11 + ((i + 2 * j) % 17)}`;
      lines.push(`${first},${last},${born}`);
      if ((i + j) % 3 === 0) lines.push(`${first},${last}a,${born}`);
    }
  }
  const path = join(folder, "people.csv");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const withFolder = (run: (folder: string) => void) => {
  const folder = mkdtempSync(join(tmpdir(), "recount-dedupe-"));
  try {
    run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test("a saved model gives the same entities again, and saves as it was", () => {
  withFolder((folder) => {
    const [list, model] = [writeList(folder), join(folder, "model.json")];
    const dedupe = (...options: readonly string[]) => {
      const out = join(folder, "out.csv");
      execFileSync(execPath, [recount, "dedupe", list, "--out", out, "--quiet", ...options]);
      return readFileSync(out, "utf8");
    };
    const learned = dedupe("--save-config", model);
    assert.equal(new Set(learned.split("\n").map((line) => line.split(",")[2])).size, 90 + 2); // a header, and the end
    assert.equal(dedupe("--config", model, "--save-config", join(folder, "again.json")), learned);
    assert.equal(readFileSync(join(folder, "again.json"), "utf8"), readFileSync(model, "utf8"));
    const edited = { ...JSON.parse(readFileSync(model, "utf8")), prior: 1e-15 };
    writeFileSync(model, JSON.stringify(edited));
    assert.notEqual(dedupe("--config", model), learned);
  });
});

test("a model that is none is refused, and it is said where", () => {
  withFolder((folder) => {
    const [list, model] = [writeList(folder), join(folder, "model.json")];
    writeFileSync(model, '{"model": "recount-linkage", "version": 1}');
    const options = ["--config", model, "--out", join(folder, "out.csv"), "--quiet"];
    const { status, stderr } = spawnSync(execPath, [recount, "dedupe", list, ...options], {
      encoding: "utf8",
    });
    assert.notEqual(status, 0);
    assert.match(stderr, /model\.json: version: .*2/);
  });
});
