/** People who enter records at once: each act has a key, and is asked for again with it until it is answered. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

export type Written = {
  readonly acknowledged: readonly { readonly record: string; readonly name: string }[];
  readonly ms: readonly number[]; // from the first try to the answer
  readonly again: number; // tries that were asked to come again
  readonly refused: readonly string[]; // anything else
};

type Server = { readonly url: string; readonly token: string };

const COME_AGAIN = new Set([409, 429, 503]);

/** So many writers over these servers until the moment. */
export async function writeUntil(
  until: number,
  servers: readonly Server[],
  writers: number,
): Promise<Written> {
  const seen = {
    acknowledged: [] as { record: string; name: string }[],
    ms: [] as number[],
    again: 0,
    refused: [] as string[],
  };
  const write = async (writer: number) => {
    const server = servers[writer % servers.length];
    if (server === undefined) throw new Error("got no server");
    for (let act = 0; performance.now() < until; act++) {
      const name = `Writer ${writer} Entry ${act}`;
      const started = performance.now();
      const record = await enter(server, name, seen);
      if (record === undefined) continue;
      seen.ms.push(performance.now() - started);
      seen.acknowledged.push({ record, name });
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return seen;
}

/** The record of one act, whatever it takes. */
async function enter(
  { url, token }: Server,
  name: string,
  seen: { again: number; refused: string[] },
): Promise<string | undefined> {
  const key = randomUUID();
  const said = { names: [{ of: "self", part: "full", text: name }] };
  const body = JSON.stringify({
    kind: "person",
    said,
    source: "By hand",
    organisation: "Load",
    by: "Writer",
  });
  for (;;) {
    const answer = await fetch(`${url}/api/records`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body,
    }).catch((error: unknown) => String(error));
    if (typeof answer !== "string" && answer.status === 200)
      return ((await answer.json()) as { record: string }).record;
    const why = typeof answer === "string" ? answer : await answer.text();
    if (typeof answer === "string" || COME_AGAIN.has(answer.status)) {
      seen.again++;
      await pause(100);
      continue;
    }
    seen.refused.push(why);
    return undefined;
  }
}
