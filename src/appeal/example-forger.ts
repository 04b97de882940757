/** What somebody who doctors a folder would do to the rest of it, for tests of attacks. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { bagFiles, bagPaths, type FolderFiles, isPayloadPath, isProofPath, payloadFiles } from "./bag.ts";
import { MANIFEST_PATH, TAG_MANIFEST_PATH } from "./manifest.ts";

/** The folder with one file's text changed. */
export function changedFile(files: FolderFiles, path: string, change: (text: string) => string): FolderFiles {
  return new Map([...files, [path, utf8(change(fromUtf8(files.get(path) ?? new Uint8Array())))]]);
}

/** The folder with both manifests made again over what is there now. */
export function remanifested(files: FolderFiles): FolderFiles {
  const made = new Set<string>([MANIFEST_PATH, TAG_MANIFEST_PATH, ...Object.values(bagPaths)]);
  const kept = [...files].filter(([path]) => !made.has(path));
  const payload = payloadFiles(new Map(kept.filter(([path]) => isPayloadPath(path))));
  const beside = new Map(kept.filter(([path]) => !isPayloadPath(path) && !isProofPath(path)));
  const info = fromUtf8(files.get(bagPaths.info) ?? new Uint8Array());
  const title = /^External-Description: (.*)$/m.exec(info)?.[1] ?? "";
  const proofs = kept.filter(([path]) => isProofPath(path));
  return new Map([...bagFiles(payload, beside, title), ...proofs]);
}

/** Calls `look` with a copy in which one byte is changed, for every byte of a stride; the copy is the same each time. */
export function eachFlip(
  bytes: Uint8Array,
  { from, stride }: { readonly from: number; readonly stride: number },
  look: (copy: Uint8Array, at: number) => void,
): void {
  const copy = Uint8Array.from(bytes);
  for (let at = from % stride; at < copy.length; at += stride) {
    copy[at] = (bytes[at] ?? 0) ^ 1;
    look(copy, at);
    copy[at] = bytes[at] ?? 0;
  }
}
