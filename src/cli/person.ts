/** `recount person`: who is in the register, invited by a code that is shown once. */
import { type Role, roles, type Viewer } from "../model/person.ts";
import {
  acceptInvitation,
  changeRole,
  findOwnPerson,
  invitePerson,
  removePerson,
} from "../steps/people/manage-people.ts";
import { readPeople } from "../steps/people/viewer.ts";
import { offerJoining } from "../steps/sign-in/join.ts";
import { peopleReader } from "../steps/sign-in/people-at.ts";
import { forgetSignIns } from "../steps/sign-in/sessions.ts";
import type { Command, OptionValues } from "./command.ts";
import { choiceOption, requiredText, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

const roleOption = { flags: "--role <role>", text: `one of ${roles.join(", ")}`, required: true };

export const personInviteCommand: Command = {
  name: "person invite",
  operands: "",
  summary: "invites somebody into an organisation, by a code that is shown once and opens for 14 days",
  example: 'recount person invite --organisation "Valley Committee" --role owner',
  options: [{ flags: "--organisation <name>", text: "which organisation", required: true }, roleOption],
  run: (context, _operands, options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const { secret, organisation, role, expires } = await invitePerson(register, {
          organisation: requiredText(options, "organisation"),
          role: requiredRole(options),
          viewer,
          now: context.now(),
        });
        const text = `code ${secret}\nmakes whoever has it ${role} of ${organisation}, until ${expires.slice(0, 10)}, at /accept of the server or with\n  recount person accept ${secret} --name "Their Name"\nit is shown this once`;
        return { exit: 0, json: { code: secret, organisation, role, expires }, text };
      },
      "govern",
    ),
};

export const personAcceptCommand: Command = {
  name: "person accept",
  operands: "<code>",
  summary: "takes an invitation up; from the first person on, everybody says who they are with --as",
  example: 'recount person accept dGhlIGNvZGUgaXMgc2hvd24 --name "Ani Velan"',
  options: [{ flags: "--name <name>", text: "by which the person is called here", required: true }],
  run: (context, [secret = ""], options) =>
    withRegister(
      context,
      async (register) => {
        const name = requiredText(options, "name");
        const person = await acceptInvitation(register, { secret, name, now: context.now() });
        const text = `${person.name} is ${person.role} of ${person.organisation}; say so with --as ${JSON.stringify(person.name)}`;
        return { exit: 0, json: person, text };
      },
      "anybody",
    ),
};

export const personListCommand: Command = {
  name: "person list",
  operands: "",
  summary: "shows the people of your organisation, and its open invitations",
  example: "recount person list",
  options: [],
  run: (context) =>
    withRegister(
      context,
      async ({ store }, viewer) => {
        const { people, invitations } = await readPeople(store);
        const own = people.filter(isOwn(viewer));
        const open = invitations.filter(isOwn(viewer)).map(({ code: _code, ...invitation }) => invitation);
        const text = [
          formatTable(
            ["person", "organisation", "role"],
            own.map(({ name, organisation, role }) => [name, organisation, role]),
          ),
          ...open.map(
            ({ organisation, role, expires }) =>
              `invited: ${role} of ${organisation}, until ${expires.slice(0, 10)}`,
          ),
        ].join("\n");
        return { exit: 0, json: { people: own, invitations: open }, text };
      },
      "look",
    ),
};

export const personRoleCommand: Command = {
  name: "person role",
  operands: "<name>",
  summary: "gives a person of your organisation another role",
  example: 'recount person role "Ani Velan" --role reviewer',
  options: [roleOption],
  run: (context, [name = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const role = requiredRole(options);
        const person = await changeRole(register, { name, role, viewer, now: context.now() });
        return { exit: 0, json: person, text: `${person.name} is ${person.role} of ${person.organisation}` };
      },
      "govern",
    ),
};

export const personRemoveCommand: Command = {
  name: "person remove",
  operands: "<name>",
  summary: "takes a person of your organisation out; what they did stays in the ledger",
  example: 'recount person remove "Ani Velan" --why "left the committee"',
  options: [{ flags: "--why <text>", text: "the reason, kept with it", required: true }],
  run: (context, [name = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const why = requiredText(options, "why");
        await removePerson(register, { name, why, viewer, now: context.now() });
        return { exit: 0, json: { removed: name }, text: `${name} is in the register no more` };
      },
      "govern",
    ),
};

export const personCodeCommand: Command = {
  name: "person code",
  operands: "<name>",
  summary:
    "gives a code, shown once, with which a person makes an account in the browser, in place of a lost one",
  example: 'recount person code "Ani Velan"',
  options: [],
  run: (context, [name = ""]) =>
    withRegister(
      context,
      async (register, viewer) => {
        const tools = { register, now: context.now, peopleAt: peopleReader(register.store) };
        const { secret, person, expires } = await offerJoining(tools, name, viewer);
        const text = `code ${secret}\nmakes an account for ${person.name}, until ${expires.slice(0, 10)}: at /accept of the server\nit is shown this once`;
        return { exit: 0, json: { code: secret, person, expires }, text };
      },
      "govern",
    ),
};

export const personSignOutCommand: Command = {
  name: "person sign-out",
  operands: "<name>",
  summary: "ends all sessions of a person of your organisation, and forgets their browsers",
  example: 'recount person sign-out "Ani Velan"',
  options: [],
  run: (context, [name = ""]) =>
    withRegister(
      context,
      async (register, viewer) => {
        const person = await findOwnPerson(register, name, viewer);
        await forgetSignIns({ register, now: context.now }, person);
        return { exit: 0, json: { signedOut: person.name }, text: `${person.name} is signed in nowhere` };
      },
      "govern",
    ),
};

const isOwn =
  (viewer: Viewer) =>
  ({ organisation }: { readonly organisation: string }) =>
    viewer.as === "keeper" || (viewer.as === "person" && viewer.organisation === organisation);

function requiredRole(options: OptionValues): Role {
  const role = choiceOption(options, "role", roles);
  if (role === undefined) throw usageError("--role", `one of ${roles.join(", ")}`, "nothing");
  return role;
}
