/** Bodies of requests: read piece by piece from the socket, never longer than their address takes. */
import type { Context, MiddlewareHandler } from "hono";
import type { ServerBindings } from "./guard.ts";
import { problem } from "./problem.ts";
import { UPLOADS } from "./upload-answers.ts";

const USUAL = 16 * 1024; // bytes; the longest usual request is a name and a reason

/** Addresses that take more, by how they begin. */
const limits: readonly (readonly [string, number])[] = [
  ["/api/appeal", 2 * 1024 * 1024], // a text, and letters with keys and signatures
  ["/api/audits", 2 * 1024 * 1024], // an audit with its sample
  ["/api/records", 256 * 1024], // a record entered by hand
  ["/api/drafts", 256 * 1024],
  ["/enquiry/", 128 * 1024], // five sealed messages in base64 are 84 kB
  ["/api/import", 256 * 1024], // a mapping of a hundred columns
];

/**
 * Reads the body before any handler does, but for files: their handler takes the pieces. Not through a web stream: Node throws past every handler when such a stream
 * is cancelled while a piece arrives (nodejs/node#64529).
 */
export const readBody: MiddlewareHandler<ServerBindings> = async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD" || c.req.path === UPLOADS) return next();
  const most = limits.find(([start]) => c.req.path.startsWith(start))?.[1] ?? USUAL;
  if (Number(c.req.header("content-length") ?? 0) > most) return tooLong();
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bodyPieces(c)) {
    size += piece.length;
    if (size > most) return tooLong();
    read.push(piece);
  }
  const { method, url, headers } = c.req.raw;
  c.req.raw = new Request(url, { method, headers, body: Buffer.concat(read) });
  return next();
};

/** The body as it arrives: from the socket, or from the request where the application is called without one. */
export function bodyPieces(c: Context<ServerBindings>): AsyncIterable<Uint8Array> {
  const { incoming } = c.env ?? {};
  return incoming ?? c.req.raw.body ?? nothing();
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** What is still to come is not waited for. */
function tooLong(): Response {
  const response = problem(413, "too-long");
  response.headers.set("connection", "close");
  return response;
}
