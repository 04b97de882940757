/** How the browser application is built: into dist/web, with the fonts of pages/ under fonts/. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { defineConfig, type Plugin } from "vite";
import { fontFaces, fontFiles } from "../pages/fonts.ts";
import { tokensCss } from "../pages/tokens.ts";

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
      for (const { package: from, file, name } of fontFiles) {
        const source = readFileSync(require.resolve(`${from}/files/${file}`));
        this.emitFile({ type: "asset", fileName: `fonts/${name}`, source });
      }
      const licence = readFileSync(require.resolve("@fontsource/noto-sans/LICENSE"));
      this.emitFile({ type: "asset", fileName: "fonts/LICENSE.txt", source: licence });
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
  plugins: [react(), pageStyle(), baseMap()],
  resolve: { conditions: ["browser", "module", "import", "default"] },
  build: {
    outDir: fileURLToPath(new URL("../../dist/web", import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy takes no data: addresses
    sourcemap: false,
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: { external: [/^\/fonts\//] },
  },
  worker: { format: "es" },
});
