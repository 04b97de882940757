/** The page with the verifier in it, as this version of the package has it. */
import { readFile } from "node:fs/promises";
import { digestOf } from "../appeal/manifest.ts";
import { RecountError } from "../base/errors.ts";
import type { Digest } from "../model/ids.ts";
import { readFileIfThere } from "../shell/files.ts";
import { packagePath } from "./package-files.ts";

const path = () => packagePath("dist/verify.html");

/** Its bytes, or undefined in a checkout where it was not built. */
export const builtVerifierPage = (): Promise<Uint8Array | undefined> => readFileIfThere(path());

/** Its bytes. Throws `not-built` in a checkout where it was not built. */
export async function verifierPage(): Promise<Uint8Array> {
  const page = await builtVerifierPage();
  if (page !== undefined) return page;
  throw new RecountError("input-not-built", `got no ${path()}, wanted npm run build:web to be run first`);
}

/** The digests of pages that this version knows to be sound: its own, where it was built. */
export async function knownPages(): Promise<readonly Digest[]> {
  const page = await readFile(path()).catch(() => undefined);
  return page === undefined ? [] : [digestOf(page)];
}
