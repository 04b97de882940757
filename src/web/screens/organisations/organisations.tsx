/** Organisations, their people and roles: inviting by a code that is shown once, ending sessions, taking out. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { roles } from "../../../model/person.ts";
import { formatDateText, formatNumber } from "../../../pages/format.ts";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SignInFault } from "../../parts/sign-in-fault.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import {
  addOrganisation,
  invite,
  organisationsQuery,
  peopleQuery,
  type RoleOf,
} from "../../queries/govern.ts";
import { useWords } from "../../words.ts";
import { OnePerson } from "./one-person.tsx";
import { ShownCode } from "./shown-code.tsx";

export function Organisations() {
  const { say } = useWords();
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const [code, setCode] = useState<{ readonly secret: string; readonly expires: string }>();
  const act = async (work: () => Promise<unknown>) => {
    setFailure(undefined);
    try {
      const done = await work();
      if (isCode(done)) setCode(done);
      await client.invalidateQueries();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <ScreenTitle>{say("govern.organisations")}</ScreenTitle>
      <SignInFault error={failure} />
      {code !== undefined && <ShownCode {...code} />}
      <Panel title={say("govern.members")}>
        <Members onAdd={(name) => act(() => addOrganisation(name))} />
      </Panel>
      <Panel title={say("govern.people")}>
        <People act={act} />
      </Panel>
    </>
  );
}

type Code = { readonly secret: string; readonly expires: string };
const isCode = (value: unknown): value is Code =>
  typeof value === "object" && value !== null && "secret" in value && "expires" in value;

function Members({ onAdd }: { readonly onAdd: (name: string) => Promise<void> }) {
  const { say, language } = useWords();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") void onAdd(name.trim()).then(() => setName(""));
  };
  return (
    <>
      <Answer query={useQuery(organisationsQuery)}>
        {(items) =>
          items.length === 0 ? (
            <p className="soft">{say("govern.noMembers")}</p>
          ) : (
            <table className="table">
              <TableHead
                columns={[
                  say("govern.organisation"),
                  { figures: say("govern.people") },
                  { figures: say("counts.lists") },
                ]}
              />
              <tbody>
                {items.map((each) => (
                  <tr key={each.id}>
                    <th scope="row">
                      <bdi>{each.name}</bdi>
                    </th>
                    <td className="number">{formatNumber(language, each.people)}</td>
                    <td className="number">{formatNumber(language, each.sources)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
      <form className="govern-form" onSubmit={submit} autoComplete="off">
        <TextInput label={say("govern.newMember")} value={name} onChange={setName} maxLength={200} />
        <PushButton type="submit">{say("govern.add")}</PushButton>
      </form>
    </>
  );
}

type Acting = { readonly act: (work: () => Promise<unknown>) => Promise<void> };

function People({ act }: Acting) {
  const { say, language } = useWords();
  return (
    <Answer query={useQuery(peopleQuery)}>
      {({ items: people, invitations }) => (
        <>
          {people.length === 0 ? (
            <p className="soft">{say("govern.noPeople")}</p>
          ) : (
            <ul className="plain govern-list">
              {people.map((person) => (
                <OnePerson key={person.name} person={person} act={act} />
              ))}
            </ul>
          )}
          {invitations.length > 0 && (
            <>
              <h3>{say("govern.open")}</h3>
              <ul className="plain govern-list">
                {invitations.map(({ organisation, role, expires }) => (
                  <li key={`${organisation} ${role} ${expires}`}>
                    <bdi>{organisation}</bdi> · {say(`role.${role}`)} ·{" "}
                    {say("govern.until", { when: formatDateText(language, expires.slice(0, 10)) })}
                  </li>
                ))}
              </ul>
            </>
          )}
          <Invite act={act} />
        </>
      )}
    </Answer>
  );
}

function Invite({ act }: Acting) {
  const { say } = useWords();
  const organisations = (useQuery(organisationsQuery).data ?? []).filter(({ isOwn }) => isOwn);
  const [organisation, setOrganisation] = useState<string>();
  const [role, setRole] = useState<RoleOf>("editor");
  const chosen = organisation ?? organisations[0]?.id;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== undefined) void act(() => invite({ organisation: chosen, role }));
  };
  if (chosen === undefined) return null;
  return (
    <form className="govern-form" onSubmit={submit}>
      <Pick
        label={say("govern.organisation")}
        choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onPick={setOrganisation}
      />
      <Pick
        label={say("govern.role")}
        choices={roles.map((value) => ({ value, label: say(`role.${value}`) }))}
        value={role}
        onPick={setRole}
      />
      <PushButton type="submit">{say("govern.invite")}</PushButton>
    </form>
  );
}
