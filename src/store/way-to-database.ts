/** Whether what is said to the database can be read, or answered by another, on the way there. */
import { isIP } from "node:net";

/** Where a driver is about to connect, by all that it was told: the address, its own defaults, the environment. */
export type Way = {
  readonly host: string; // a folder of sockets begins with "/"
  readonly ssl: unknown; // what it gives TLS: false for none
};

/**
 * `closed`: on this computer, or by TLS to a server whose certificate and name are checked. `told`: in the open, as the
 * address itself says by `sslmode=disable`. `open`: in the open, or to whoever answers, and nobody said so.
 */
export function standingOfWay({ host, ssl }: Way, connection: string): "closed" | "told" | "open" {
  if (isHere(host) || isChecked(ssl)) return "closed";
  return /[?&]sslmode=disable(&|$)/.test(connection) ? "told" : "open";
}

function isHere(host: string): boolean {
  if (host === "" || host.startsWith("/") || host === "localhost") return true;
  return isIP(host) === 4 ? host.startsWith("127.") : host === "::1" || host === "[::1]";
}

// `sslmode=no-verify` takes any certificate; libpq's `verify-ca` takes any name.
function isChecked(ssl: unknown): boolean {
  if (ssl === true) return true;
  if (typeof ssl !== "object" || ssl === null) return false;
  const isAnyTaken = "rejectUnauthorized" in ssl && ssl.rejectUnauthorized === false;
  return !isAnyTaken && !("checkServerIdentity" in ssl);
}
