/** A folder that is published here, as the verifier takes it: a map of paths to bytes. */
import { askAll, getPublishedFile } from "./api.ts";
import type { FolderFiles } from "./chosen-folder.ts";

/** Every file of an appeal's folder on the server: those too that should not be there, for the verifier to refuse. */
export async function fetchPublishedFolder(folder: string): Promise<FolderFiles> {
  const { items } = await askAll("GET /api/publications/{path}/files", { path: { path: folder } });
  const fetched = items.map(async (path) => [path, await getPublishedFile(folder, path)] as const);
  return new Map(await Promise.all(fetched));
}
