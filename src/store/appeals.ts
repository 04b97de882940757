/** Appeals and what was published of them. */
import { RecountError } from "../base/errors.ts";
import type { Digest } from "../model/ids.ts";
import type { Tables } from "./connection.ts";
import { decodeEntry } from "./decode-entry.ts";
import { readEntriesOf } from "./entries.ts";

export type StoredAppeal = {
  readonly appeal: string; // its slug
  readonly version: number;
  readonly text: string;
  readonly index: number;
};

export type StoredPublication = { readonly version: number; readonly size: number; readonly index: number };

/** An appeal's newest version, or the one asked for. */
export async function readAppeal(
  tables: Tables,
  slug: string,
  version?: number,
): Promise<StoredAppeal | undefined> {
  const query = appealRows(tables).where("slug", "=", slug).orderBy("version", "desc").limit(1);
  const row = await (version === undefined ? query : query.where("version", "=", version)).executeTakeFirst();
  return row === undefined ? undefined : toAppeal(row);
}

/** Each appeal's newest version, by slug. */
export async function listAppeals(tables: Tables): Promise<readonly StoredAppeal[]> {
  const rows = await appealRows(tables)
    .distinctOn("slug")
    .orderBy("slug")
    .orderBy("version", "desc")
    .execute();
  return rows.map(toAppeal);
}

/** The publication of an appeal with these manifests: the same state is entered once. */
export async function readPublication(
  tables: Tables,
  appeal: string,
  { manifest, tags }: { readonly manifest: Digest; readonly tags: Digest },
): Promise<StoredPublication | undefined> {
  const published = await readEntriesOf(tables, "publication");
  const found = published.find(
    ({ entry }) => entry.appeal === appeal && entry.manifest === manifest && entry.tags === tags,
  );
  return found && { version: found.entry.version, size: found.entry.size, index: found.index };
}

const appealRows = (tables: Tables) =>
  tables
    .selectFrom("appeals")
    .innerJoin("entries", "entries.index", "appeals.index")
    .select(["entries.index", "entries.payload"]);

function toAppeal({
  index,
  payload,
}: {
  readonly index: number;
  readonly payload: Uint8Array;
}): StoredAppeal {
  const entry = decodeEntry(index, payload);
  if (entry.entry !== "appeal") throw new RecountError("broken-entry", `entry ${index} is no appeal`);
  const { appeal, version, text } = entry;
  return { appeal, version, text, index };
}
