/** Builds the pages that need no server: each one file, the same bytes from the same sources. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { html } from "../src/pages/html.ts";
import { languages } from "../src/pages/language.ts";
import type { PlainKey } from "../src/pages/legal-keys.ts";
import { pagePolicy } from "../src/pages/page-policy.ts";
import { tokensCss } from "../src/pages/tokens.ts";
import { translate } from "../src/pages/translate.ts";

export type OfflinePage = {
  readonly out: string; // where it is written
  readonly entry: string; // its script
  readonly title: PlainKey;
  readonly without: PlainKey; // what stands there while the script does not run
  readonly style?: string; // beside that of all of them
};

const style = `${tokensCss}
body { background: var(--paper); color: var(--ink); font-family: var(--sans); line-height: var(--leading); margin: 0; overflow-wrap: anywhere; }
main { max-width: 44rem; margin-inline: auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin-block-start: 1.5rem; }
textarea { inline-size: 100%; box-sizing: border-box; font: .875rem ui-monospace, monospace; background: var(--surface); color: var(--ink); border: 1px solid var(--edge); }
select, input { font: inherit; color: inherit; max-inline-size: 100%; }
select { background: var(--surface); color: var(--ink); border: 1px solid var(--edge); border-radius: 3px; padding: .375rem .5rem; }
.choose { display: block; margin-block: .75rem; padding: .75rem; border: 1px solid var(--edge); border-radius: 3px; }
.soft { color: var(--ink-soft); } .keys { font-weight: 600; margin-block-start: 2rem; }
.attention { background: var(--attention-ground); color: var(--attention); padding: .75rem 1rem; border-inline-start: 3px solid currentColor; }
.refused { color: var(--fault); } :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;

const signStyle = `
h2 { font-size: 1.25rem; margin-block-start: 2.5rem; padding-block-start: 1rem; border-block-start: 1px solid var(--edge); }
h3 { font-size: 1.0625rem; } h4 { font-size: 1rem; margin-block: 1rem .25rem; }
.field { margin-block: 1rem; } .field label { display: block; font-weight: 600; } .field .soft { margin: 0 0 .25rem; }
.field select, .field input, .field textarea { background: var(--surface); color: var(--ink); border: 1px solid var(--edge); border-radius: 3px; padding: .5rem; min-block-size: 2.75rem; inline-size: 100%; box-sizing: border-box; }
.field textarea { font: inherit; }
button { font: inherit; min-block-size: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--edge); border-radius: 3px; background: var(--surface); color: var(--ink); cursor: pointer; }
#sign { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; }
.check { display: flex; gap: .5rem; align-items: start; } .check input { inline-size: 1.5rem; block-size: 1.5rem; flex: none; margin: 0; }
.text { background: var(--surface); border: 1px solid var(--line); border-radius: 3px; padding: .5rem 1.25rem; }
.text em { font-style: normal; text-decoration: underline dotted; }
.figure { white-space: nowrap; font-weight: 600; color: var(--accent); }
.figure-note { border-block-start: 1px solid var(--line); }
dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: .25rem 1rem; padding-block: .25rem; } dt { color: var(--ink-soft); } dd { margin: 0; } dd p { margin: 0; } dd ul { margin: 0; padding-inline-start: 1.25rem; }
pre { white-space: pre-wrap; background: var(--sunken); padding: .75rem; font-size: .875rem; }
.digest { display: block; background: var(--sunken); padding: .5rem .75rem; font-size: 1rem; font-weight: 400; margin-block-start: .25rem; }
summary, a { color: var(--accent); } summary { cursor: pointer; padding-block: .5rem; }
.done { background: var(--accent-soft); padding: .75rem 1rem; border-inline-start: 3px solid var(--accent); }
@media (max-width: 34rem) { dl > div { grid-template-columns: 1fr; } }
`;

/** The verifier, which lies in every published folder. */
export const verifyPage: OfflinePage = {
  out: "dist/verify.html",
  entry: "src/web/verify-page/main.ts",
  title: "verify.title",
  without: "verify.scripts",
};

/** Signing on one's own computer: the application gives it to be saved. */
export const signPage: OfflinePage = {
  out: "dist/web/sign.html",
  entry: "src/web/sign-page/main.ts",
  title: "sign.title",
  without: "sign.save",
  style: signStyle,
};

/** Builds a page and writes it; gives its SHA-256. */
export async function buildOfflinePage(page: OfflinePage): Promise<string> {
  const markup = writePage(page, await bundle(page.entry));
  const out = fromRoot(page.out);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, markup);
  return createHash("sha256").update(markup).digest("hex");
}

async function bundle(entry: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "warn",
    resolve: { conditions: ["browser", "module", "import", "default"] },
    build: {
      write: false,
      target: "es2022",
      lib: { entry: fromRoot(entry), formats: ["iife"], name: "recountVerifier" },
    },
  });
  const bundles = Array.isArray(output) ? output : [output];
  const [chunk] = bundles.flatMap((each) => ("output" in each ? each.output : []));
  if (chunk?.type !== "chunk") throw new Error("got no script, wanted one chunk");
  // A script that holds its own end tag would end there.
  return `\n${chunk.code.replaceAll("</script", "<\\/script")}`;
}

function writePage({ title, without, style: own = "" }: OfflinePage, script: string): string {
  const sheet = `${style}${own}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy({ style: sheet, script })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${translate("en", title)}</title>
<style>${{ markup: sheet }}</style>
</head>
<body>
<main>
<h1>${translate("en", title)}</h1>
${languages.map((language) => html`<p lang="${language}" dir="auto">${translate(language, without)}</p>\n`)}
</main>
<script>${{ markup: script }}</script>
</body>
</html>
`.markup;
}

const fromRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
