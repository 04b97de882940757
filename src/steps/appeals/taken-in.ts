/** The newest version of an appeal, or why there is none. */
import { RecountError } from "../../base/errors.ts";
import type { Store, StoredAppeal } from "../../store/store.ts";

/**
 * The version that was taken in last. Throws `refused` where the appeal is only being written, `not-found` where there is
 * none of the name.
 */
export async function requireTakenIn(store: Store, appeal: string): Promise<StoredAppeal> {
  const stored = await store.appeal(appeal);
  if (stored !== undefined) return stored;
  const isWritten = (await store.appealDrafts()).some((draft) => draft.appeal === appeal);
  throw isWritten
    ? new RecountError("refused", `${appeal} is only being written, wanted a version that was taken in`)
    : new RecountError("not-found", `there is no appeal ${appeal}: take it in with recount appeal new`);
}
