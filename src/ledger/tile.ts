/** Tiles (C2SP tlog-tiles): the tree as static files of 256 hashes, from which anyone can make every proof. */
import { RecountError } from "../base/errors.ts";
import { HASH_SIZE, type HashTree, hashTree } from "./tree.ts";

/** A tile of `width` hashes (1 to 256) at `level`: hash i of tile n covers 256^level leaves from (256n + i) * 256^level. */
export type Tile = { readonly level: number; readonly index: number; readonly width: number };

const WIDTH = 256;
const HEIGHT = 8; // levels of the tree in one tile

/**
 * The path of a tile under the ledger's folder; a partial one ends in `.p/` and its width.
 *
 * @example
 * formatTilePath({ level: 0, index: 1234067, width: 256 }); //=> "tile/0/x001/x234/067"
 * formatTilePath({ level: 1, index: 0, width: 17 }); //=> "tile/1/000.p/17"
 */
export function formatTilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const groups = padded.match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${path}${width === WIDTH ? "" : `.p/${width}`}`;
}

/**
 * The tile of its path, or undefined for any other text: there is one path to each tile.
 *
 * @example
 * parseTilePath("tile/0/x001/x234/067.p/8").index; //=> 1234067
 */
export function parseTilePath(path: string): Tile | undefined {
  const [, level = "", groups = "", width = "256"] =
    /^tile\/(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const tile = {
    level: Number(level),
    index: Number(groups.replace(/[x/]/g, "")),
    width: Number(width),
  };
  const isSound = groups !== "" && tile.level < 64 && Number.isSafeInteger(tile.index) && tile.width > 0;
  return isSound && tile.width <= WIDTH && formatTilePath(tile) === path ? tile : undefined;
}

/**
 * The tiles of a tree of `size` leaves that one of `since` leaves did not have, by level and index. The full ones and
 * the partial one at each level's end.
 *
 * @example
 * tilesOf(70_000).length; //=> 277
 */
export function tilesOf(size: number, since = 0): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / WIDTH)) {
    const old = Math.floor(since / WIDTH ** level);
    for (let index = Math.floor(old / WIDTH); index * WIDTH < count; index++) {
      const width = Math.min(WIDTH, count - index * WIDTH);
      if (index * WIDTH + width > old) tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** The hashes of a tile, 32 bytes each. Throws `bad-tile` when the tree does not reach that far. */
export function tileBytes(tree: HashTree, { level, index, width }: Tile): Uint8Array {
  const hashes = tree.levels[level * HEIGHT];
  const start = index * WIDTH * HASH_SIZE;
  const bytes = hashes?.slice(start, start + width * HASH_SIZE);
  if (bytes?.length !== width * HASH_SIZE)
    throw new RecountError(
      "bad-tile",
      `got a tree of ${tree.size} leaves, wanted one with tile ${level}/${index}`,
    );
  return bytes;
}

/**
 * The tree of `size` leaves that a folder's tiles hold, every tile above the lowest level checked against those below,
 * or the reason why there is none. `read` gives a tile's bytes by its path; of a partial tile the full one will do.
 */
export function treeOfTiles(
  size: number,
  read: (path: string) => Uint8Array | undefined,
): { readonly tree: HashTree } | { readonly reason: string } {
  const leaves = new Uint8Array(size * HASH_SIZE);
  const tiles = tilesOf(size);
  for (const tile of tiles.filter(({ level }) => level === 0)) {
    const bytes = readTile(tile, read);
    if (typeof bytes === "string") return { reason: bytes };
    leaves.set(bytes, tile.index * WIDTH * HASH_SIZE);
  }
  const tree = hashTree(leaves);
  for (const tile of tiles.filter(({ level }) => level > 0)) {
    const bytes = readTile(tile, read);
    if (typeof bytes === "string") return { reason: bytes };
    const wanted = tileBytes(tree, tile);
    if (bytes.some((byte, at) => byte !== wanted[at]))
      return { reason: `${formatTilePath(tile)} does not hold the hashes of the tiles below it` };
  }
  return { tree };
}

function readTile(tile: Tile, read: (path: string) => Uint8Array | undefined): Uint8Array | string {
  const path = formatTilePath(tile);
  const bytes =
    read(path) ?? read(formatTilePath({ ...tile, width: WIDTH }))?.subarray(0, tile.width * HASH_SIZE);
  if (bytes === undefined) return `${path} is missing`;
  if (bytes.length !== tile.width * HASH_SIZE)
    return `${path}: got ${bytes.length} bytes, wanted ${tile.width * HASH_SIZE}`;
  return bytes;
}
