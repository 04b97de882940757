/** Whether a text that is to be published names somebody who is on a list and may not be shown. */

import type { Store } from "../store/store.ts";
import { ownNames } from "./search/own-names.ts";

/**
 * Full names, as lists whose sources are not public have them, that stand in the text letter by letter: other spellings
 * and other scripts are not looked for.
 */
export async function namedPeople(store: Store, text: string): Promise<readonly string[]> {
  const open = new Set(
    (await store.sources()).filter(({ consent }) => consent === "public").map(({ id }) => id),
  );
  const words = plain(text);
  const named = new Set<string>();
  for await (const batch of store.records({ kinds: ["person"] }))
    for (const record of batch)
      if (!open.has(record.source))
        for (const name of ownNames(record))
          if (/\S\s\S/u.test(name) && holds(words, plain(name))) named.add(name);
  return [...named];
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

/** Whether the name stands there as whole words. */
function holds(words: string, name: string): boolean {
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1))
    if (!/[\p{L}\p{M}]$/u.test(words.slice(0, at)) && !/^[\p{L}\p{M}]/u.test(words.slice(at + name.length)))
      return true;
  return false;
}
