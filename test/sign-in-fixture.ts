/** A browser as the server sees it, and an authenticator that shows codes. */
import { request } from "node:http";
import { codeOf, stepOf } from "../src/steps/sign-in/totp.ts";

export type Answer = {
  readonly status: number;
  readonly body: ReturnType<typeof JSON.parse>;
  readonly headers: Headers;
};

export type Browser = {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  cookies(): Map<string, string>;
};

/** Where its pages come from: another name and address than the server's own are sent as a proxy sends them. */
export type From = { readonly host?: string; readonly origin?: string; readonly from?: string };

/** A browser with its own cookies, at the server of the address. */
export function appBrowser(
  url: () => string,
  kept: Map<string, string> = new Map(),
  from: From = {},
): Browser {
  const cookies = new Map(kept);
  type Asked = { readonly method: string; readonly body?: string; readonly headers?: Record<string, string> };
  const ask = async (path: string, { headers: more = {}, ...init }: Asked) => {
    const headers = {
      ...more,
      host: from.host ?? new URL(url()).host,
      origin: from.origin ?? url(),
      cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
      ...(init.body !== undefined && { "content-type": "application/json" }),
      ...(from.from !== undefined && { "x-forwarded-for": from.from }),
    };
    const answer = await send(`${url()}${path}`, init, headers);
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    get: (path) => ask(path, { method: "GET" }),
    post: (path, body, headers = {}) => ask(path, { method: "POST", body: JSON.stringify(body), headers }),
    cookies: () => new Map(cookies),
  };
}

// By node:http, since fetch sets Host and Origin itself.
function send(
  address: string,
  { method, body }: { readonly method: string; readonly body?: string },
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, headers, agent: false }, async (response) => {
      const pieces: Buffer[] = [];
      for await (const piece of response) pieces.push(piece);
      const text = Buffer.concat(pieces).toString("utf8");
      const given = new Headers();
      for (const [name, values] of Object.entries(response.headersDistinct))
        for (const value of values ?? []) given.append(name, value);
      resolve({
        status: response.statusCode ?? 0,
        body: text === "" ? undefined : JSON.parse(text),
        headers: given,
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What an authenticator with the secret (base32) shows at a moment. */
export function authenticatorCode(secret: string, now: Date): string {
  const bits = Array.from(secret)
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return codeOf(Uint8Array.from(bytes), stepOf(now));
}
