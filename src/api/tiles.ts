/** A base map of the organisation's own: one PMTiles archive, of which a browser reads parts. It says nothing of anybody. */
import { open } from "node:fs/promises";

const MOST = 8 << 20; // bytes of one answer: a directory or a tile is far smaller

/** The part that `Range` asks for (RFC 9110, one range of bytes); 416 where it asks for none that the file has. */
export async function readTiles(file: string, range: string | undefined): Promise<Response> {
  const archive = await open(file, "r");
  try {
    const { size } = await archive.stat();
    const asked = parseRange(range, size);
    if (asked === undefined)
      return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
    const { buffer } = await archive.read(Buffer.alloc(asked.end - asked.start), {
      position: asked.start,
    });
    return new Response(buffer, {
      status: 206,
      headers: {
        "content-type": "application/vnd.pmtiles",
        "content-range": `bytes ${asked.start}-${asked.end - 1}/${size}`,
        "accept-ranges": "bytes",
        "cache-control": "no-cache, no-transform", // packed, its offsets would be others
      },
    });
  } finally {
    await archive.close();
  }
}

type Range = { readonly start: number; readonly end: number };

/** Half-open; undefined where nothing of the file is asked for, or too much at once. */
function parseRange(range: string | undefined, size: number): Range | undefined {
  const [, first = "", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "") return undefined;
  const start = Number(first);
  const end = Math.min(last === "" ? size : Number(last) + 1, size);
  return start < end && end - start <= MOST ? { start, end } : undefined;
}
