/** Each file that is sent is shown to the scanner, over a real socket, before it is taken. */
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { createApp } from "../src/api/app.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { registerServices } from "../src/api/register-service.ts";
import type { Viewer } from "../src/model/person.ts";
import { fileScanner } from "../src/shell/file-scanner.ts";
import { freshRegister, sharedRegister, temporaryFolder, testNow } from "./register-fixture.ts";

const theRegister = sharedRegister(freshRegister);
const keeper: Viewer = { as: "keeper" };
const BAD = "something bad";

/** What a scanner read as one file, and what it says when that has ended. */
type Scanner = { readonly socket: string; readonly read: Buffer[] };

/** A scanner that speaks clamd's protocol: lengths before pieces, a length of 0 at the end. `say` answers, or "hang up". */
async function scanner(say: (file: Buffer, isWhole: boolean) => string | undefined): Promise<Scanner> {
  const read: Buffer[] = [];
  const server = createServer((socket) => readFile(socket, read, say));
  const path = join(temporaryFolder(), "scanner");
  await new Promise<void>((resolve) => {
    server.listen(path, resolve);
  });
  after(() => server.close());
  return { socket: path, read };
}

function readFile(socket: Socket, read: Buffer[], say: Parameters<typeof scanner>[0]): void {
  const command = "zINSTREAM\0";
  let [waiting, file, hasBegun] = [Buffer.alloc(0), Buffer.alloc(0), false];
  const answer = (isWhole: boolean) => {
    const said = say(file, isWhole);
    if (said === "hang up") socket.destroy();
    else if (said !== undefined) socket.end(`${said}\0`);
    if (isWhole) read.push(file);
  };
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    waiting = Buffer.concat([waiting, bytes as Buffer]);
    if (!hasBegun && waiting.length >= command.length) {
      assert.equal(waiting.subarray(0, command.length).toString(), command);
      [waiting, hasBegun] = [waiting.subarray(command.length), true];
    }
    while (hasBegun && waiting.length >= 4 && waiting.length >= 4 + waiting.readUInt32BE()) {
      const length = waiting.readUInt32BE();
      file = Buffer.concat([file, waiting.subarray(4, 4 + length)]);
      waiting = waiting.subarray(4 + length);
      answer(length === 0);
    }
  });
}

/** Sends a file to a server that asks the scanner at the socket. */
async function send(socket: string, body: string | Uint8Array<ArrayBuffer>) {
  const register = theRegister();
  const tools = { scanner: fileScanner({ path: socket }) };
  const app = createApp(
    registerServices(register, () => testNow, tools),
    {
      allowedHosts: loopbackHosts,
      session: { token: "t", cookie: "c", viewer: keeper },
      webFolder: register.folder.published,
      publishedFolder: register.folder.published,
    },
  );
  const answer = await app.request("http://localhost/api/uploads", {
    method: "PUT",
    headers: {
      host: "localhost",
      authorization: "Bearer t",
      "content-type": "application/octet-stream",
      "upload-name": "list.csv",
    },
    body,
  });
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
}

const waiting = async () =>
  new Set(await readdir(join(theRegister().folder.data, "quarantine")).catch(() => []));
const clean = (file: Buffer, isWhole: boolean) =>
  isWhole ? (file.includes(BAD) ? "stream: Test.Word FOUND" : "stream: OK") : undefined;

test("a file that is found clean is taken, and the scanner saw all of it", async () => {
  const { socket, read } = await scanner(clean);
  const long = Buffer.from("name\nMaro Velan\n".repeat(400_000)); // more than a socket holds at once
  assert.equal((await send(socket, new Uint8Array(long))).status, 201);
  assert.ok(read[0]?.equals(long));
  assert.equal((await waiting()).size, 1);
});

const refused: readonly {
  readonly desc: string;
  readonly say: Parameters<typeof scanner>[0];
  readonly wanted: { readonly status: number; readonly code: string };
}[] = [
  { desc: "in which something is found", say: clean, wanted: { status: 422, code: "input-malware" } },
  {
    desc: "that is longer than the scanner takes",
    say: (file) => (file.length > 1_000_000 ? "INSTREAM size limit exceeded. ERROR" : undefined),
    wanted: { status: 503, code: "scanner-away" },
  },
  {
    desc: "in the middle of which the scanner goes away",
    say: (file) => (file.length > 1_000_000 ? "hang up" : undefined),
    wanted: { status: 503, code: "scanner-away" },
  },
  {
    desc: "of which the scanner says what nobody knows",
    say: (_, isWhole) => (isWhole ? "stream: PERHAPS" : undefined),
    wanted: { status: 503, code: "scanner-away" },
  },
];
for (const { desc, say, wanted } of refused)
  test(`a file ${desc} is refused, and nothing of it stays`, async () => {
    const before = await waiting();
    const { socket } = await scanner(say);
    assert.deepEqual(await send(socket, `${"name\nMaro Velan\n".repeat(400_000)}${BAD}`), wanted);
    assert.deepEqual(await waiting(), before);
  });

test("without the scanner that was asked for no file is taken", async () => {
  const before = await waiting();
  const nowhere = join(temporaryFolder(), "nothing");
  assert.deepEqual(await send(nowhere, "name\nMaro Velan\n"), { status: 503, code: "scanner-away" });
  assert.deepEqual(await waiting(), before);
});
