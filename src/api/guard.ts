/** Who may speak to the server: by its own names only, and only our own pages may send. */
import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import { appealPagePolicy } from "../pages/appeal-page.ts";
import type { Service, Services } from "./answers.ts";
import type { Asker } from "./asker.ts";
import { problem } from "./problem.ts";
import { originOf, type Site } from "./site.ts";
import { UPLOADS } from "./upload-answers.ts";

/** The names of this computer for itself: what a browser on it may call the server. */
export const loopbackHosts = ["localhost", "127.0.0.1", "[::1]"] as const;

/**
 * What a request carries: the Node server's bindings, absent when the app is called without a socket, and, once it is
 * known who asks, the register in their eyes.
 */
export type ServerBindings = {
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: { service: Service; services: Services; asker: Asker };
};

/**
 * Refuses requests whose Host is not that of the site, or where there is none not one of `hosts` with the port that the
 * socket listens on. A page elsewhere can make its own name resolve to 127.0.0.1 (DNS rebinding), but cannot change the
 * Host header.
 */
export function checkHost(hosts: readonly string[], site?: Site): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    const port = c.env?.incoming?.socket.localPort;
    const host = c.req.header("host")?.toLowerCase() ?? "";
    if (site !== undefined) return host === new URL(site.origin).host ? next() : problem(421, "wrong-host");
    const [, name, given = "80"] = /^(.+?)(?::(\d+))?$/.exec(host) ?? [];
    const isOurs = name !== undefined && hosts.includes(name);
    if (!isOurs || (port !== undefined && given !== String(port))) return problem(421, "wrong-host");
    return next();
  };
}

/**
 * Refuses what another site's page sends: an Origin that is not this server's, or a browser that says `cross-site`.
 * Programs that are no browsers send neither.
 */
export function checkOrigin(server?: Site): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const origin = c.req.header("origin");
    const site = c.req.header("sec-fetch-site");
    const isForeign = origin !== undefined && origin !== originOf(c, server);
    if (isForeign || (site !== undefined && site !== "same-origin")) return problem(403, "wrong-origin");
    return next();
  };
}

/** Refuses what is not called JSON, or the bytes of a file: a form of another site's page cannot call itself so. */
export const checkJson: MiddlewareHandler<ServerBindings> = async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (c.req.method === "DELETE" && type === undefined) return next(); // no form sends it
  const wanted = c.req.path === UPLOADS ? "application/octet-stream" : "application/json";
  return type === wanted ? next() : problem(415, "not-json");
};

// blob: in pictures is what the application itself drew, on its way to a PNG.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
  "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headers: { readonly [name: string]: string } = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY", // for browsers that do not know frame-ancestors
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "x-robots-tag": "noindex",
};

const overTls = { "strict-transport-security": "max-age=63072000; includeSubDomains" } as const;

/** Sets the headers that keep a page from loading, framing or telling anything elsewhere. */
export function setSecurityHeaders(site?: Site): MiddlewareHandler<ServerBindings> {
  const all = Object.entries(site === undefined ? headers : { ...headers, ...overTls });
  return async (c, next) => {
    await next();
    const isPublished = c.req.path.startsWith("/published/");
    const answer = isPublished ? `${appealPagePolicy}; frame-ancestors 'none'` : policy;
    c.res.headers.set("content-security-policy", answer);
    for (const [name, value] of all) c.res.headers.set(name, value);
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
  };
}
