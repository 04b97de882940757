/** How the small pages without the application are built: each one script that loads nothing else. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  resolve: { conditions: ["browser", "module", "import", "default"] },
  build: {
    outDir: fileURLToPath(new URL("../../../dist/web/public", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    lib: {
      entry: fileURLToPath(new URL("enquiry.ts", import.meta.url)),
      formats: ["es"],
      fileName: () => "enquiry.js",
    },
  },
});
