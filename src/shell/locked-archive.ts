/** Files in one encrypted file: tar inside age, written and read piece by piece. */
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream as NodeStream } from "node:stream/web";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { createTarDecoder, createTarPacker } from "modern-tar";
import { RecountError } from "../base/errors.ts";
import { syncFolder } from "./files.ts";

/** A file of an archive; `size` is the sum of its pieces. */
export type Member = {
  readonly path: string;
  readonly size: number;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

/** Who can open an archive: whoever knows the passphrase, or holds the key of an age recipient. */
export type Lock = { readonly passphrase: string } | { readonly recipients: readonly string[] };

/** What opens one: the passphrase, or age identities. */
export type Opener = { readonly passphrase: string } | { readonly identities: readonly string[] };

/** An identity that is used once and thrown away, and the recipient that it opens. */
export async function passingIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Writes an archive: whole and on disk when it resolves, nothing of it in the clear anywhere. */
export async function writeArchive(path: string, lock: Lock, members: AsyncIterable<Member>): Promise<void> {
  const { readable, controller } = createTarPacker();
  const encrypter = lockedBy(lock);
  const part = `${path}.part`;
  try {
    const encrypted = await encrypter.encrypt(readable);
    await Promise.all([
      packMembers(controller, members),
      pipeline(
        Readable.fromWeb(encrypted as NodeStream<Uint8Array>),
        createWriteStream(part, { mode: 0o600 }),
      ),
    ]);
    await syncFile(part);
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The members of an archive, each to be read before the next is asked for. Throws `input-locked` and `input-backup`. */
export async function* readArchive(path: string, opener: Opener): AsyncGenerator<Member> {
  const decrypter = openedBy(opener);
  // not Readable.toWeb, which throws past every handler when it is cancelled while a piece arrives
  const bytes = NodeStream.from(createReadStream(path)) as ReadableStream<Uint8Array>;
  const plain = await decrypter.decrypt(bytes).catch((cause: unknown) => {
    throw new RecountError("input-locked", `${path}: ${reasonOf(cause)}`, { cause });
  });
  try {
    for await (const { header, body } of streamOf(plain.pipeThrough(createTarDecoder())))
      yield { path: header.name, size: header.size, pieces: streamOf(body) };
  } catch (cause) {
    if (cause instanceof RecountError) throw cause;
    throw new RecountError("input-backup", `${path}: ${reasonOf(cause)}`, { cause });
  }
}

type Packer = ReturnType<typeof createTarPacker>["controller"];

async function packMembers(packer: Packer, members: AsyncIterable<Member>): Promise<void> {
  try {
    for await (const { path, size, pieces } of members) {
      const writer = packer.add({ name: path, size, type: "file" }).getWriter();
      for await (const piece of pieces) await writer.write(piece);
      await writer.close();
    }
    packer.finalize();
  } catch (error) {
    packer.error(error);
    throw error;
  }
}

function lockedBy(lock: Lock): Encrypter {
  const encrypter = new Encrypter();
  if ("passphrase" in lock) encrypter.setPassphrase(lock.passphrase);
  else for (const recipient of lock.recipients) addRecipient(encrypter, recipient);
  return encrypter;
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (cause) {
    throw new RecountError("input-recipient", `got ${recipient}, wanted an age recipient (age1...)`, {
      cause,
    });
  }
}

function openedBy(opener: Opener): Decrypter {
  const decrypter = new Decrypter();
  if ("passphrase" in opener) decrypter.addPassphrase(opener.passphrase);
  else
    for (const identity of opener.identities) {
      try {
        decrypter.addIdentity(identity);
      } catch (cause) {
        throw new RecountError(
          "input-identity",
          "got another text, wanted an age identity (AGE-SECRET-KEY-1...)",
          {
            cause,
          },
        );
      }
    }
  return decrypter;
}

async function* streamOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

/** A few bytes locked by themselves. */
export const lockBytes = (lock: Lock, bytes: Uint8Array): Promise<Uint8Array> =>
  lockedBy(lock).encrypt(bytes);

/** The bytes that `lockBytes` locked. Throws `input-locked` when `opener` does not open them. */
export async function openBytes(opener: Opener, locked: Uint8Array): Promise<Uint8Array> {
  return openedBy(opener)
    .decrypt(locked)
    .catch((cause: unknown) => {
      throw new RecountError("input-locked", reasonOf(cause), { cause });
    });
}

/** Whether a text is an age recipient. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
