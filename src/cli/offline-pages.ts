/** The pages that need no server, as this version of the package has them: the verifier, and the one for signing. */
import { readFile } from "node:fs/promises";
import { digestOf } from "../appeal/manifest.ts";
import { RecountError } from "../base/errors.ts";
import type { Digest } from "../model/ids.ts";
import { readFileIfThere } from "../shell/files.ts";
import { packagePath } from "./package-files.ts";

const paths = { "verify.html": "dist/verify.html", "sign.html": "dist/web/sign.html" } as const;
export type OfflinePage = keyof typeof paths;
export const offlinePages: readonly OfflinePage[] = ["verify.html", "sign.html"];

/** The verifier's bytes, or undefined in a checkout where it was not built. */
export const builtVerifierPage = (): Promise<Uint8Array | undefined> =>
  readFileIfThere(packagePath(paths["verify.html"]));

/** A page's bytes. Throws `input-not-built` in a checkout where it was not built. */
export async function offlinePage(page: OfflinePage): Promise<Uint8Array> {
  const path = packagePath(paths[page]);
  const bytes = await readFileIfThere(path);
  if (bytes !== undefined) return bytes;
  throw new RecountError("input-not-built", `got no ${path}, wanted npm run build:web to be run first`);
}

/** The digests of verifiers that this version knows to be sound: its own, where it was built. */
export async function knownPages(): Promise<readonly Digest[]> {
  const page = await readFile(packagePath(paths["verify.html"])).catch(() => undefined);
  return page === undefined ? [] : [digestOf(page)];
}
