/** What linking learned of the names of a kind of record, kept beside the register: codes of keys, counts of sounds. */
import { fromUtf8, utf8 } from "../../base/bytes.ts";
import type { Column } from "../../base/column-file.ts";
import type { KeyMemo, NameMemo, SoundCounts } from "../../linkage/name-memo.ts";
import type { RecordKind } from "../../model/record.ts";
import { readCache, writeCache } from "../../shell/register-cache.ts";
import type { RegisterFolder } from "../../shell/register-folder.ts";

type Header = {
  readonly keys: readonly string[]; // labels
  readonly sounds: readonly { readonly name: string; readonly rows: number }[];
};

const fileName = (kind: RecordKind) => `names-${kind}`;

/** Keeps what was learned in place of what there was. */
export async function writeNames(folder: RegisterFolder, kind: RecordKind, names: NameMemo): Promise<void> {
  const [keys, sounds] = [[...names.keys], [...names.sounds]];
  const header: Header = {
    keys: keys.map(([label]) => label),
    sounds: sounds.map(([name, { rows }]) => ({ name, rows })),
  };
  const columns: (readonly [string, Column])[] = [
    ...keys.flatMap(([, { values, codes }], i) => [
      [`values ${i}`, utf8(JSON.stringify(values))] as const,
      [`codes ${i}`, codes.codes] as const,
      ...(codes.starts === undefined ? [] : [[`starts ${i}`, codes.starts] as const]),
    ]),
    ...sounds.flatMap(([, own], i) => [
      [`sounds ${i}`, utf8(JSON.stringify(own.sounds))] as const,
      [`counts ${i}`, own.counts] as const,
    ]),
  ];
  await writeCache(folder, fileName(kind), { header, columns: Object.fromEntries(columns) });
}

/** What was kept, undefined when there is nothing whole. */
export async function readNames(folder: RegisterFolder, kind: RecordKind): Promise<NameMemo | undefined> {
  const file = await readCache(folder, fileName(kind));
  if (file === undefined) return undefined;
  const header = file.header as Header;
  const texts = (name: string): readonly string[] => JSON.parse(fromUtf8(file.columns[name] as Uint8Array));
  const words = (name: string) => file.columns[name] as Uint32Array;
  const keyAt = (i: number): KeyMemo => {
    const starts = file.columns[`starts ${i}`] as Uint32Array | undefined;
    const codes = { codes: words(`codes ${i}`), ...(starts !== undefined && { starts }) };
    return { values: texts(`values ${i}`), codes };
  };
  const soundsAt = (i: number, rows: number): SoundCounts => ({
    sounds: texts(`sounds ${i}`),
    counts: words(`counts ${i}`),
    rows,
  });
  return {
    keys: new Map(header.keys.map((label, i) => [label, keyAt(i)])),
    sounds: new Map(header.sounds.map(({ name, rows }, i) => [name, soundsAt(i, rows)])),
  };
}
