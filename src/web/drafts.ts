/** Forms that somebody has begun: on the server; while the link is broken in this browser, until it is back or they sign out. */
import { ask } from "./api.ts";

export type Draft = {
  readonly id: string;
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
};
export type Kept = { readonly at: "server" | "here"; readonly saved: string };

const NAME = "recount-drafts";
const TABLE = "drafts";

/** Saves a draft; where the server cannot be reached it is kept here. Throws what the server refuses. */
export async function keepDraft(draft: Draft): Promise<Kept> {
  const { id, ...body } = draft;
  try {
    const { saved } = await ask("PUT /api/drafts/{id}", { path: { id }, body });
    await change((table) => table.delete(id));
    return { at: "server", saved };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    await change((table) => table.put(draft));
    return { at: "here", saved: new Date().toISOString() };
  }
}

/** What was kept here while the link was broken, and is not on the server yet. */
export async function draftsHere(): Promise<readonly Draft[]> {
  return read((table) => table.getAll());
}

export async function dropDraft(id: string): Promise<void> {
  await change((table) => table.delete(id));
  await ask("DELETE /api/drafts/{id}", { path: { id } });
}

/** Takes every draft out of this browser: whoever signs out leaves nothing behind. */
export async function wipeDrafts(): Promise<void> {
  await change((table) => table.clear());
}

const isUnreachable = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "no-connection";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE, { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("indexedDB"));
  });
}

async function change(act: (table: IDBObjectStore) => IDBRequest): Promise<void> {
  await run("readwrite", act);
}

function read(act: (table: IDBObjectStore) => IDBRequest<Draft[]>): Promise<readonly Draft[]> {
  return run("readonly", act);
}

async function run<T>(mode: IDBTransactionMode, act: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, mode);
      const request = act(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("indexedDB"));
    });
  } finally {
    database.close();
  }
}
