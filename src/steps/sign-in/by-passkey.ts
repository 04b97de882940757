/** Signing in by a passkey: the browser says which, its signature says that it is here. */
import { spendAtAddress } from "./attempts.ts";
import type { Attempt } from "./by-password.ts";
import { finishUse, type UsedPasskey } from "./passkeys.ts";
import { beginSession } from "./sessions.ts";
import { currentAccount, noteEvent, type SignInTools, type Visit } from "./tools.ts";

/** Begins a session for whoever has the passkey of an account. */
export async function signInByPasskey(
  tools: SignInTools,
  sent: { readonly ceremony: string; readonly used: UsedPasskey },
  { visit, former }: { readonly visit: Visit; readonly former: string },
): Promise<Attempt> {
  const wait = await spendAtAddress(tools, visit);
  if (wait > 0) return { refused: "too-often", wait };
  const passkey = await finishUse(tools, { ...sent, site: visit.site });
  const name = passkey?.person ?? "";
  const current = await currentAccount(tools, await tools.register.store.accounts.account(name), name);
  if (current === undefined) {
    await noteEvent(tools, undefined, "was refused by passkey");
    return { refused: "no" };
  }
  return { begun: await beginSession(tools, current.person, { way: "passkey", visit, former }) };
}
