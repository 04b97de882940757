/** Runs every `@example` of the sources: a line `expression; //=> value` must hold. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const examples = globSync("src/**/*.ts")
  .filter((path) => !path.endsWith(".test.ts") && !path.startsWith("src/web/"))
  .sort()
  .flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/@example\n([\s\S]*?)(?=\n *\* @example|\*\/)/g)].map(
      (match) => ({
        path,
        code: (match[1] ?? "").replace(/^ *\* ?/gm, "").trim(),
      }),
    ),
  );

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;

for (const { path, code } of examples) {
  test(`${path} keeps its promise: ${code.split("\n")[0]}`, async () => {
    assert.match(code, /\/\/=>/, "an example says what it gives");
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href);
    const body = code.replace(/^(.*); *\/\/=> (.*)$/gm, "same((await ($1)), ($2));");
    const same = (got: unknown, want: unknown) => assert.deepEqual(plain(got), plain(want));
    const run = new AsyncFunction("same", ...Object.keys(module), body);
    await run(same, ...Object.values(module));
  });
}

/** Typed arrays and Buffers as arrays, so that an example can write them as text. */
function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? Array.from(value) : value;
}
