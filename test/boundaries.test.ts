/** Data flows one way: a folder may import only the folders named beside it. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

const pure = [
  "base",
  "model",
  "names",
  "places",
  "intake",
  "linkage",
  "register",
  "estimate",
  "ledger",
  "appeal",
];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ["base"],
  names: ["base"],
  places: ["base", "model", "names"],
  intake: ["base", "model"],
  linkage: ["base", "model", "names", "places"],
  register: ["base", "model"],
  estimate: ["base", "model"],
  ledger: ["base"],
  appeal: ["base", "model", "names", "places", "ledger", "register"],
  exchange: ["base", "model"],
  pages: ["base", "model"],
  verify: ["base", "model", "ledger", "register", "estimate", "appeal"],
  store: ["base", "model", "ledger", "register"],
  shell: ["base", "model", "intake", "linkage", "store"],
  steps: [...pure, "exchange", "pages", "verify", "store", "shell"],
  "pipeline.ts": [...pure, "exchange", "pages", "verify", "store", "shell", "steps"],
  api: [...pure, "exchange", "pages", "verify", "store", "shell", "steps", "pipeline.ts"],
  cli: [...pure, "exchange", "pages", "verify", "store", "shell", "steps", "pipeline.ts", "api"],
  web: ["base", "model", "names", "places", "ledger", "appeal", "verify", "pages"],
};

const sources = globSync("src/**/*.{ts,tsx}").sort();
const shipped = sources.filter((path) => !/\.test\.tsx?$/.test(path));
const folderOf = (path: string) => path.split("/")[1] ?? "";
const importsOf = (path: string) =>
  [...readFileSync(path, "utf8").matchAll(/(?:from|import) "(\.\.?\/[^"]+)"/g)].map((match) =>
    new URL(match[1] ?? "", `file:///${path}`).pathname.slice(1),
  );

test("every folder of src stands in the import table", () => {
  const folders = new Set(sources.map(folderOf));
  assert.deepEqual(
    [...folders].filter((folder) => mayImport[folder] === undefined),
    [],
  );
});

test("a folder imports only what the table allows", () => {
  const breaches = sources.flatMap((path) => {
    const folder = folderOf(path);
    const allowed = [folder, ...(mayImport[folder] ?? [])];
    return importsOf(path)
      .filter((target) => target.startsWith("src/") && !allowed.includes(folderOf(target)))
      .map((target) => `${path} imports ${target}`);
  });
  assert.deepEqual(breaches, []);
});

test("what ships imports neither tests nor examples nor the benchmark", () => {
  const breaches = shipped.flatMap((path) =>
    importsOf(path)
      .filter((target) => !target.startsWith("src/") || target.includes(".test."))
      .map((target) => `${path} imports ${target}`),
  );
  assert.deepEqual(breaches, []);
});

test("the pure folders touch no clock, no randomness, no environment, no network and no disk", () => {
  const impure =
    /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|getRandomValues|\bfetch\(|from "node:(?!assert|test)/;
  const nodeOnly = new Set(["src/base/sha256-node.ts", "src/base/ed25519-node.ts"]);
  const folders = new Set([...pure, "exchange", "pages", "verify"]);
  const breaches = shipped
    .filter((path) => folders.has(folderOf(path)) && !nodeOnly.has(path))
    .flatMap((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .flatMap((line, i) => (impure.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
    );
  // Intake reads zips and encodings of Node's libraries and never runs in the browser: Buffer and streams are its own.
  assert.deepEqual(
    breaches.filter((line) => !(line.startsWith("src/intake/") && line.includes('from "node:'))),
    [],
  );
});

test("one outside library is imported in one file of a folder", () => {
  const users = new Map<string, Set<string>>();
  for (const path of shipped) {
    if (["web", "pages"].includes(folderOf(path))) continue; // React and its kin are the language of the screens
    for (const match of readFileSync(path, "utf8").matchAll(/from "((?:@[^/"]+\/)?[a-z][^/"]*)/g)) {
      const name = match[1] ?? "";
      if (name.startsWith("node:") || name.startsWith("#")) continue;
      users.set(name, (users.get(name) ?? new Set()).add(folderOf(path)));
    }
  }
  const scattered = [...users].filter(([, folders]) => folders.size > 1).map(([name]) => name);
  assert.deepEqual(scattered, []);
});
