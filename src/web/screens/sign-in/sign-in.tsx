/** Signing in: a passkey first; or a name, a password and a code. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Me } from "../../generated/api.ts";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SecretInput } from "../../parts/secret-input.tsx";
import { SignInFault } from "../../parts/sign-in-fault.tsx";
import { enterAs, hasPasskeys, signInByPasskey, signInByPassword } from "../../queries/account.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import "../../parts/sign-in.css";

export function SignIn() {
  const { say } = useWords();
  const client = useQueryClient();
  const viewer = useQuery(viewerQuery).data;
  const navigate = useNavigate();
  const [fault, setFault] = useState<unknown>();
  const settled = {
    onMutate: () => setFault(undefined),
    onError: setFault,
    onSuccess: (me: Me) => {
      enterAs(client, me);
      void navigate({ to: "/" });
    },
  };
  const passkey = useMutation({ mutationFn: signInByPasskey, ...settled });
  const password = useMutation({ mutationFn: signInByPassword, ...settled });
  return (
    <div className="sign-in">
      <ScreenTitle>{say("signIn.title")}</ScreenTitle>
      <p className="lead">{say("signIn.lead")}</p>
      {viewer?.signIn === false && <p>{say("signIn.noAccounts")}</p>}
      <SignInFault error={fault} />
      {hasPasskeys() && (
        <section className="sign-in-way">
          <PushButton main isDisabled={passkey.isPending} onPress={() => passkey.mutate()}>
            {say("signIn.byPasskey")}
          </PushButton>
          <p className="hint">{say("signIn.byPasskeyHint")}</p>
        </section>
      )}
      <section className="sign-in-way" aria-labelledby="by-password">
        <h2 id="by-password">{say("signIn.byPassword")}</h2>
        <PasswordSignIn isPending={password.isPending} onSend={(typed) => password.mutate(typed)} />
      </section>
      <p className="note">
        {say("signIn.invited")} <Link to="/accept">{say("signIn.toAccept")}</Link>
      </p>
    </div>
  );
}

type Typed = Parameters<typeof signInByPassword>[0];

function PasswordSignIn({
  isPending,
  onSend,
}: {
  readonly isPending: boolean;
  readonly onSend: (typed: Typed) => void;
}) {
  const { say } = useWords();
  const [typed, setTyped] = useState<Typed>({ name: "", password: "", code: "" });
  const set = (field: keyof Typed) => (value: string) =>
    setTyped((before) => ({ ...before, [field]: value }));
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(typed);
      }}
    >
      <SecretInput
        label={say("signIn.name")}
        autoComplete="username"
        isRequired
        value={typed.name}
        onChange={set("name")}
      />
      <SecretInput
        label={say("signIn.password")}
        type="password"
        autoComplete="current-password"
        isRequired
        value={typed.password}
        onChange={set("password")}
      />
      <SecretInput
        label={say("signIn.code")}
        hint={say("signIn.codeHint")}
        autoComplete="one-time-code"
        isRequired
        value={typed.code}
        onChange={set("code")}
      />
      <div className="actions">
        <PushButton type="submit" isDisabled={isPending}>
          {say("signIn.send")}
        </PushButton>
      </div>
    </form>
  );
}
