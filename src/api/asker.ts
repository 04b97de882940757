/** Who asks: whoever is signed in, or has the address that the terminal printed; everybody else is the public. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Viewer } from "../model/person.ts";
import { type Begun, findSignedIn, type SignedIn } from "../steps/sign-in/sessions.ts";
import type { SignInTools, Visit } from "../steps/sign-in/tools.ts";
import type { Services } from "./answers.ts";
import type { ServerBindings } from "./guard.ts";
import { problem } from "./problem.ts";
import { addressOf, originOf, type Site } from "./site.ts";

/** One run of the server for one viewer: `token` stands in the printed address, `cookie` in the browser. */
export type Session = { readonly token: string; readonly cookie: string; readonly viewer: Viewer };

/** The ways in. */
export type Doors = {
  readonly session?: Session; // absent where everybody signs in
  readonly signIn?: SignInTools; // absent where nobody can
  readonly site?: Site; // absent on this computer only
};

/** Who asks, and by what they are known. */
export type Asker = {
  readonly viewer: Viewer;
  readonly isFresh: boolean; // they showed who they are within ten minutes, or hold the terminal
  readonly signedIn?: SignedIn;
};

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digestOf(given), digestOf(wanted));

/** Cookies know no ports: two registers on one computer have two names. */
const cookieName = ({ cookie }: Session): string =>
  `recount-${digestOf(cookie).toString("hex").slice(0, 12)}`;

/** Whether the request brings what a session is known by; whether the session stands is for whoever answers to find. */
export const mayHaveSession = (asked: Headers): boolean =>
  asked.has("authorization") || /(?:^|; ?)(?:__Host-)?recount-(?!device)/.test(asked.get("cookie") ?? "");

/**
 * Exchanges the token of an address for the cookie and leads to the address without it, so that the token stands in no
 * page, referrer or bookmark. Another token is refused.
 */
export function takeToken(session: Session | undefined): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const token = url.searchParams.get("token");
    if (session === undefined || token === null) return next();
    if (c.req.method !== "GET" || c.req.path.startsWith("/api/")) return next();
    if (!isSame(token, session.token)) return refusal();
    url.searchParams.delete("token");
    const cookie = `${cookieName(session)}=${session.cookie}; Path=/; HttpOnly; SameSite=Strict`;
    return new Response(null, {
      status: 303,
      headers: { location: `${url.pathname}${url.search}`, "set-cookie": cookie },
    });
  };
}

/** Finds who asks, and gives the request the register in their eyes. */
export function findAsker(doors: Doors, services: Services): MiddlewareHandler<ServerBindings> {
  return async (c, next) => {
    const asker = (await signedInAsker(c, doors)) ?? (await tokenAsker(c, doors)) ?? nobody;
    c.set("asker", asker);
    c.set("services", services);
    c.set("service", services(asker.viewer));
    return next();
  };
}

export const nobody: Asker = { viewer: { as: "public" }, isFresh: false };

/** Refuses the public, in the same words whatever is asked. */
export const askedBySomebody: MiddlewareHandler<ServerBindings> = async (c, next) =>
  c.var.asker.viewer.as === "public" ? refusal() : next();

/** Refuses who has not shown within ten minutes who they are: for what governs, and for the means of signing in. */
export const askedAfresh: MiddlewareHandler<ServerBindings> = async (c, next) => {
  if (c.var.asker.viewer.as === "public") return refusal();
  return c.var.asker.isFresh ? next() : problem(403, "sign-in-again");
};

async function signedInAsker(c: Context<ServerBindings>, doors: Doors): Promise<Asker | undefined> {
  const token = sessionCookie(c, doors);
  if (doors.signIn === undefined || token === "") return undefined;
  const signedIn = await findSignedIn(doors.signIn, token);
  return signedIn === undefined ? undefined : askerOf(signedIn);
}

/** The asker of a session. */
export function askerOf(signedIn: SignedIn): Asker {
  const { entered: _entered, ...person } = signedIn.person;
  return { viewer: { as: "person", ...person }, isFresh: signedIn.isFresh, signedIn };
}

async function tokenAsker(
  c: Context<ServerBindings>,
  { session, signIn }: Doors,
): Promise<Asker | undefined> {
  if (session === undefined) return undefined;
  const bearer = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
  const cookie = getCookie(c, cookieName(session)) ?? "";
  if (!isSame(bearer, session.token) && !isSame(cookie, session.cookie)) return undefined;
  const viewer = signIn === undefined ? session.viewer : await viewerNow(signIn, session.viewer);
  return viewer === undefined ? undefined : { viewer, isFresh: true };
}

/** The viewer of a token as the register knows them now: a keeper only while it has no people. */
async function viewerNow({ register, peopleAt }: SignInTools, viewer: Viewer): Promise<Viewer | undefined> {
  const people = await peopleAt(await register.store.sessions.peopleAt());
  if (viewer.as !== "person") return people.size === 0 ? viewer : undefined;
  const person = people.get(viewer.name);
  if (person?.organisation !== viewer.organisation) return undefined;
  return { ...viewer, role: person.role };
}

/** The name of a cookie that only this server, and where it is secure only this name, can set. */
function ownCookie({ signIn, site }: Doors, kind: "session" | "device"): string {
  if (site !== undefined) return `__Host-recount-${kind}`;
  const register = digestOf(signIn?.register.info.id ?? "")
    .toString("hex")
    .slice(0, 12);
  return `recount-${kind}-${register}`;
}

const DEVICE_DAYS = 180;

/** Gives the browser a session that has begun; `undefined` takes it away. The device stays known. */
export function setSession(c: Context<ServerBindings>, doors: Doors, begun: Begun | undefined): void {
  const flags = { path: "/", httpOnly: true, sameSite: "Strict", secure: doors.site !== undefined } as const;
  setCookie(c, ownCookie(doors, "session"), begun?.token ?? "", {
    ...flags,
    ...(begun === undefined && { maxAge: 0 }),
  });
  if (begun === undefined) return;
  setCookie(c, ownCookie(doors, "device"), begun.device, { ...flags, maxAge: DEVICE_DAYS * 86_400 });
}

/** What the browser holds of a session; "" for nothing. */
function sessionCookie(c: Context<ServerBindings>, doors: Doors): string {
  return getCookie(c, ownCookie(doors, "session")) ?? "";
}

/** Where a request comes from. */
export function visitOf(c: Context<ServerBindings>, doors: Doors): Visit {
  const origin = originOf(c, doors.site);
  return {
    address: addressOf(c, doors.site),
    device: getCookie(c, ownCookie(doors, "device")) ?? "",
    agent: c.req.header("user-agent") ?? "",
    site: { origin, id: new URL(origin).hostname },
  };
}

/** Where a request comes from, and the session that a new one takes the place of. */
export const comingFrom = (c: Context<ServerBindings>, doors: Doors) => ({
  visit: visitOf(c, doors),
  former: sessionCookie(c, doors),
});

const refusal = () => problem(401, "no-session");
