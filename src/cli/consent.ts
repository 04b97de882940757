/** `recount consent` and `restrict`: who may see what a source says, and what one record keeps closer. */
import { audiences, type Consent, fieldPaths, parseFieldConsent } from "../model/audience.ts";
import { declareConsent, restrictRecord } from "../steps/people/declare-audience.ts";
import type { Command, OptionValues } from "./command.ts";
import { choiceOption, requiredText, textOption, usageError } from "./options.ts";
import { withRegister } from "./with-register.ts";

export const consentForOption = {
  flags: "--consent-for <fields>",
  text: `fields of which the source says more, as field=audience with commas between: ${fieldPaths.join(", ")}`,
};

export const consentCommand: Command = {
  name: "consent",
  operands: "<source>",
  summary: "says anew what a source of your organisation allows: from now on its records are shown by that",
  example: 'recount consent "Families 1993" --consent-for names=coalition --why "they agreed in writing"',
  options: [
    { flags: "--consent <audience>", text: `the widest audience that it allows: ${audiences.join(", ")}` },
    consentForOption,
    { flags: "--why <text>", text: "the reason, kept with it", required: true },
  ],
  run: (context, [name = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const general = choiceOption(options, "consent", audiences);
        const source = await declareConsent(register, name, {
          ...(general === undefined ? {} : { general }),
          fields: fieldConsent(options),
          why: requiredText(options, "why"),
          viewer,
          now: context.now(),
        });
        const fields = Object.entries(source.consentFor ?? {}).map((pair) => pair.join("="));
        const text = `${source.name}: ${[source.consent, ...fields].join(", ")}`;
        return { exit: 0, json: source, text };
      },
      "change",
    ),
};

export const restrictCommand: Command = {
  name: "restrict",
  operands: "<record>",
  summary: "keeps a field of one record, or all of it, from wider audiences; public takes that back",
  example: 'recount restrict families-1993/118 --field names --audience sealed --why "the family asked"',
  options: [
    { flags: "--field <field>", text: "which field (default: record, which is all of it)" },
    { flags: "--audience <audience>", text: `who may still see it: ${audiences.join(", ")}`, required: true },
    { flags: "--why <text>", text: "the reason, kept with it", required: true },
  ],
  run: (context, [id = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const audience = choiceOption(options, "audience", audiences);
        if (audience === undefined)
          throw usageError("--audience", `one of ${audiences.join(", ")}`, "nothing");
        const field = textOption(options, "field") ?? "record";
        const why = requiredText(options, "why");
        const record = await restrictRecord(register, id, {
          field,
          audience,
          why,
          viewer,
          now: context.now(),
        });
        return {
          exit: 0,
          json: { record, field, audience },
          text: `${record}, ${field}: ${audience}, whatever its source allows`,
        };
      },
      "change",
    ),
};

/** What the flag says of single fields. Throws a usage error. */
export function fieldConsent(options: OptionValues): Consent["fields"] {
  const said = parseFieldConsent(textOption(options, "consentFor") ?? "");
  if ("value" in said) return said.value;
  throw usageError("--consent-for", "names=coalition and the like", said.wrong);
}
