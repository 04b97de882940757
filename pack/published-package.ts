/** The package.json that npm gets: JavaScript instead of sources, and no Node of its own (189 MB). */

type Targets = string | { readonly [condition: string]: string };
export type PackageJson = {
  readonly dependencies: { readonly [name: string]: string };
  readonly optionalDependencies: { readonly [name: string]: string };
  readonly imports: { readonly [name: string]: Targets };
  readonly exports: { readonly [name: string]: Targets };
  readonly [field: string]: unknown;
};

const files = [
  "bin",
  "dist/src",
  "dist/data",
  "dist/web",
  "dist/verify.html",
  "examples/lists",
  "examples/*.md",
  "examples/*.json",
  "examples/*.csv",
  "NOTICES",
  "docs/spec",
];
const published = ["name", "version", "description", "license", "type", "engines", "bin"];

/** The published form of the checkout's package.json. */
export function publishedPackage(checkout: PackageJson): PackageJson {
  const kept = Object.fromEntries(published.map((field) => [field, checkout[field]]));
  const dependencies = checkout.dependencies;
  const optionalDependencies = Object.fromEntries(
    Object.entries(checkout.optionalDependencies).filter(([name]) => !/^node-(linux|win)-/.test(name)),
  );
  return {
    ...kept,
    files,
    imports: mapValues(checkout.imports, builtTargets),
    exports: mapValues(checkout.exports, (target) =>
      isSource(target) ? { types: typesOf(target), default: builtPath(target) } : target,
    ),
    dependencies,
    optionalDependencies,
  };
}

const isSource = (target: Targets): target is string =>
  typeof target === "string" && target.startsWith("./src/");
const builtPath = (path: string) => path.replace(/^\.\/src\//, "./dist/src/").replace(/\.ts$/, ".js");
const typesOf = (path: string) => builtPath(path).replace(/\.js$/, ".d.ts");
const builtTargets = (targets: Targets): Targets =>
  typeof targets === "string" ? builtPath(targets) : mapValues(targets, builtPath);

function mapValues<A, B>(
  object: { readonly [key: string]: A },
  change: (value: A) => B,
): { readonly [key: string]: B } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
