/** The means of an account: a password with an authenticator's secret, passkeys, and the codes that stand in. */
import { fromBase64url, toBase64url } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import { readBreachedPasswords } from "../../shell/breached-passwords.ts";
import { lockBytes } from "../../shell/locked-bytes.ts";
import { digestPassword, formatDigest } from "../../shell/password-digest.ts";
import type { PasswordRow } from "../../store/accounts.ts";
import { beginCeremony, finishCeremony } from "./ceremonies.ts";
import { requirePassword } from "./password-rules.ts";
import { recoveryCodeCount, recoveryCodesOf, recoveryDigest } from "./recovery-codes.ts";
import { newSalt, newSecret, type SignInTools } from "./tools.ts";
import { authenticatorAddress, stepOfCode, toBase32 } from "./totp.ts";

/** A secret for an authenticator, shown until it is proven. */
export type OfferedSecret = {
  readonly ceremony: string;
  readonly secret: string; // base32, to be typed
  readonly address: string; // otpauth, to be read from a picture
};

/** Begins the choosing of a password, by a secret for the authenticator that goes with it. */
export async function beginPassword(tools: SignInTools, handle: Uint8Array): Promise<OfferedSecret> {
  const secret = newSecret(tools.register);
  const remembered = { secret: toBase64url(secret), handle: toBase64url(handle) };
  return {
    ceremony: await beginCeremony(tools, "password", remembered),
    secret: toBase32(secret),
    address: authenticatorAddress(secret, tools.register.info.name),
  };
}

/** What is chosen, and the code by which the authenticator proves that it has the secret. */
export type ChosenPassword = {
  readonly ceremony: string;
  readonly password: string;
  readonly code: string;
};

/**
 * The means, checked, and the handle that they are locked for. Throws `input-password`, `input-code`, or `refused` when
 * the ceremony has ended.
 */
export async function checkPassword(
  tools: SignInTools,
  { ceremony, password, code }: ChosenPassword,
  words: readonly string[],
): Promise<{ readonly handle: Uint8Array; readonly row: PasswordRow }> {
  requirePassword(password, words, await readBreachedPasswords());
  const remembered = await finishCeremony(tools, "password", { token: ceremony, again: true });
  const [secret, handle] = ["secret", "handle"].map((name) => fromBase64url(remembered?.get(name) ?? ""));
  if (remembered === undefined || secret === undefined || handle === undefined)
    throw new RecountError("refused", "got a ceremony that has ended, wanted one of the last quarter hour");
  const step = stepOfCode(secret, code, tools.now());
  if (step === undefined)
    throw new RecountError("input-code", "got another code, wanted the one that the authenticator shows now");
  const { keys, cost, register } = tools;
  const digest = await digestPassword(password, { cost, salt: newSalt(register), pepper: keys.pepper });
  await finishCeremony(tools, "password", { token: ceremony });
  const row = { password: formatDigest(digest), totp: lockBytes(secret, keys.lock, handle), step };
  return { handle, row };
}

/** Ten new codes in place of those before. They are shown once. */
export async function renewRecoveryCodes(
  { register, keys }: SignInTools,
  person: string,
  handle: Uint8Array,
): Promise<readonly string[]> {
  const codes = recoveryCodesOf(register.newKeys(recoveryCodeCount));
  const digests = codes.map((code) => recoveryDigest(code, handle, keys.pepper));
  await register.store.accounts.replaceRecoveryCodes(person, digests);
  return codes;
}
