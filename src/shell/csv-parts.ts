/** A large CSV file read by several threads, each a run of its lines. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { type CsvPart, type PlainCsv, type ReadCsvParts, readCsvPart } from "../intake/csv-columns.ts";
import { moduleBeside, workInThread } from "./thread.ts";

/** Bytes [start, end) of a file: whole lines. */
export type CsvRange = {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly form: PlainCsv;
};

const LEAST_BYTES = 8_000_000; // of a file, for which a thread is worth its start
const START_SHARE = 0.06; // of the file, that this thread reads while another starts

export type CsvPartsOptions = {
  readonly size: number; // bytes of the file
  readonly threads: number; // this one among them
  readonly leastBytes?: number; // of a file that is shared
};

/** How threads read the file; undefined where one alone does. */
export function csvParts(
  path: string,
  { size, threads, leastBytes = LEAST_BYTES }: CsvPartsOptions,
): ReadCsvParts | undefined {
  if (size < leastBytes || threads < 2) return undefined;
  return async (form, progress) => {
    const [own, ...others] = await cutLines({ path, size, threads, form });
    const reading = others.map(readInThread);
    for (const one of reading) one.catch(() => undefined); // said when it is awaited
    const first = own && (await readRange(own, progress));
    return [first, ...(await Promise.all(reading))];
  };
}

/** What stands in a range of the file. */
export function readRange(
  { path, start, end, form }: CsvRange,
  progress: (rows: number) => void,
): Promise<CsvPart | undefined> {
  return readCsvPart(createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 18 }), form, progress);
}

type Cutting = {
  readonly path: string;
  readonly size: number;
  readonly threads: number;
  readonly form: PlainCsv;
};

/** Ranges of about the same number of bytes, the first somewhat longer; each ends after a line. */
async function cutLines({ path, size, threads, form }: Cutting): Promise<readonly CsvRange[]> {
  const first = START_SHARE * size;
  const each = (size - first) / threads;
  const file = await open(path);
  try {
    const ranges: CsvRange[] = [];
    let start = 0;
    for (let part = 1; part <= threads && start < size; part++) {
      const end = part === threads ? size : await lineEndAfter(file, Math.floor(first + part * each));
      ranges.push({ path, start, end, form: start === 0 ? form : { ...form, skipped: 0, isInside: true } });
      start = end;
    }
    return ranges;
  } finally {
    await file.close();
  }
}

const LINE_FEED = 10;

/** Where the line that holds a byte ends; the end of the file where it has no end. */
async function lineEndAfter(file: Awaited<ReturnType<typeof open>>, from: number): Promise<number> {
  const chunk = new Uint8Array(1 << 16);
  for (let at = from; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    const found = chunk.subarray(0, bytesRead).indexOf(LINE_FEED);
    if (found >= 0) return at + found + 1;
    at += bytesRead;
    if (bytesRead === 0) return at;
  }
}

function readInThread(range: CsvRange): Promise<CsvPart | undefined> {
  return workInThread(moduleBeside(import.meta.url, "csv-worker"), range, `reads ${range.path}`);
}
