/** Taking an invitation up: the code, a name, and a passkey or a password with an authenticator. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Joined, JoiningOffer } from "../../generated/api.ts";
import { PasswordForm } from "../../parts/password-form.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { RecoveryCodes } from "../../parts/recovery-codes.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SecretInput } from "../../parts/secret-input.tsx";
import { SignInFault } from "../../parts/sign-in-fault.tsx";
import { enterAs, hasPasskeys, joinWithPasskey, joinWithPassword, readOffer } from "../../queries/account.ts";
import { useWords } from "../../words.ts";
import "../../parts/sign-in.css";

export function Accept() {
  const { say } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [secret, setSecret] = useState("");
  const [offer, setOffer] = useState<JoiningOffer>();
  const [joined, setJoined] = useState<Joined>();
  const [fault, setFault] = useState<unknown>();
  const enter = ({ me }: Joined) => {
    enterAs(client, me);
    void navigate({ to: "/" });
  };
  const open = useMutation({
    mutationFn: readOffer,
    onMutate: () => setFault(undefined),
    onError: setFault,
    onSuccess: setOffer,
  });
  const onJoined = (done: Joined) => (done.recoveryCodes.length === 0 ? enter(done) : setJoined(done));
  return (
    <div className="sign-in">
      <ScreenTitle>{say("accept.title")}</ScreenTitle>
      <SignInFault error={fault} />
      {joined !== undefined && <RecoveryCodes codes={joined.recoveryCodes} onKept={() => enter(joined)} />}
      {joined === undefined && offer === undefined && (
        <form
          className="sign-in-form"
          onSubmit={(event) => {
            event.preventDefault();
            open.mutate(secret.trim());
          }}
        >
          <p className="lead">{say("accept.lead")}</p>
          <SecretInput
            label={say("accept.code")}
            autoComplete="off"
            isRequired
            value={secret}
            onChange={setSecret}
          />
          <div className="actions">
            <PushButton type="submit" main isDisabled={open.isPending}>
              {say("accept.open")}
            </PushButton>
          </div>
        </form>
      )}
      {joined === undefined && offer !== undefined && (
        <Join secret={secret.trim()} offer={offer} onFault={setFault} onJoined={onJoined} />
      )}
    </div>
  );
}

type JoinProps = {
  readonly secret: string;
  readonly offer: JoiningOffer;
  readonly onFault: (error: unknown) => void;
  readonly onJoined: (joined: Joined) => void;
};

function Join({ secret, offer, onFault, onJoined }: JoinProps) {
  const { say } = useWords();
  const [name, setName] = useState(offer.name ?? "");
  const settled = { onMutate: () => onFault(undefined), onError: onFault, onSuccess: onJoined };
  const passkey = useMutation({ mutationFn: joinWithPasskey, ...settled });
  const password = useMutation({ mutationFn: joinWithPassword, ...settled });
  const { totp, organisation, role } = offer;
  return (
    <>
      <p className="lead">
        {say("accept.offer", { organisation: organisation.name, role: say(`role.${role}`) })}
      </p>
      <div className="sign-in-form">
        <SecretInput
          label={say("accept.name")}
          hint={say("accept.nameHint")}
          autoComplete="username"
          isRequired
          isReadOnly={offer.name !== undefined}
          value={name}
          onChange={setName}
        />
      </div>
      {hasPasskeys() && (
        <section className="sign-in-way" aria-labelledby="with-passkey">
          <h2 id="with-passkey">{say("accept.withPasskey")}</h2>
          <p className="hint">{say("accept.withPasskeyHint")}</p>
          <PushButton
            main
            isDisabled={passkey.isPending || name.trim() === ""}
            onPress={() => passkey.mutate({ secret, name, label: say("account.firstPasskey") })}
          >
            {say("accept.makePasskey")}
          </PushButton>
        </section>
      )}
      <section className="sign-in-way" aria-labelledby="with-password">
        <h2 id="with-password">{say("accept.withPassword")}</h2>
        <PasswordForm
          offered={totp}
          word={say("accept.join")}
          isPending={password.isPending}
          onChoose={(chosen) => password.mutate({ secret, name, ceremony: totp.ceremony, ...chosen })}
        />
      </section>
    </>
  );
}
