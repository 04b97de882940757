/** Listening on this computer, on the wanted port or the next free one, until told to stop. */
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { RecountError } from "../base/errors.ts";
import type { App } from "./app.ts";

export type ServeOptions = {
  readonly port: number; // the wanted one; 0 takes any
  readonly host: string; // address to listen on: loopback, unless a proxy elsewhere comes between
};

export type Served = {
  readonly url: string;
  readonly port: number;
  /** Whether the wanted port was in use, so that the caller can say so. */
  readonly moved: boolean;
  /** Takes no more requests, lets those under way finish, and resolves when the port is free. */
  readonly close: () => Promise<void>;
};

const PORTS_TRIED = 50;

/** The app served. A port in use is passed over for the next; throws `no-free-port` after fifty. */
export async function serveApp(app: App, { port: wanted, host }: ServeOptions): Promise<Served> {
  for (let port = wanted; port < wanted + PORTS_TRIED && port <= 65_535; port++) {
    const server = createServer(getRequestListener(app.fetch));
    const silent = silentConnections(server);
    if (!(await listen(server, port, host))) continue;
    const address = server.address();
    if (address === null || typeof address === "string")
      throw new RecountError("no-address", "got no address of the server, wanted a port");
    const isHere = ["127.0.0.1", "::1"].includes(host);
    const url = `http://${isHere ? "localhost" : host}:${address.port}`;
    return {
      url,
      port: address.port,
      moved: wanted !== 0 && port !== wanted,
      close: () => close(server, silent),
    };
  }
  throw new RecountError("no-free-port", `got no free port from ${wanted}, wanted one of ${PORTS_TRIED}`);
}

function listen(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if ("code" in error && error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen({ port, host }, () => resolve(true));
  });
}

/** Connections on which nothing was asked yet: browsers open some in advance, which to Node are not idle. */
function silentConnections(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.on("request", ({ socket }) => silent.delete(socket));
  return silent;
}

function close(server: Server, silent: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeIdleConnections();
    for (const socket of silent) socket.destroy();
  });
}
