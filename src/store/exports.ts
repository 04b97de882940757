/** Files that were made of the register to be taken away, each by a job: the keys that their bytes are locked with. */
import type { Digest } from "../model/ids.ts";
import { sql, type Tables } from "./connection.ts";

export type MadeExport = {
  readonly job: string; // id of the job that made it, and of nobody's but its asker's
  readonly name: string;
  readonly size: number; // bytes
  readonly digest: Digest; // of the bytes unlocked
  readonly key: Uint8Array; // 32 bytes, of AES-256
};

export type ExportTable = {
  /** Keeps it, in place of what an earlier try of the job made. */
  add(made: MadeExport): Promise<void>;
  /** One of less than a day. */
  find(job: string): Promise<MadeExport | undefined>;
  /** Forgets those of more than a day, and says of which jobs. */
  dropOld(): Promise<readonly string[]>;
};

export function exportTable(tables: Tables): ExportTable {
  return {
    async add({ job, name, size, digest, key }) {
      await sql`
        insert into exports (job, name, size, digest, key)
        values (${job}::uuid, ${name}, ${size}, ${digest}, ${Buffer.from(key)})
        on conflict (job) do update
          set name = excluded.name, size = excluded.size, digest = excluded.digest, key = excluded.key, at = now()
      `.execute(tables);
    },
    async find(job) {
      const { rows } = await sql<MadeExport>`
        select job, name, size, digest, key from exports where job = ${job}::uuid and at > now() - interval '1 day'
      `.execute(tables);
      return rows[0];
    },
    async dropOld() {
      const { rows } = await sql<{ job: string }>`
        delete from exports where at < now() - interval '1 day' returning job
      `.execute(tables);
      return rows.map(({ job }) => job);
    },
  };
}
