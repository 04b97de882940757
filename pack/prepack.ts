/** Before `npm pack`: builds JavaScript and the web pages, and puts the published package.json in place. */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type PackageJson, publishedPackage } from "./published-package.ts";

rmSync("dist/src", { recursive: true, force: true });
mkdirSync("dist", { recursive: true });
execFileSync("tsc", ["-p", "tsconfig.build.json"], { stdio: ["ignore", 2, 2] });
execFileSync("node", ["pack/build-web.ts", "--always"], { stdio: ["ignore", 2, 2] });
mkdirSync("dist/data", { recursive: true });
copyFileSync("data/world-places.tsv.br", "dist/data/world-places.tsv.br");
copyFileSync("data/breached-passwords.bin", "dist/data/breached-passwords.bin");
cpSync("data/fonts", "dist/data/fonts", { recursive: true });
copyFileSync("package.json", "dist/package.checkout.json");
const checkout: PackageJson = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync("package.json", `${JSON.stringify(publishedPackage(checkout), null, 2)}\n`);
