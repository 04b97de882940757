/** The only place that speaks to the server, typed by what its OpenAPI document says. */
import type { Operations, Problem } from "./generated/api.ts";

type Issue = Problem["issues"][number];

/** A request that failed; `code` is what a person quotes, `issues` are what is wrong with what was sent, by path. */
export class RequestError extends Error {
  readonly code: string;
  readonly issues: readonly Issue[];

  constructor(code: string, issues: readonly Issue[] = []) {
    super(`request failed: ${code}`);
    this.name = "RequestError";
    this.code = code;
    this.issues = issues;
  }
}

/** An address with its method, as the document has them. */
export type Address = keyof Operations;
export type AnswerOf<Key extends Address> = Operations[Key]["answer"];
/** What is sent: parts of the path, the query, the body, as far as the address takes them. */
export type RequestOf<Key extends Address> = Omit<Operations[Key], "answer">;

type Parts = {
  readonly path?: { readonly [name: string]: unknown } | undefined;
  readonly query?: { readonly [name: string]: unknown } | undefined;
  readonly body?: unknown;
};

export type AskOptions = {
  readonly signal?: AbortSignal;
  /** The same for each try of one act, so that the server does it once; one of its own for each call unless given. */
  readonly key?: string;
  /** The state that an edit was made from. */
  readonly ifMatch?: string;
};

/**
 * Asks the server. The session is a cookie that the browser sends; everything but reading carries an idempotency key.
 * Throws `RequestError`.
 */
export async function ask<Key extends Address>(
  address: Key,
  request: RequestOf<Key>,
  options: AskOptions = {},
): Promise<AnswerOf<Key>> {
  return (await answerTo(address, request, options)).json() as Promise<AnswerOf<Key>>;
}

/** Whether somebody else changed what an edit was made from. */
export const isMoved = (error: unknown): boolean =>
  error instanceof RequestError && error.code === "changed-meanwhile";

/** Addresses that answer a page of a list. */
type ListAddress = {
  [Key in Address]: AnswerOf<Key> extends { readonly items: readonly unknown[] }
    ? RequestOf<Key> extends { readonly query?: { readonly cursor?: string } }
      ? Key
      : never
    : never;
}[Address];

/** Asks for a whole list, page by page; what stands beside the items is the first page's. Throws `RequestError`. */
export async function askAll<Key extends ListAddress>(
  address: Key,
  request: RequestOf<Key>,
  options: AskOptions = {},
): Promise<AnswerOf<Key>> {
  const first: Paged = await askPage(address, request, options);
  const items = [...first.items];
  for (let { next } = first; next !== undefined; ) {
    const page = await askPage(address, request, { ...options, cursor: next });
    items.push(...page.items);
    next = page.next;
  }
  return { ...first, items } as AnswerOf<Key> & Paged;
}

type Paged = { readonly items: readonly unknown[]; readonly next?: string };

async function askPage(
  address: Address,
  request: Parts,
  { cursor, ...options }: AskOptions & { readonly cursor?: string },
): Promise<Paged> {
  const query = { ...request.query, limit: PAGE, ...(cursor !== undefined && { cursor }) };
  return (await answerTo(address, { ...request, query }, options)).json() as Promise<Paged>;
}

const PAGE = 200; // the most that the server gives at once

/** Asks for a file. Throws `RequestError`. */
export async function askFile<Key extends Address>(address: Key, request: RequestOf<Key>): Promise<Blob> {
  return (await answerTo(address, request, {})).blob();
}

async function answerTo(
  address: Address,
  request: object,
  { signal, key, ifMatch }: AskOptions,
): Promise<Response> {
  const [method = "", template = ""] = address.split(" ");
  const { path = {}, query = {}, body }: Parts = request;
  const url = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(path[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const isUnsafe = method !== "GET";
  const response = await send(search.size === 0 ? url : `${url}?${search}`, {
    method,
    headers: {
      ...(isUnsafe && { "idempotency-key": key ?? crypto.randomUUID() }),
      ...(isUnsafe && { "content-type": "application/json" }),
      ...(ifMatch !== undefined && { "if-match": ifMatch }),
    },
    ...(isUnsafe && { body: JSON.stringify(body ?? {}) }),
    ...(signal !== undefined && { signal }),
  });
  if (!response.ok) throw await failureOf(response);
  return response;
}

/** Sends a file as it is; it waits there for a day. Throws `RequestError`. */
export async function sendFile(file: File): Promise<AnswerOf<"PUT /api/uploads">> {
  const response = await send("/api/uploads", {
    method: "PUT",
    headers: {
      "idempotency-key": crypto.randomUUID(),
      "content-type": "application/octet-stream",
      "upload-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  if (!response.ok) throw await failureOf(response);
  return response.json() as Promise<AnswerOf<"PUT /api/uploads">>;
}

/** The bytes of one file of a published folder. */
export async function getPublishedFile(folder: string, path: string): Promise<Uint8Array> {
  const address = [folder, path].join("/").split("/").map(encodeURIComponent).join("/");
  const response = await send(`/published/${address}`, {});
  if (!response.ok) throw await failureOf(response);
  return new Uint8Array(await response.arrayBuffer());
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { cache: "no-store", ...init });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new RequestError("no-connection");
  }
}

async function failureOf(response: Response): Promise<RequestError> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") === true;
  if (!isProblem) return new RequestError(`http-${response.status}`);
  const { code, issues } = (await response.json()) as Problem;
  return new RequestError(code, issues);
}
