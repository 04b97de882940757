/** The only place that speaks to the server. */
import type { Overview, Problem, Publication, SearchAnswer, ViewerAnswer } from "./answers.ts";

/** A request that failed; `code` is what a person quotes. */
export class RequestError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`request failed: ${code}`);
    this.name = "RequestError";
    this.code = code;
  }
}

/** Who asks, and what they may do. */
export function getViewer(signal: AbortSignal): Promise<ViewerAnswer> {
  return askJson("/api/viewer", { signal });
}

export function getOverview(signal: AbortSignal): Promise<Overview> {
  return askJson("/api/overview", { signal });
}

/** People by name. Sent as a body, so that no name stands in an address. */
export function searchPeople(text: string, signal: AbortSignal): Promise<SearchAnswer> {
  const body = JSON.stringify({ text, limit: 30 });
  return askJson("/api/search", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal,
  });
}

export async function getPublications(signal: AbortSignal): Promise<readonly Publication[]> {
  const { publications } = await askJson<{ publications: Publication[] }>("/api/publications", { signal });
  return publications;
}

/** The paths of all files of a published folder. */
export async function getPublishedPaths(folder: string): Promise<readonly string[]> {
  const address = `/api/publications/${encodeURIComponent(folder)}/files`;
  return (await askJson<{ files: string[] }>(address, {})).files;
}

/** The bytes of one file of a published folder. */
export async function getPublishedFile(folder: string, path: string): Promise<Uint8Array> {
  const address = [folder, path].join("/").split("/").map(encodeURIComponent).join("/");
  const response = await ask(`/published/${address}`, {});
  if (!response.ok) throw new RequestError(`http-${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

// The answer's shape is the server's, held equal to answers.ts by a test; both are built from one commit.
async function askJson<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await ask(path, init);
  if (!response.ok) throw new RequestError(await codeOf(response));
  return response.json() as Promise<Answer>;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { cache: "no-store", ...init });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new RequestError("no-connection");
  }
}

async function codeOf(response: Response): Promise<string> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") === true;
  return isProblem ? ((await response.json()) as Problem).code : `http-${response.status}`;
}
