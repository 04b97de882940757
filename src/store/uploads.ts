/** Files that were sent and wait to be imported: where they came from, and the key that their bytes are locked with. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { Digest } from "../model/ids.ts";
import { sql, type Tables } from "./connection.ts";
import type { Asker } from "./jobs.ts";

export type Upload = Asker & {
  readonly id: string;
  readonly name: string;
  readonly size: number; // bytes
  readonly digest: Digest; // of the bytes as sent
  readonly key: Uint8Array; // 32 bytes, of AES-256
  readonly at: string;
};

export type UploadTable = {
  add(upload: Omit<Upload, "at">): Promise<void>;
  find(id: string): Promise<Upload | undefined>;
  /** A person's, or all, newest first. */
  list(asker: Asker): Promise<readonly Upload[]>;
  drop(id: string): Promise<void>;
  /** Forgets those of more than a day, unless a job waits for them, and says which. */
  dropOld(): Promise<readonly string[]>;
};

type Row = {
  readonly id: string;
  readonly name: Uint8Array;
  readonly size: number;
  readonly digest: Digest;
  readonly key: Uint8Array;
  readonly person: string | null;
  readonly organisation: string | null;
  readonly at: Date;
};

export function uploadTable(tables: Tables): UploadTable {
  return {
    async add({ id, name, size, digest, key, person, organisation }) {
      await sql`
        insert into uploads (id, name, size, digest, key, person, organisation)
        values (${id}, ${Buffer.from(utf8(name))}, ${size}, ${digest}, ${Buffer.from(key)}, ${person ?? null},
          ${organisation ?? null})
      `.execute(tables);
    },
    async find(id) {
      const { rows } = await sql<Row>`select * from uploads where id = ${id}::uuid`.execute(tables);
      return rows.map(uploadOf)[0];
    },
    async list({ person, organisation }) {
      const { rows } = await sql<Row>`
        select * from uploads where ${person ?? null}::text is null
          or person = ${person ?? null} and organisation = ${organisation ?? null}
        order by at desc, id
      `.execute(tables);
      return rows.map(uploadOf);
    },
    async drop(id) {
      await sql`delete from uploads where id = ${id}::uuid`.execute(tables);
    },
    async dropOld() {
      const { rows } = await sql<{ id: string }>`
        delete from uploads where at < now() - interval '1 day' and not exists (
          select from jobs where state in ('waiting', 'running')
            and position(convert_to(uploads.id::text, 'UTF8') in jobs.input) > 0
        ) returning id
      `.execute(tables);
      return rows.map(({ id }) => id);
    },
  };
}

function uploadOf({ name, person, organisation, at, ...row }: Row): Upload {
  return {
    ...row,
    name: fromUtf8(name),
    at: at.toISOString(),
    ...(person !== null && { person }),
    ...(organisation !== null && { organisation }),
  };
}
