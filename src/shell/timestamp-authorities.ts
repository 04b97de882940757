/** The authorities that a register asks for timestamps: their addresses, in a file of its own, and asking one. */
import { join } from "node:path";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { readFileIfThere, writeFileDurably } from "./files.ts";
import type { RegisterFolder } from "./register-folder.ts";

const FILE = "timestamp-authorities";
const PATIENCE_MS = 15_000;
const MOST_BYTES = 64 * 1024; // an answer has some 6 kB

const pathOf = ({ data }: RegisterFolder) => join(data, FILE);

/** The addresses, in rising order. */
export async function readAuthorities(folder: RegisterFolder): Promise<readonly string[]> {
  const bytes = await readFileIfThere(pathOf(folder));
  return bytes === undefined
    ? []
    : fromUtf8(bytes)
        .split("\n")
        .filter((line) => line !== "");
}

/** Keeps these addresses. Throws `input-authority` for one that is not of http or https. */
export async function writeAuthorities(folder: RegisterFolder, addresses: readonly string[]): Promise<void> {
  for (const address of addresses)
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
      throw new RecountError("input-authority", `got ${address}, wanted an address of http or https`);
  const lines = [...new Set(addresses)].toSorted();
  await writeFileDurably(pathOf(folder), utf8(lines.map((line) => `${line}\n`).join("")));
}

/** The authority's answer to a request (RFC 3161, section 3.4), or why there is none. */
export async function askAuthority(
  address: string,
  request: Uint8Array,
): Promise<{ readonly answer: Uint8Array } | { readonly reason: string }> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
      body: Uint8Array.from(request),
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) return { reason: `got status ${response.status}, wanted 200` };
    const answer = new Uint8Array(await response.arrayBuffer());
    return answer.length > MOST_BYTES
      ? { reason: `got ${answer.length} bytes, wanted a timestamp` }
      : { answer };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { reason: cause instanceof Error ? cause.message : "no answer" };
  }
}
