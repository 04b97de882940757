/** How the browser application is built: into dist/web, with the fonts of pages/ under fonts/, and what the first page needs in one file. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { defineConfig, type Plugin } from "vite";
import { type FontFile, fontFaces, fontFiles } from "../pages/fonts.ts";
import { directionOf, isLanguage, languages } from "../pages/language.ts";
import { tokensCss } from "../pages/tokens.ts";
import { catalogues, shownMessages } from "../pages/translate.ts";
import { firstScreenNames, renderFirstScreen } from "./first-screen.ts";
import { isFirstWord } from "./first-words.ts";

const require = createRequire(import.meta.url);
const sheet = "virtual:tokens.css";

/** The tokens and font faces of pages/ as a style sheet, and every font file, so that nothing is written twice. */
function pageStyle(): Plugin {
  const sans = fontFiles.filter((font) => font.style !== "serif");
  return {
    name: "page-style",
    resolveId: (id) => (id === sheet ? `\0${sheet}` : undefined),
    load: (id) => (id === `\0${sheet}` ? `${fontFaces(sans, "/fonts/")}${tokensCss}` : undefined),
    generateBundle() {
      for (const font of fontFiles)
        this.emitFile({
          type: "asset",
          fileName: `fonts/${font.name}`,
          source: readFileSync(pathOfFont(font)),
        });
      const licence = readFileSync(require.resolve("@fontsource/noto-sans/LICENSE"));
      this.emitFile({ type: "asset", fileName: "fonts/LICENSE.txt", source: licence });
    },
  };
}

const pathOfFont = ({ cut, name, package: from, file }: FontFile): string =>
  cut === true
    ? fileURLToPath(new URL(`../../data/fonts/${name}`, import.meta.url))
    : require.resolve(`${from}/files/${file}`);

/** The words of each language in two parts: what the first pages need, and the rest. */
function wordParts(): Plugin {
  const asked = /^virtual:words\/(\w+)\/(first|rest)$/;
  return {
    name: "word-parts",
    resolveId: (id) => (asked.test(id) ? `\0${id}` : undefined),
    load(id) {
      const [, language, part] = asked.exec(id.slice(1)) ?? [];
      if (language === undefined || !isLanguage(language)) return undefined;
      const { reviewed } = catalogues[language];
      const own = Object.entries(shownMessages(catalogues[language])).filter(
        ([key]) => isFirstWord(key) === (part === "first"),
      );
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(own))); // parsed faster than code
      return `export const reviewed = ${reviewed}; export const messages = JSON.parse(${text});`;
    },
  };
}

// What is read and typed into needs the style alone: on a slow link the program would take half of the line from it.
const AFTER_STYLE = 'fetchpriority="low"';

const early = fileURLToPath(new URL("early.ts", import.meta.url));

/** The pages in each language: its words are fetched beside the program and not after it, and a first screen stands there already. */
function firstPages(): Plugin {
  return {
    name: "first-pages",
    enforce: "post",
    buildStart() {
      this.emitFile({ type: "chunk", id: early, name: "early" });
    },
    generateBundle(_, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("got no index.html, wanted the page");
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const soon = chunks.find((chunk) => chunk.facadeModuleId === early);
      if (soon === undefined) throw new Error("got no chunk of early.ts, wanted one");
      for (const language of languages) {
        const words = chunks.find((chunk) => chunk.facadeModuleId === `\0virtual:words/${language}/first`);
        if (words === undefined)
          throw new Error(`got no chunk of the first words of ${language}, wanted one`);
        const preload = `  <link rel="modulepreload" ${AFTER_STYLE} crossorigin href="/${words.fileName}">\n  </head>`;
        const source = String(page.source)
          .replaceAll('<script type="module"', `<script type="module" ${AFTER_STYLE}`)
          .replace('<html lang="en" dir="ltr">', `<html lang="${language}" dir="${directionOf(language)}">`)
          .replace("</head>", preload);
        this.emitFile({ type: "asset", fileName: `index.${language}.html`, source });
        for (const name of firstScreenNames) {
          const first = renderFirstScreen(language, name);
          const withFirst = source
            .replace(
              "<script",
              `<script type="module" crossorigin src="/${soon.fileName}"></script>\n    <script`,
            )
            .replace('<div id="root"></div>', () => `${first}\n    <div id="root" hidden></div>`);
          this.emitFile({ type: "asset", fileName: `${name}.${language}.html`, source: withFirst });
        }
      }
      delete bundle["index.html"];
    },
  };
}

/** The base map of the package: land and boundaries of Natural Earth (public domain), and no name. */
function baseMap(): Plugin {
  return {
    name: "base-map",
    generateBundle() {
      const atlas: Topology<{ countries: GeometryCollection; land: GeometryCollection }> = JSON.parse(
        readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"),
      );
      const { countries, land } = atlas.objects;
      const boundaries = mesh(atlas, countries, (a, b) => a !== b);
      const files = [
        ["land", feature(atlas, land)],
        ["boundaries", boundaries],
      ] as const;
      for (const [name, shapes] of files) {
        const source = JSON.stringify(shapes, (_, value: unknown) =>
          typeof value === "number" ? Math.round(value * 1000) / 1000 : value,
        );
        this.emitFile({ type: "asset", fileName: `map/${name}.json`, source });
      }
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  publicDir: false, // the folder public/ holds sources
  plugins: [react(), pageStyle(), wordParts(), firstPages(), baseMap()],
  resolve: { conditions: ["browser", "module", "import", "default"] },
  build: {
    outDir: fileURLToPath(new URL("../../dist/web", import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy takes no data: addresses
    sourcemap: false,
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      external: [/^\/fonts\//],
      // One file for the first pages: on a slow link each further one costs a journey, and six go at a time.
      output: {
        codeSplitting: {
          groups: [
            { name: "first", test: /\/src\/web\/main\.tsx/, priority: 2 },
            {
              name: "parts",
              test: /\/(src\/web\/parts|react-aria[\w-]*|react-stately)\//,
              minShareCount: 3,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
});
