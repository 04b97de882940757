/** Builds the web pages into dist/web when they are missing or older than their sources, and packs them with Brotli. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const stamp = "dist/web/.sources";
const sources = [
  ...globSync(
    "src/{web,pages,base,model,names,ledger,verify,appeal,register,estimate}/**/*.{ts,tsx,css,html,json}",
  ),
  ...globSync("data/fonts/*"),
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
  for (const path of globSync("dist/web/**/*.{js,mjs,css,json,svg,html}")) pack(path);
  writeFileSync(stamp, digest);
}

/** Lays the packed file beside the other: once here, better than the server could at each request. */
function pack(path: string): void {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}
