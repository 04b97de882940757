/** The verifier in this browser, fetched when it is first wanted; the same code as at the command line. */
import type { VerifyResult } from "../verify/verify-folder.ts";
import type { FolderFiles } from "./chosen-folder.ts";

export type { VerifyResult };

/** The verdict on `files`; `keys` is the text of a file of keys, or empty. */
export async function verifyHere(files: FolderFiles, keys: string): Promise<VerifyResult> {
  const { verifyFolder } = await import("../verify/verify-folder.ts");
  return verifyFolder(files, keys.trim() === "" ? {} : { keys });
}
