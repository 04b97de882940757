/** Builds dist/verify.html: the verifier as one file without a server, the same bytes from the same sources. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { html } from "../src/pages/html.ts";
import { languages } from "../src/pages/language.ts";
import { tokensCss } from "../src/pages/tokens.ts";
import { translate } from "../src/pages/translate.ts";

const entry = fileURLToPath(new URL("../src/web/verify-page/main.ts", import.meta.url));

const style = `${tokensCss}
body { background: var(--paper); color: var(--ink); font-family: var(--sans); line-height: var(--leading); margin: 0; overflow-wrap: anywhere; }
main { max-width: 44rem; margin-inline: auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin-block-start: 1.5rem; }
textarea { inline-size: 100%; box-sizing: border-box; font: .875rem ui-monospace, monospace; background: var(--surface); color: var(--ink); border: 1px solid var(--edge); }
select, input { font: inherit; color: inherit; max-inline-size: 100%; }
.choose { display: block; margin-block: .75rem; padding: .75rem; border: 1px solid var(--edge); border-radius: 3px; }
.soft { color: var(--ink-soft); } .keys { font-weight: 600; margin-block-start: 2rem; }
.attention { background: var(--attention-ground); color: var(--attention); padding: .75rem 1rem; border-inline-start: 3px solid currentColor; }
.refused { color: var(--fault); } :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;

const output = await build({
  configFile: false,
  logLevel: "warn",
  resolve: { conditions: ["browser", "module", "import", "default"] },
  build: {
    write: false,
    target: "es2022",
    lib: { entry, formats: ["iife"], name: "recountVerifier" },
  },
});
const bundles = Array.isArray(output) ? output : [output];
const [chunk] = bundles.flatMap((each) => ("output" in each ? each.output : []));
if (chunk?.type !== "chunk") throw new Error("got no script, wanted one chunk");
// A script that holds its own end tag would end there.
const script = `\n${chunk.code.replaceAll("</script", "<\\/script")}`;
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${translate("en", "verify.title")}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${translate("en", "verify.title")}</h1>
${languages.map((language) => html`<p lang="${language}" dir="auto">${translate(language, "verify.scripts")}</p>\n`)}
</main>
<script>${{ markup: script }}</script>
</body>
</html>
`;
mkdirSync("dist", { recursive: true });
writeFileSync("dist/verify.html", page.markup);
const digest = createHash("sha256").update(page.markup).digest("hex");
process.stderr.write(`dist/verify.html, ${page.markup.length} characters, SHA-256 ${digest}\n`);
