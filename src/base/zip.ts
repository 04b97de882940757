/** Zip files without compression, the same bytes for the same files; and the directory of any zip. */
import { concatBytes, fromUtf8, utf8 } from "./bytes.ts";
import { issueAt, type Parsed } from "./errors.ts";

/** One file of a zip as it lies there. */
export type ZipEntry = {
  readonly path: string;
  readonly method: "stored" | "deflated";
  readonly size: number; // of the file
  readonly packed: Uint8Array;
  readonly crc: number;
};

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, CENTRAL_SIZE, END_SIZE] = [30, 46, 22];
const UTF8_NAMES = 0x0800;
const VERSION = 20;
const DATE = 0x21; // 1 January 1980: zips know no other "none"

/** A zip of the files, stored as they are, below a folder. Requires less than 4 GB. */
export function formatZip(folder: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, bytes] of files) {
    const name = utf8(`${folder}/${path}`);
    const crc = crc32(bytes);
    const common = [VERSION, UTF8_NAMES, 0, 0, DATE];
    const sizes = [crc, bytes.length, bytes.length];
    const local = record(LOCAL, common, sizes, [name.length, 0]);
    directory.push(record(CENTRAL, [VERSION, ...common], sizes, [name.length, 0, 0, 0, 0], [0, at]), name);
    parts.push(local, name, bytes);
    at += local.length + name.length + bytes.length;
  }
  const central = concatBytes(...directory);
  const count = files.size;
  const end = record(END, [0, 0, count, count], [central.length, at], [0]);
  return concatBytes(...parts, central, end);
}

/**
 * The files of a zip, still packed. Issues when it is no zip, is sealed, or packs in a way that is neither `stored` nor
 * `deflated`.
 *
 * @example
 * readZip(new Uint8Array()).issues[0].expected; //=> "a zip file"
 */
export function readZip(zip: Uint8Array): Parsed<readonly ZipEntry[]> {
  const wanted = (expected: string, received: string) => ({ issues: [issueAt("zip", expected, received)] });
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const end = findEnd(view);
  if (end === undefined) return wanted("a zip file", "other bytes");
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + CENTRAL_SIZE > zip.length || view.getUint32(at, true) !== CENTRAL)
      return wanted("a whole zip file", "one that is cut short");
    const entry = readEntry(zip, view, at);
    if (entry === undefined) return wanted("files that are stored or deflated, unsealed", "another zip");
    if (!entry.path.endsWith("/")) entries.push(entry);
    at += CENTRAL_SIZE + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
  }
  return { value: entries };
}

/** CRC-32 as zips have it (ITU-T V.42). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function record(signature: number, ...groups: readonly (readonly number[])[]): Uint8Array {
  // Groups take turns: 2 bytes a number, 4 bytes a number.
  const size = 4 + groups.reduce((sum, group, i) => sum + group.length * (i % 2 === 0 ? 2 : 4), 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  let at = 4;
  groups.forEach((group, i) => {
    for (const value of group) {
      if (i % 2 === 0) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += i % 2 === 0 ? 2 : 4;
    }
  });
  return bytes;
}

function findEnd(view: DataView): number | undefined {
  for (let at = view.byteLength - END_SIZE; at >= 0 && at > view.byteLength - END_SIZE - 65536; at--)
    if (view.getUint32(at, true) === END) return at;
  return undefined;
}

function readEntry(zip: Uint8Array, view: DataView, at: number): ZipEntry | undefined {
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [crc, packedSize, size] = [16, 20, 24].map((field) => view.getUint32(at + field, true));
  const local = view.getUint32(at + 42, true);
  const nameStart = at + CENTRAL_SIZE;
  const name = zip.subarray(nameStart, nameStart + view.getUint16(at + 28, true));
  if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || local + LOCAL_SIZE > zip.length)
    return undefined;
  const start = local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = zip.subarray(start, start + (packedSize ?? 0));
  try {
    return {
      path: fromUtf8(name),
      method: method === 0 ? "stored" : "deflated",
      size: size ?? 0,
      packed,
      crc: crc ?? 0,
    };
  } catch {
    return undefined; // a name that is not UTF-8
  }
}
