/** The address that a server is known by, where it is not only this computer's: behind a proxy that speaks TLS. */
import type { Context } from "hono";
import type { ServerBindings } from "./guard.ts";

export type Site = {
  readonly origin: string; // "https://register.example.org"
  readonly proxy?: string; // network address of the proxy, whose word is taken for where requests come from
};

/** The origin that our own pages have. */
export function originOf(c: Context<ServerBindings>, site: Site | undefined): string {
  return site?.origin ?? `http://${c.req.header("host")}`;
}

/**
 * The network address of whoever asks; "" without a socket. Only the configured proxy is believed about others, and
 * only the last address of its header, which it added itself.
 */
export function addressOf(c: Context<ServerBindings>, site: Site | undefined): string {
  const peer = plain(c.env?.incoming?.socket.remoteAddress ?? "");
  if (site?.proxy === undefined || peer !== plain(site.proxy)) return peer;
  return c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() || peer;
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, "");
