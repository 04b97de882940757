/** `recount organisation add` and `list`: the members of the coalition. */
import { addOrganisation } from "../steps/people/manage-people.ts";
import { readPeople } from "../steps/people/viewer.ts";
import type { Command } from "./command.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

export const organisationAddCommand: Command = {
  name: "organisation add",
  operands: "<name>",
  summary: "enters an organisation; importing a list of one does it too",
  example: 'recount organisation add "Valley Committee"',
  options: [],
  run: (context, [name = ""], _options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const organisation = await addOrganisation(register, name, viewer);
        return { exit: 0, json: organisation, text: `${organisation.name} is ${organisation.id}` };
      },
      "govern",
    ),
};

export const organisationListCommand: Command = {
  name: "organisation list",
  operands: "",
  summary: "shows the organisations and how many people each has",
  example: "recount organisation list",
  options: [],
  run: (context) =>
    withRegister(
      context,
      async ({ store }) => {
        const [organisations, { people }] = await Promise.all([store.organisations(), readPeople(store)]);
        const rows = organisations.map(({ id, name }) => ({
          id,
          name,
          people: people.filter(({ organisation }) => organisation === id).length,
        }));
        const table = formatTable(
          ["organisation", "id", "people"],
          rows.map(({ id, name, people: count }) => [name, id, count]),
        );
        return { exit: 0, json: rows, text: table };
      },
      "look",
    ),
};
