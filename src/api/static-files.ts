/** Files of a folder over HTTP: only those inside it, each with the type that its name says. */
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

const types: { readonly [extension: string]: string } = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".zip": "application/zip",
};
const otherType = "application/octet-stream"; // never sniffed, so never run

/** The type that a file's name says. */
export const typeOfFile = (path: string): string => types[extname(path).toLowerCase()] ?? otherType;

/**
 * The file at `path` (decoded, relative, with `/` between its parts) of `folder`, `index.html` for a folder's path
 * that ends in a slash, or undefined when there is none. Hidden names, `..` and links that lead out are none. Whoever
 * reads Brotli gets the packed file that the build laid beside it; whoever has the file already, only that it is so.
 */
export async function readStatic(
  folder: string,
  path: string,
  asked: Headers = new Headers(),
): Promise<Response | undefined> {
  const file = await resolveInside(folder, path);
  if (file === undefined) return undefined;
  const isPacked = readsBrotli(asked) && (await isThere(`${file}.br`));
  const read = isPacked ? `${file}.br` : file;
  const { size, mtimeMs } = await stat(read);
  const tag = `W/"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
  const isNamedByDigest = path.startsWith("assets/");
  const headers = {
    "content-type": typeOfFile(file),
    "cache-control": isNamedByDigest ? "public, max-age=31536000, immutable" : "no-cache",
    etag: tag,
    vary: "accept-encoding",
  };
  if (asked.get("if-none-match")?.split(/, ?/).includes(tag) === true)
    return new Response(null, { status: 304, headers });
  return new Response(await readFile(read), {
    headers: { ...headers, ...(isPacked && { "content-encoding": "br" }) },
  });
}

const readsBrotli = (asked: Headers) => /\bbr\b(?!;q=0\b)/.test(asked.get("accept-encoding") ?? "");

async function isThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** The paths of all files below `path` of `folder`, in order, or undefined when there is no such folder inside it. */
export async function listStatic(folder: string, path: string): Promise<readonly string[] | undefined> {
  const index = await resolveInside(folder, `${path}/`);
  if (path === "" || index === undefined) return undefined;
  const top = join(index, "..");
  const found = await readdir(top, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function resolveInside(folder: string, path: string): Promise<string | undefined> {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.some((part) => part.startsWith(".") || /[\\\0]/.test(part))) return undefined;
  try {
    const root = await realpath(folder);
    const found = await realpath(join(root, ...parts));
    const isFolder = path === "" || path.endsWith("/"); // else relative links of its page would miss it
    const file = isFolder ? await realpath(join(found, "index.html")) : found;
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG";
}
