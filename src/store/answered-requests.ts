/** What was answered to a request that carried an idempotency key, so that the same request again does nothing more. */
import { type Database, sql } from "./connection.ts";

export type KeyedRequest = {
  readonly asker: string;
  readonly key: string;
  readonly digest: Uint8Array; // SHA-256 of its method, address and body
};

export type StoredAnswer = { readonly status: number; readonly type: string; readonly body: Uint8Array };

/** `new`: to be done. `under-way`: begun, and not known to have ended. `other`: the key stood with another request. */
export type RequestStanding =
  | { readonly standing: "new" | "under-way" | "other" }
  | { readonly standing: "answered"; readonly answer: StoredAnswer };

export type AnsweredRequests = {
  /** Where the request stands; a new one stands as under way from here on. */
  begin(request: KeyedRequest): Promise<RequestStanding>;
  answer(request: KeyedRequest, answer: StoredAnswer): Promise<void>;
  /** Forgets a request that did nothing. */
  forget(request: KeyedRequest): Promise<void>;
};

type Row = {
  readonly digest: Uint8Array;
  readonly status: number | null;
  readonly type: string | null;
  readonly body: Uint8Array | null;
};

/** Keys are each person's own, and are forgotten after a day. */
export function answeredRequests({ tables }: Database): AnsweredRequests {
  return {
    async begin({ asker, key, digest }) {
      const { numAffectedRows } = await sql`
        with forgotten as (
          delete from answered_requests
          where at < now() - interval '1 day' and (asker, key) <> (${asker}, ${key})
        )
        insert into answered_requests (asker, key, digest) values (${asker}, ${key}, ${Buffer.from(digest)})
        on conflict (asker, key) do update
          set digest = excluded.digest, status = null, type = null, body = null, at = now()
          where answered_requests.at < now() - interval '1 day'
      `.execute(tables);
      if (numAffectedRows === 1n) return { standing: "new" };
      const { rows } = await sql<Row>`
        select digest, status, type, body from answered_requests where asker = ${asker} and key = ${key}
      `.execute(tables);
      return standingOf(rows[0], digest);
    },
    async answer({ asker, key }, { status, type, body }) {
      await sql`
        update answered_requests set status = ${status}, type = ${type}, body = ${Buffer.from(body)}
        where asker = ${asker} and key = ${key}
      `.execute(tables);
    },
    async forget({ asker, key }) {
      await sql`delete from answered_requests where asker = ${asker} and key = ${key}`.execute(tables);
    },
  };
}

function standingOf(row: Row | undefined, digest: Uint8Array): RequestStanding {
  if (row === undefined) return { standing: "under-way" }; // it was forgotten just now
  if (!Buffer.from(digest).equals(row.digest)) return { standing: "other" };
  const { status, type, body } = row;
  if (status === null || type === null || body === null) return { standing: "under-way" };
  return { standing: "answered", answer: { status, type, body } };
}
