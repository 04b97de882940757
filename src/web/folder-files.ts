/** A published folder as the verifier takes it: a map of paths to bytes, from the server or from this device. */
import { getPublishedFile, getPublishedPaths } from "./api.ts";

export type FolderFiles = ReadonlyMap<string, Uint8Array>;

/** Every file of an appeal's folder on the server: those too that should not be there, for the verifier to refuse. */
export async function fetchPublishedFolder(folder: string): Promise<FolderFiles> {
  const paths = await getPublishedPaths(folder);
  const fetched = paths.map(async (path) => [path, await getPublishedFile(folder, path)] as const);
  return new Map(await Promise.all(fetched));
}

/** The files that a person chose, by their path inside the chosen folder. */
export async function readChosenFolder(chosen: readonly File[]): Promise<FolderFiles> {
  const read = chosen.map(async (file): Promise<readonly [string, Uint8Array]> => {
    const path = file.webkitRelativePath.split("/").slice(1).join("/") || file.name;
    return [path, new Uint8Array(await file.arrayBuffer())];
  });
  return new Map(await Promise.all(read));
}
