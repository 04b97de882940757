/** One person: their role, where they are signed in, and what an owner does about it. */
import { useState } from "react";
import { roles } from "../../../model/person.ts";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { Question } from "../../parts/question.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { endSessions, giveRole, offerAccount, type PeopleOfRegister, takeOut } from "../../queries/govern.ts";
import { useWords } from "../../words.ts";

export type OnePersonProps = {
  readonly person: PeopleOfRegister["items"][number];
  readonly act: (work: () => Promise<unknown>) => Promise<void>;
};

export function OnePerson({
  person: { name, organisation, role, tag, hasAccount, sessions },
  act,
}: OnePersonProps) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [why, setWhy] = useState("");
  return (
    <li>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>{" "}
        <span className="soft">
          <bdi>{organisation}</bdi> ·{" "}
          {hasAccount ? say("govern.sessions", { n: sessions }) : say("govern.noAccount")}
        </span>
      </p>
      <div className="govern-form">
        <Pick
          label={say("govern.roleOf", { name })}
          hideLabel
          choices={roles.map((value) => ({ value, label: say(`role.${value}`) }))}
          value={role}
          onPick={(chosen) => {
            if (chosen !== role) void act(() => giveRole(name, chosen, tag));
          }}
        />
        {sessions > 0 && (
          <PushButton onPress={() => void act(() => endSessions(name))}>
            {say("govern.endSessions")}
          </PushButton>
        )}
        {!hasAccount && (
          <PushButton onPress={() => void act(() => offerAccount(name))}>{say("govern.offer")}</PushButton>
        )}
        <PushButton quiet onPress={() => setAsking(true)}>
          {say("govern.takeOut")}
        </PushButton>
      </div>
      <Question
        title={say("govern.takeOut")}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={[
          {
            word: say("govern.takeOut"),
            main: true,
            act: () => {
              if (why.trim() === "") return;
              setAsking(false);
              void act(() => takeOut(name, why.trim(), tag));
            },
          },
        ]}
      >
        <p>
          <bdi>{name}</bdi>
        </p>
        <TextInput label={say("govern.why")} value={why} onChange={setWhy} maxLength={2000} isRequired />
      </Question>
    </li>
  );
}
