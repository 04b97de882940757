/** `recount/names` runs in a browser: what a bundler makes of it needs nothing of Node. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { build } from "vite";

const entry = fileURLToPath(new URL("../src/names/index.ts", import.meta.url));

test("names are compared by a bundle in a world that has the language alone", async () => {
  const made = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["iife"], name: "names", fileName: "names" },
      rolldownOptions: { external: [/^node:/] },
    },
  });
  const [bundle] = [made].flat();
  assert.ok(bundle !== undefined && "output" in bundle);
  const [chunk, ...others] = bundle.output;
  assert.deepEqual(others, []);
  assert.deepEqual(chunk.imports, []);
  const level: unknown = new Script(
    `${chunk.code}; names.compareNames(names.prepareName("Гасанов Али"), names.prepareName("Həsənov Əli")).level`,
  ).runInContext(createContext({}));
  assert.equal(level, 2);
});
