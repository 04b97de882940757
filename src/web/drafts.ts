/** Forms that somebody has begun: on the server; while the link is broken in this browser, until it is back or they sign out. */
import { ask } from "./api.ts";

export type Draft = {
  readonly id: string;
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
  readonly tag?: string | undefined; // of the server's state that it is typed into; none where there is none yet
};
export type Kept = {
  readonly at: "server" | "here";
  readonly saved: string;
  readonly tag?: string | undefined;
};

/** The text of an appeal as it was typed, and the state of the server's that it was typed into. */
export type TextHere = { readonly id: string; readonly text: string; readonly tag: string };

const NAME = "recount-drafts";
const tables = ["drafts", "texts"] as const;
type Table = (typeof tables)[number];

/** Saves a draft; where the server cannot be reached it is kept here. Throws what the server refuses. */
export async function keepDraft(draft: Draft): Promise<Kept> {
  const { id, kind, values, tag: ifMatch } = draft;
  try {
    const options = ifMatch === undefined ? {} : { ifMatch };
    const { saved, tag } = await ask(
      "PUT /api/drafts/{id}",
      { path: { id }, body: { kind, values } },
      options,
    );
    await change("drafts", (table) => table.delete(id));
    return { at: "server", saved, tag };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    await change("drafts", (table) => table.put(draft));
    return { at: "here", saved: new Date().toISOString(), tag: ifMatch };
  }
}

/** What was kept here while the link was broken, and is not on the server yet. */
export async function draftsHere(): Promise<readonly Draft[]> {
  return run("drafts", "readonly", (table) => table.getAll());
}

export async function dropDraft(id: string): Promise<void> {
  await change("drafts", (table) => table.delete(id));
  await ask("DELETE /api/drafts/{id}", { path: { id } });
}

/** Keeps a text here while the server cannot be reached. */
export const keepTextHere = (text: TextHere): Promise<void> => change("texts", (table) => table.put(text));

/** A text that was kept here and never reached the server. */
export const textHere = (id: string): Promise<TextHere | undefined> =>
  run("texts", "readonly", (table) => table.get(id));

export const forgetTextHere = (id: string): Promise<void> => change("texts", (table) => table.delete(id));

/** Takes every draft out of this browser: whoever signs out leaves nothing behind. */
export async function wipeDrafts(): Promise<void> {
  for (const name of tables) await change(name, (table) => table.clear());
}

export const isUnreachable = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "no-connection";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 2);
    opening.onupgradeneeded = () => {
      const { result } = opening;
      for (const name of tables)
        if (!result.objectStoreNames.contains(name)) result.createObjectStore(name, { keyPath: "id" });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("indexedDB"));
  });
}

async function change(name: Table, act: (table: IDBObjectStore) => IDBRequest): Promise<void> {
  await run(name, "readwrite", act);
}

async function run<T>(
  name: Table,
  mode: IDBTransactionMode,
  act: (table: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("indexedDB"));
    });
  } finally {
    database.close();
  }
}
