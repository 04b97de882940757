/** A PMTiles archive (version 3) of one vector tile: land everywhere, and water in a quarter of it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../register-fixture.ts";

const varint = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
const field = (number: number, bytes: readonly number[]) => [
  ...varint(number * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];
const count = (number: number, value: number) => [...varint(number * 8), ...varint(value)];
const zigzag = (value: number) => varint(value < 0 ? -2 * value - 1 : 2 * value);

/** A layer with one square, in a tile of 4096 units (Mapbox Vector Tile 2.1). */
function layer(name: string, side: number): readonly number[] {
  const ring = [9, ...zigzag(0), ...zigzag(0), 26, ...[side, 0, 0, side, -side, 0].flatMap(zigzag), 15];
  const feature = [...count(3, 3), ...field(4, ring)];
  return field(3, [
    ...count(15, 2),
    ...field(1, [...Buffer.from(name)]),
    ...field(2, feature),
    ...count(5, 4096),
  ]);
}

/** Writes it; gives its path. */
export function tilesArchive(): string {
  const tile = Buffer.from([...layer("earth", 4096), ...layer("water", 2048)]);
  const directory = Buffer.from([1, 0, 1, ...varint(tile.length), 1]); // one entry: id 0, once, at 0
  const metadata = Buffer.from(JSON.stringify({ vector_layers: [{ id: "earth" }, { id: "water" }] }));
  const header = Buffer.alloc(127);
  header.write("PMTiles");
  header[7] = 3;
  const parts = [directory, metadata, Buffer.alloc(0), tile];
  const offset = { at: header.length };
  for (const [i, part] of parts.entries()) {
    header.writeBigUInt64LE(BigInt(offset.at), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(part.length), 16 + 16 * i);
    offset.at += part.length;
  }
  for (const [i, counted] of [1, 1, 1].entries()) header.writeBigUInt64LE(BigInt(counted), 72 + 8 * i);
  header.set([1, 1, 1, 1, 0, 0], 96); // in order, nothing packed, vector tiles, zoom 0 alone
  for (const [i, degrees] of [-180, -85, 180, 85].entries()) header.writeInt32LE(degrees * 1e7, 102 + 4 * i);
  const path = join(temporaryFolder(), "ground.pmtiles");
  writeFileSync(path, Buffer.concat([header, ...parts]));
  return path;
}
