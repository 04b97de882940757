/** After `npm pack`: the checkout's own package.json again. */
import { renameSync } from "node:fs";

renameSync("dist/package.checkout.json", "package.json");
