/** One's own account: where one is signed in, passkeys, the password and its recovery codes. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { RequestError } from "../../api.ts";
import type { OfferedSecret, OwnAccount } from "../../generated/api.ts";
import { Answer } from "../../parts/answer.tsx";
import { PasswordForm } from "../../parts/password-form.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { RecoveryCodes } from "../../parts/recovery-codes.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SignInFault } from "../../parts/sign-in-fault.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import {
  accountQuery,
  addPasskey,
  beginPassword,
  choosePassword,
  endOtherSessions,
  endSession,
  hasPasskeys,
  removePasskey,
  renewCodes,
} from "../../queries/account.ts";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import "../../parts/sign-in.css";

export function Account() {
  const { say } = useWords();
  const viewer = useQuery(viewerQuery).data;
  return (
    <>
      <ScreenTitle>{say("account.title")}</ScreenTitle>
      {viewer?.way === undefined ? (
        <>
          <p className="lead">{say("account.none")}</p>
          <p className="actions">
            <Link to="/organisations" className="button">
              {say("govern.organisations")}
            </Link>
          </p>
        </>
      ) : (
        <Own />
      )}
    </>
  );
}

function Own() {
  const { say } = useWords();
  const query = useQuery(accountQuery);
  const [fault, setFault] = useState<unknown>();
  const [codes, setCodes] = useState<readonly string[]>();
  const isStale = fault instanceof RequestError && fault.code === "sign-in-again";
  return (
    <>
      <SignInFault error={fault} />
      {isStale && <Link to="/sign-in">{say("account.signInAgain")}</Link>}
      {codes !== undefined && <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />}
      <Answer query={query}>
        {(account) => (
          <>
            <Sessions account={account} onFault={setFault} />
            <Passkeys account={account} onFault={setFault} />
            <Password account={account} onFault={setFault} onCodes={setCodes} />
          </>
        )}
      </Answer>
    </>
  );
}

type Shown = { readonly account: OwnAccount; readonly onFault: (error: unknown) => void };

/** A change of the account, whose answer is the account as it is then. */
function useChange<Input>(change: (input: Input) => Promise<OwnAccount>, onFault: Shown["onFault"]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onMutate: () => onFault(undefined),
    onError: onFault,
    onSuccess: (account) => client.setQueryData(accountQuery.queryKey, account),
  });
}

function useWhen(): (moment: string) => string {
  const { language } = useWords();
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return (moment) => format.format(new Date(moment));
}

function Sessions({ account: { sessions }, onFault }: Shown) {
  const { say } = useWords();
  const when = useWhen();
  const end = useChange(endSession, onFault);
  const endOthers = useChange(endOtherSessions, onFault);
  return (
    <section className="part" aria-labelledby="sessions">
      <h2 id="sessions">{say("account.sessions")}</h2>
      <ul className="plain account-list">
        {sessions.map(({ id, agent, seen, isThis }) => (
          <li key={id}>
            <div>
              <bdi>{agent}</bdi>
              <span className="second">
                {isThis ? say("account.thisBrowser") : say("account.seen", { when: when(seen) })}
              </span>
            </div>
            {!isThis && (
              <PushButton isDisabled={end.isPending} onPress={() => end.mutate(id)}>
                {say("account.end")}
              </PushButton>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <PushButton isDisabled={endOthers.isPending} onPress={() => endOthers.mutate()}>
          {say("account.endOthers")}
        </PushButton>
      )}
    </section>
  );
}

function Passkeys({ account: { passkeys, hasPassword }, onFault }: Shown) {
  const { say } = useWords();
  const when = useWhen();
  const [label, setLabel] = useState("");
  const add = useChange(addPasskey, onFault);
  const remove = useChange(removePasskey, onFault);
  const isLast = passkeys.length === 1 && !hasPassword;
  return (
    <section className="part" aria-labelledby="passkeys">
      <h2 id="passkeys">{say("account.passkeys")}</h2>
      {passkeys.length === 0 && <p className="soft">{say("account.noPasskeys")}</p>}
      <ul className="plain account-list">
        {passkeys.map(({ id, label: called, site, created, used }) => (
          <li key={id}>
            <div>
              <bdi>{called}</bdi>
              <span className="second">
                <bdi>{site}</bdi> · {say("account.made", { when: when(created) })}
                {used !== undefined && ` · ${say("account.lastUsed", { when: when(used) })}`}
              </span>
            </div>
            {!isLast && (
              <PushButton isDisabled={remove.isPending} onPress={() => remove.mutate(id)}>
                {say("account.remove")}
              </PushButton>
            )}
          </li>
        ))}
      </ul>
      {hasPasskeys() && (
        <form
          className="sign-in-form"
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(label, { onSuccess: () => setLabel("") });
          }}
        >
          <TextInput
            label={say("account.label")}
            isRequired
            maxLength={80}
            value={label}
            onChange={setLabel}
          />
          <div className="actions">
            <PushButton type="submit" isDisabled={add.isPending}>
              {say("account.addPasskey")}
            </PushButton>
          </div>
        </form>
      )}
    </section>
  );
}

type PasswordProps = Shown & { readonly onCodes: (codes: readonly string[]) => void };

function Password({ account: { hasPassword, recoveryCodesLeft }, onFault, onCodes }: PasswordProps) {
  const { say } = useWords();
  const client = useQueryClient();
  const [offered, setOffered] = useState<OfferedSecret>();
  const settled = { onMutate: () => onFault(undefined), onError: onFault };
  const onSuccess = ({ recoveryCodes }: { readonly recoveryCodes: readonly string[] }) => {
    setOffered(undefined);
    onCodes(recoveryCodes);
    return client.invalidateQueries(accountQuery);
  };
  const begin = useMutation({ mutationFn: beginPassword, ...settled, onSuccess: setOffered });
  const choose = useMutation({ mutationFn: choosePassword, ...settled, onSuccess });
  const renew = useMutation({ mutationFn: renewCodes, ...settled, onSuccess });
  return (
    <section className="part" aria-labelledby="password">
      <h2 id="password">{say("account.password")}</h2>
      <p>{say(hasPassword ? "account.hasPassword" : "account.noPassword")}</p>
      {hasPassword && <p className="soft">{say("account.codesLeft", { n: recoveryCodesLeft })}</p>}
      {offered === undefined ? (
        <div className="actions">
          <PushButton isDisabled={begin.isPending} onPress={() => begin.mutate()}>
            {say("account.choosePassword")}
          </PushButton>
          {hasPassword && (
            <PushButton isDisabled={renew.isPending} onPress={() => renew.mutate()}>
              {say("account.newCodes")}
            </PushButton>
          )}
        </div>
      ) : (
        <PasswordForm
          offered={offered}
          word={say("account.choosePassword")}
          isPending={choose.isPending}
          hasPresent={hasPassword}
          onChoose={(chosen) => choose.mutate({ ceremony: offered.ceremony, ...chosen })}
        />
      )}
    </section>
  );
}
