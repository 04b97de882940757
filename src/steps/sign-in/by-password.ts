/** Signing in by password and a code, with the same work and the same answer whether or not there is such an account. */

import { openBytes } from "../../shell/locked-bytes.ts";
import { parseDigest } from "../../shell/password-digest.ts";
import type { Account } from "../../store/accounts.ts";
import { giveBack, spendOnName } from "./attempts.ts";
import type { EnteredPerson } from "./people-at.ts";
import { findDigest, recoveryDigest, recoveryLetters } from "./recovery-codes.ts";
import { type Begun, beginSession, type Way } from "./sessions.ts";
import { currentAccount, noteEvent, type SignInTools, type Visit } from "./tools.ts";
import { stepOfCode } from "./totp.ts";

/** What came of an attempt; `wait` in seconds. */
export type Attempt =
  | { readonly begun: Begun }
  | { readonly refused: "no" }
  | { readonly refused: "too-often"; readonly wait: number };

/** What is typed: the code is an authenticator's, or one of the recovery codes. */
export type Typed = { readonly name: string; readonly password: string; readonly code: string };

/** Begins a session for whoever knows the password and has a code that was not used. */
export async function signInByPassword(
  tools: SignInTools,
  typed: Typed,
  { visit, former }: { readonly visit: Visit; readonly former: string },
): Promise<Attempt> {
  const { wait, budgets } = await spendOnName(tools, typed, visit);
  if (wait > 0) return { refused: "too-often", wait };
  const proven = await prove(tools, typed);
  if (!("way" in proven)) {
    await noteEvent(tools, proven.person, "was refused by password");
    return { refused: "no" };
  }
  await giveBack(tools, budgets);
  return { begun: await beginSession(tools, proven.person, { way: proven.way, visit, former }) };
}

type Proven =
  | { readonly person: EnteredPerson; readonly way: Way }
  | { readonly person: EnteredPerson | undefined };

// Everything is read and compared before anything is decided: what is missing is held against the decoy.
async function prove(tools: SignInTools, { name, password, code }: Typed): Promise<Proven> {
  const { register, keys, decoy, now } = tools;
  const { accounts } = register.store;
  const account = await accounts.account(name);
  const codes = await accounts.recoveryCodes(name);
  const current = await currentAccount(tools, account, name);
  const { handle, totp, digest } = secretsOf(account, decoy);
  const isRight = await tools.isPassword(password, digest, keys.pepper);
  const step = stepOfCode(openBytes(totp, keys.lock, handle), code, now());
  const spare = findDigest(codes, recoveryDigest(code, handle, keys.pepper));
  if (current === undefined || !isRight || current.account.password === null)
    return { person: current?.person };
  const { person } = current;
  // What was measured as a recovery code opens as nothing else, though its first letters may be an authenticator's.
  if (recoveryLetters(code) !== undefined)
    return spare !== undefined && (await accounts.takeRecoveryCode(name, spare))
      ? { person, way: "recovery-code" }
      : { person };
  return step !== undefined && (await accounts.takeStep(name, step))
    ? { person, way: "password" }
    : { person };
}

function secretsOf(account: Account | undefined, decoy: SignInTools["decoy"]) {
  if (account === undefined || account.password === null || account.totp === null)
    return { handle: decoy.handle, totp: decoy.totp, digest: decoy.password };
  return { handle: account.handle, totp: account.totp, digest: parseDigest(account.password) };
}
