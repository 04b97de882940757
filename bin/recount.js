#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one gets a sentence and not a syntax error.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  console.error(`recount: needs Node 24.7 or newer, this is ${process.versions.node}`);
  process.exit(2);
}
// Whoever reads the answer through `head` has enough of it: that is no failure of the command.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});
// A checkout runs its sources unbuilt; the published package has JavaScript.
const built = new URL("../dist/src/cli/main.js", import.meta.url);
const source = new URL("../src/cli/main.ts", import.meta.url);
const { main } = await import(existsSync(fileURLToPath(source)) ? source.href : built.href);
process.exitCode = await main(process.argv.slice(2));
