/** What went wrong with signing in, in words; the same whatever of a name, a password and a code was wrong. */
import type { PlainKey } from "../../pages/legal-keys.ts";
import { RequestError } from "../api.ts";
import { useWords } from "../words.ts";
import { FaultBox } from "./fault.tsx";

const words: { readonly [code: string]: PlainKey } = {
  "not-signed-in": "signIn.refused",
  "too-many-attempts": "signIn.tooOften",
  "input-password": "account.badPassword",
  "input-present-password": "account.badPresentPassword",
  "input-code": "account.badCode",
  limit: "signIn.tooOften",
  "input-person": "accept.nameTaken",
  "input-invalid": "accept.nameTaken",
  "input-passkey": "signIn.noPasskey",
  "changed-meanwhile": "shell.changedMeanwhile",
  refused: "accept.closed",
  "sign-in-again": "account.again",
};

/** The words for an error. What a browser throws when a passkey was not used says no more than that. */
export const faultWord = (error: unknown): PlainKey =>
  error instanceof RequestError ? (words[error.code] ?? "shell.failed") : "signIn.noPasskey";

export function SignInFault({ error }: { readonly error: unknown }) {
  const { say } = useWords();
  if (error === undefined) return null;
  return (
    <FaultBox cause={error}>
      <p>{say(faultWord(error))}</p>
    </FaultBox>
  );
}
