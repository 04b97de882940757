/** Who may ask: whoever has the address that the terminal printed, and the cookie that it was exchanged for. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Viewer } from "../model/person.ts";
import type { Services } from "./answers.ts";
import type { ServerBindings } from "./guard.ts";
import { problem } from "./problem.ts";

/** One run of the server for one viewer: `token` stands in the printed address, `cookie` in the browser. */
export type Session = { readonly token: string; readonly cookie: string; readonly viewer: Viewer };

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digestOf(given), digestOf(wanted));

/** Cookies know no ports: two registers on one computer have two names. */
const cookieName = ({ cookie }: Session): string =>
  `recount-${digestOf(cookie).toString("hex").slice(0, 12)}`;

/**
 * Exchanges the token of an address for the cookie and leads to the address without it, so that the token stands in no
 * page, referrer or bookmark. Another token is refused.
 */
export function takeToken(session: Session): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const token = url.searchParams.get("token");
    if (token === null || c.req.method !== "GET" || c.req.path.startsWith("/api/")) return next();
    if (!isSame(token, session.token)) return refusal();
    url.searchParams.delete("token");
    const cookie = `${cookieName(session)}=${session.cookie}; Path=/; HttpOnly; SameSite=Strict`;
    return new Response(null, {
      status: 303,
      headers: { location: `${url.pathname}${url.search}`, "set-cookie": cookie },
    });
  };
}

/**
 * Refuses, in the same words whatever is asked, who has neither the cookie nor the token in an `authorization` header,
 * as programs send it. The others are given the register in the viewer's eyes.
 */
export function checkSession(session: Session, services: Services): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    const bearer = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    const cookies = (c.req.header("cookie") ?? "").split(";").map((pair) => pair.trim());
    const name = `${cookieName(session)}=`;
    const cookie = cookies.find((pair) => pair.startsWith(name))?.slice(name.length) ?? "";
    if (!isSame(bearer, session.token) && !isSame(cookie, session.cookie)) return refusal();
    c.set("service", services(session.viewer));
    return next();
  };
}

const refusal = () => problem(401, "no-session");
