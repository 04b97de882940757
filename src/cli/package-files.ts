/** Where the package's own files lie, in a checkout and installed alike. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RecountError } from "../base/errors.ts";

/** A file or folder of the package, by its path from the package's root. */
export function packagePath(path: string): string {
  return join(packageRoot(dirname(fileURLToPath(import.meta.url))), path);
}

export function packageVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(packagePath("package.json"), "utf8"),
  );
  return version;
}

function packageRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new RecountError("no-package", "got no package.json above the program's files");
  return packageRoot(parent);
}
