/** Builds the web pages into dist/web when they are missing or older than their sources. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";

const stamp = "dist/web/.sources";
const sources = [
  ...globSync(
    "src/{web,pages,base,model,names,ledger,verify,appeal,register,estimate}/**/*.{ts,tsx,css,html,json}",
  ),
  "package-lock.json",
  "pack/offline-page.ts",
].filter((path) => !path.includes(".test.") && statSync(path).isFile());
const hash = createHash("sha256");
for (const path of sources.sort()) hash.update(path).update(readFileSync(path));
const digest = hash.digest("hex");

const isFresh =
  existsSync(stamp) &&
  existsSync("dist/verify.html") &&
  existsSync("dist/web/sign.html") &&
  readFileSync(stamp, "utf8") === digest;
if (!isFresh || process.argv.includes("--always")) {
  process.stderr.write("building the web pages\n");
  execFileSync("vite", ["build", "src/web", "--logLevel", "warn"], { stdio: ["ignore", 2, 2] });
  execFileSync("vite", ["build", "src/web/public", "--logLevel", "warn"], { stdio: ["ignore", 2, 2] });
  execFileSync("node", ["pack/build-offline-pages.ts"], { stdio: ["ignore", 2, 2] });
  writeFileSync(stamp, digest);
}
