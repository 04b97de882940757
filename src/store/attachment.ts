/** Who uses a database server that we started ourselves: the last to leave may stop it, and nobody comes in between. */
import { connectClient, isConnectionLoss } from "./connection.ts";

export type Attachment = {
  /** Ends the attachment. The last one runs `stop` first, while newcomers wait at the lock until the server is gone. */
  leave(stop: () => Promise<void>): Promise<void>;
};

const CLIENTS_LOCK = 7_266_001; // any number: held shared by each process for as long as it uses the server

/**
 * Says to the server that this process uses it. Rejects with a lost connection (`isConnectionLoss` of the error or of
 * its cause) when the server is stopping or not yet ready: start it again, or wait, and try again.
 */
export async function attach(connection: string): Promise<Attachment> {
  const client = await connectClient(connection);
  try {
    await client.query("select pg_advisory_lock_shared($1)", [CLIENTS_LOCK]);
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    async leave(stop) {
      try {
        await client.query("select pg_advisory_unlock_shared($1)", [CLIENTS_LOCK]);
        const { rows } = await client.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [
          CLIENTS_LOCK,
        ]);
        if (rows[0]?.last === true) await stop();
      } catch (error) {
        if (!isConnectionLoss(error)) throw error; // a server that crashed needs no stopping
      } finally {
        await client.end();
      }
    },
  };
}
