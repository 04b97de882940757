/** The custodians of what is sealed, folded from their entries. */
import { RecountError } from "../base/errors.ts";
import type { Custodian } from "../model/source.ts";
import type { Store } from "../store/store.ts";

/** A custodian, and when their key was last shown to open what is locked to it. */
export type KnownCustodian = Custodian & { readonly drilledAt?: string };

const FEWEST = 2;

/** Those there are, by name. */
export async function readCustodians(store: Store): Promise<readonly KnownCustodian[]> {
  const [added, removed, drills] = await Promise.all([
    store.entriesOf("custodian"),
    store.entriesOf("custodian-removal"),
    store.entriesOf("custodian-drill"),
  ]);
  const latest = new Map(
    added.map(({ index, entry }) => [entry.custodian.name, { index, ...entry.custodian }]),
  );
  for (const { index, entry } of removed)
    if ((latest.get(entry.name)?.index ?? index) < index) latest.delete(entry.name);
  return [...latest.values()]
    .map(({ name, recipient }) => {
      const drill = drills.findLast(({ entry }) => entry.name === name && entry.recipient === recipient);
      return { name, recipient, ...(drill && { drilledAt: drill.entry.at }) };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The keys to seal for. Throws `input-custodians` when there are fewer than two: one lost key, and all is lost. */
export async function sealingRecipients(store: Store): Promise<readonly string[]> {
  const recipients = [...new Set((await readCustodians(store)).map(({ recipient }) => recipient))];
  if (recipients.length >= FEWEST) return recipients;
  throw new RecountError(
    "input-custodians",
    `got ${recipients.length} custodians, wanted at least ${FEWEST} with keys of their own: recount custodian add`,
  );
}
