/** What organisations answered when their records were matched with others'. */
import type { Sharing } from "../../model/sharing.ts";
import type { Store } from "../../store/store.ts";

/** Every answer, in the order of their entries. */
export async function readSharings(store: Store): Promise<readonly Sharing[]> {
  return (await store.entriesOf("sharing")).map(({ entry }) => entry.sharing);
}
