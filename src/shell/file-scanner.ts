/** A scanner that is asked about each file while it is sent: clamd's INSTREAM over a socket. */
import { once } from "node:events";
import { createConnection, type NetConnectOpts, type Socket } from "node:net";
import { RecountError } from "../base/errors.ts";

/** Passes the pieces of a file on. Throws, before it ends, what speaks against the file or against the scanner. */
export type FileScanner = (pieces: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

const WAIT_MS = 60_000; // without a sign of life
const MOST_ANSWERED = 4096; // letters of an answer

/**
 * The scanner at a socket of this computer or at a port. A file passes only when the scanner says that it is clean:
 * throws `input-malware` when it finds something, `scanner-away` when it cannot be asked or does not say.
 */
export function fileScanner(at: NetConnectOpts): FileScanner {
  return async function* scanned(pieces) {
    const socket = createConnection({ ...at, timeout: WAIT_MS });
    const answer = answerOf(socket);
    answer.catch(() => {}); // said when it is waited for
    try {
      await send(socket, answer, Buffer.from("zINSTREAM\0"));
      for await (const piece of pieces) {
        if (piece.length === 0) continue; // a length of 0 would end the file
        await send(socket, answer, lengthOf(piece.length));
        await send(socket, answer, piece);
        yield piece;
      }
      await send(socket, answer, lengthOf(0));
      requireClean(await answer);
    } finally {
      socket.destroy();
    }
  };
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** Sends no faster than the scanner reads. It may answer, or be gone, while a file is still coming. */
async function send(socket: Socket, answer: Promise<string>, bytes: Uint8Array): Promise<void> {
  if (socket.write(bytes)) return;
  const said = await Promise.race([once(socket, "drain").catch(() => undefined), answer]);
  if (typeof said === "string") requireClean(said);
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without its cause, which would be taken for the database's.
    const fail = (why: string) =>
      reject(new RecountError("scanner-away", `${why}, wanted what the scanner says of a file`));
    let said = "";
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      said += text;
      const end = said.indexOf("\0");
      if (end >= 0) resolve(said.slice(0, end));
      else if (said.length > MOST_ANSWERED) fail("got an answer without end");
    });
    socket.once("timeout", () => {
      fail(`got nothing for ${WAIT_MS / 1000} s`);
      socket.destroy();
    });
    socket.once("error", ({ message }) => fail(`got ${message}`));
    socket.once("close", () => fail("got a socket that closed"));
  });
}

function requireClean(said: string): void {
  if (said === "stream: OK") return;
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found !== undefined)
    throw new RecountError("input-malware", `got a file in which the scanner finds ${found}, wanted none`);
  throw new RecountError("scanner-away", `got ${JSON.stringify(said)}, wanted "stream: OK"`);
}
