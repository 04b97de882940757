/** What went wrong with signing in, in words; the same whatever of a name, a password and a code was wrong. */
import { useEffect, useRef } from "react";
import type { PlainKey } from "../../pages/legal-keys.ts";
import { RequestError } from "../api.ts";
import { useWords } from "../words.ts";

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
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== undefined) box.current?.focus();
  }, [error]);
  if (error === undefined) return null;
  return (
    <div className="fault" role="alert" tabIndex={-1} ref={box}>
      <p>{say(faultWord(error))}</p>
    </div>
  );
}
