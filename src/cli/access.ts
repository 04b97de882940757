/** `recount access log` and `access approve`: who looked at what, and letting somebody look at more today. */
import { RecountError } from "../base/errors.ts";
import { readPeople } from "../steps/people/viewer.ts";
import { organisationOf } from "../steps/view.ts";
import type { Command } from "./command.ts";
import { numberOption, requiredText } from "./options.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

export const accessLogCommand: Command = {
  name: "access log",
  operands: "",
  summary: "who of your organisation looked at which records' restricted fields, newest first",
  example: "recount access log --limit 100",
  options: [{ flags: "--limit <n>", text: "how many looks (default 50)" }],
  run: (context, _operands, options) =>
    withRegister(
      context,
      async ({ store }, viewer) => {
        const most = numberOption(options, "limit", { min: 1, max: 100_000 }) ?? 50;
        const looks = await store.looks({ organisation: organisationOf(viewer), most });
        const rows = looks.map(({ at, person, way, id, fields }) => [
          at,
          person,
          way,
          id,
          fields?.join(" ") ?? "not noted",
        ]);
        return { exit: 0, json: looks, text: formatTable(["when", "who", "way", "record", "fields"], rows) };
      },
      "audit",
    ),
};

export const accessApproveCommand: Command = {
  name: "access approve",
  operands: "<person>",
  summary: "lets another person of your organisation look at as many records again today",
  example: 'recount access approve "Ani Velan" --why "they prepare the exhumation"',
  options: [{ flags: "--why <text>", text: "the reason, kept with it", required: true }],
  run: (context, [name = ""], options) =>
    withRegister(
      context,
      async ({ store }, viewer) => {
        const why = requiredText(options, "why");
        const { people } = await readPeople(store);
        const person = people.find((known) => known.name === name);
        if (
          viewer.as !== "person" ||
          person?.organisation !== viewer.organisation ||
          person.name === viewer.name
        )
          throw new RecountError(
            "not-found",
            `got ${JSON.stringify(name)}, wanted another person of your organisation`,
          );
        await store.approveLooks({ person, by: viewer.name, why });
        return { exit: 0, json: { approved: name }, text: `${name} may look at as many records again today` };
      },
      "judge",
    ),
};
