/** Choosing a password and proving the authenticator that goes with it. */
import { useState } from "react";
import { useWords } from "../words.ts";
import { AuthenticatorSecret } from "./authenticator-secret.tsx";
import { PushButton } from "./push-button.tsx";
import { SecretInput } from "./secret-input.tsx";

export type PasswordFormProps = {
  readonly offered: { readonly secret: string; readonly address: string };
  readonly word: string; // of its button
  readonly isPending: boolean;
  readonly hasPresent?: boolean; // there is a password of now, which is asked for
  readonly onChoose: (chosen: ChosenHere) => void;
};

type ChosenHere = { readonly password: string; readonly code: string; readonly present?: string };

export function PasswordForm({ offered, word, isPending, hasPresent, onChoose }: PasswordFormProps) {
  const { say } = useWords();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [present, setPresent] = useState("");
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose({ password, code, ...(hasPresent === true && { present }) });
      }}
    >
      {hasPresent === true && (
        <SecretInput
          label={say("account.presentPassword")}
          type="password"
          autoComplete="current-password"
          isRequired
          value={present}
          onChange={setPresent}
        />
      )}
      <SecretInput
        label={say("signIn.password")}
        hint={say("account.passwordHint")}
        type="password"
        autoComplete="new-password"
        isRequired
        minLength={12}
        maxLength={128}
        value={password}
        onChange={setPassword}
      />
      <AuthenticatorSecret {...offered} />
      <SecretInput
        label={say("account.shownCode")}
        inputMode="numeric"
        autoComplete="one-time-code"
        isRequired
        value={code}
        onChange={setCode}
      />
      <div className="actions">
        <PushButton type="submit" main isDisabled={isPending}>
          {word}
        </PushButton>
      </div>
    </form>
  );
}
