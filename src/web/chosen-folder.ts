/** A folder that a person chose on this device, as the verifier takes it: a map of paths to bytes. */

export type FolderFiles = ReadonlyMap<string, Uint8Array>;

/** The files that a person chose, by their path inside the chosen folder. */
export async function readChosenFolder(chosen: readonly File[]): Promise<FolderFiles> {
  const read = chosen.map(async (file): Promise<readonly [string, Uint8Array]> => {
    const path = file.webkitRelativePath.split("/").slice(1).join("/") || file.name;
    return [path, new Uint8Array(await file.arrayBuffer())];
  });
  return new Map(await Promise.all(read));
}
