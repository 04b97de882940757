/** `recount add`: one record entered by hand. */
import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { type Issue, RecountError } from "../base/errors.ts";
import { audiences } from "../model/audience.ts";
import { organisationId, recordId, slug } from "../model/ids.ts";
import type { Mentions } from "../model/mention.ts";
import { parseMentions } from "../model/noun-codecs.ts";
import { recordKinds } from "../model/record.ts";
import { addRecord } from "../steps/add/add-record.ts";
import { sourceToImport } from "../steps/people/own-sources.ts";
import type { Command } from "./command.ts";
import { choiceOption, requiredText, textOption, usageError } from "./options.ts";
import { actorName, withRegister } from "./with-register.ts";

export const addCommand: Command = {
  name: "add",
  operands: "<file>",
  summary: "enters one record by hand, of JSON as docs/spec/record.md has it; - reads standard input",
  example: 'recount add form.json --kind person --organisation "Valley Committee" --consent coalition',
  options: [
    { flags: "--kind <kind>", text: `what it is of: ${recordKinds.join(", ")}` },
    { flags: "--organisation <name>", text: "who holds it" },
    {
      flags: "--source <name>",
      text: 'what the source is called (default "Entered by hand" and the organisation)',
    },
    {
      flags: "--consent <audience>",
      text: `the widest audience that whoever told it allows: ${audiences.join(", ")} (default organisation)`,
    },
    {
      flags: "--corrects <record>",
      text: "a record that this one corrects; it stays, beside its correction",
    },
    { flags: "--why <text>", text: "the reason of a correction" },
  ],
  run: (context, [path, ...rest], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        if (path === undefined || rest.length > 0) throw usageError("file", "one file, or -", rest.join(" "));
        const kind = choiceOption(options, "kind", recordKinds);
        if (kind === undefined) throw usageError("--kind", `one of ${recordKinds.join(", ")}`, "nothing");
        const organisation = requiredText(options, "organisation");
        const holder = organisationId(slug(organisation));
        const name = textOption(options, "source") ?? `Entered by hand: ${organisation}`;
        const consent = choiceOption(options, "consent", audiences);
        const [corrects, why] = [textOption(options, "corrects"), textOption(options, "why")];
        const added = await addRecord(register, {
          kind,
          mentions: await readForm(path),
          source: await sourceToImport(register, name, {
            holder,
            said: { ...(consent === undefined ? {} : { consent }), fields: {} },
            viewer,
          }),
          organisation: { id: holder, name: organisation },
          by: actorName(context, viewer),
          now: context.now(),
          viewer,
          ...(corrects === undefined ? {} : { corrects: recordId(corrects) }),
          ...(why === undefined ? {} : { why }),
        });
        return { exit: 0, json: added, text: `${added.record}: entered; recount link takes it in` };
      },
      "change",
    ),
};

async function readForm(path: string): Promise<Mentions> {
  const text =
    path === "-"
      ? await readAll(process.stdin)
      : await readFile(path, "utf8").catch((cause: unknown) => refuse(`cannot read ${path}`, cause));
  const parsed = parseMentions(parseJson(text));
  if ("value" in parsed) return parsed.value;
  const line = ({ path: at, message }: Issue) => `${at === "" ? "the form" : at}: ${message}`;
  throw new RecountError("input-refused", parsed.issues.map(line).join("\n"));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refuse("got text that is no JSON, wanted a form as docs/spec/record.md has it", cause);
  }
}

function refuse(message: string, cause: unknown): never {
  throw new RecountError("input-refused", message, { cause });
}
