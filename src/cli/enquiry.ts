/** `recount enquiry`: what families asked the organisation, opened and answered with its own key. */
import { RecountError } from "../base/errors.ts";
import { type EnquiryAnswer, formatAnswer, parseEnquiry } from "../model/enquiry.ts";
import { lockBytes, openBytes } from "../shell/locked-archive.ts";
import { readText } from "../shell/read-folder.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { identitiesIn } from "../steps/custodians.ts";
import { setEnquiryKey } from "../steps/enquiries/enquiry-keys.ts";
import { answerEnquiry, closeEnquiry, ownEnquiries, ownEnquiry } from "../steps/enquiries/own-enquiries.ts";
import type { Command, OptionValues } from "./command.ts";
import { requiredText, textOption, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

export const organisationEnquiriesCommand: Command = {
  name: "organisation enquiries",
  operands: "<name>",
  summary: "publishes the key that families' enquiries to your organisation are sealed to, or takes none",
  example: 'recount organisation enquiries "Valley Committee" --key age1qqq...',
  options: [
    {
      flags: "--key <recipient>",
      text: "what custodian key printed (age1...); its file opens the enquiries",
    },
    { flags: "--none", text: "takes no enquiries from now on" },
  ],
  run: (context, [named = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const recipient = textOption(options, "key");
        if ((recipient === undefined) !== (options["none"] === true))
          throw usageError("--key", "a key or --none", recipient ?? "neither");
        const now = context.now();
        const organisation = await setEnquiryKey(register, { organisation: named, recipient, viewer, now });
        const text =
          recipient === undefined
            ? `${organisation} takes no enquiries`
            : `enquiries to ${organisation} are sealed to ${recipient}; they are sent at /enquiry/`;
        return { exit: 0, json: { organisation, recipient: recipient ?? null }, text };
      },
      "govern",
    ),
};

export const enquiryListCommand: Command = {
  name: "enquiry list",
  operands: "",
  summary: "shows which enquiries of families lie with your organisation, and which have no answer",
  example: "recount enquiry list",
  options: [],
  run: (context) =>
    withRegister(
      context,
      async (register, viewer) => {
        const rows = (await ownEnquiries(register, viewer)).map(
          ({ id, organisation, received, language, answered }) => ({
            id,
            organisation,
            received,
            language,
            answered: answered ?? null,
          }),
        );
        const table = formatTable(
          ["enquiry", "organisation", "received", "language", "answered"],
          rows.map((row) => [row.id, row.organisation, row.received, row.language, row.answered ?? "waits"]),
        );
        return { exit: 0, json: rows, text: rows.length === 0 ? "no enquiries lie here" : table };
      },
      "change",
    ),
};

export const enquiryOpenCommand: Command = {
  name: "enquiry open",
  operands: "<id>",
  summary: "opens an enquiry with your organisation's key, on this computer",
  example: "recount enquiry open 3f0c9a1be2d47788 --identity our-key.txt",
  options: [{ flags: "--identity <file>", text: "the key's file", required: true }],
  run: (context, [id = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const { sealed } = await ownEnquiry(register, { id, viewer });
        const identities = identitiesIn(await readText(requiredText(options, "identity")));
        const read = parseEnquiry(await openBytes({ identities }, sealed));
        if ("issues" in read)
          throw new RecountError(
            "input-enquiry",
            `got a message that is no enquiry: ${read.issues[0]?.message}`,
          );
        const rows = Object.entries(read.value).map(([field, text]) => [field, text]);
        return { exit: 0, json: read.value, text: formatTable(["field", "what they wrote"], rows) };
      },
      "change",
    ),
};

export const enquiryAnswerCommand: Command = {
  name: "enquiry answer",
  operands: "<id>",
  summary: "answers an enquiry, sealed so that only who asked can read it",
  example: "recount enquiry answer 3f0c9a1be2d47788 --nothing",
  options: [
    {
      flags: "--nothing",
      text: "there is nothing that you may tell: the same words whether or not you know the person",
    },
    { flags: "--text <text>", text: "what you tell" },
    { flags: "--whereabouts <text>", text: "where the person is: only with --consent-by and --consent-on" },
    { flags: "--consent-by <name>", text: "who asked the person whether they want to be found" },
    { flags: "--consent-on <day>", text: "when the person agreed" },
  ],
  run: (context, [id = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        const request = { id, viewer };
        const { reply, organisation } = await ownEnquiry(register, request);
        const answer = await answerOf(register, organisation, options);
        const message = formatAnswer(answer);
        if ("issues" in message)
          throw usageError("--text", "an answer that may be given", issueText(message.issues));
        const sealed = await lockBytes({ recipients: [reply] }, message.value);
        await answerEnquiry(register, { ...request, sealed, now: context.now() });
        return {
          exit: 0,
          json: { id, outcome: answer.outcome },
          text: `${id} is answered; only who asked can read it`,
        };
      },
      "change",
    ),
};

export const enquiryCloseCommand: Command = {
  name: "enquiry close",
  operands: "<id>",
  summary: "takes an enquiry and its answer out of the register; nothing of it is left",
  example: "recount enquiry close 3f0c9a1be2d47788",
  options: [],
  run: (context, [id = ""], _options) =>
    withRegister(
      context,
      async (register, viewer) => {
        await closeEnquiry(register, { id, viewer });
        return { exit: 0, json: { closed: id }, text: `${id} is here no more` };
      },
      "change",
    ),
};

const issueText = (issues: readonly { readonly path: string; readonly message: string }[]) =>
  issues.map(({ path, message }) => `${path}: ${message}`).join("; ");

async function answerOf({ store }: OpenRegister, id: string, options: OptionValues): Promise<EnquiryAnswer> {
  const [text, whereabouts, by, on] = ["text", "whereabouts", "consent-by", "consent-on"].map((name) =>
    textOption(options, camelCase(name)),
  );
  const organisation = (await store.organisations()).find((each) => each.id === id)?.name ?? id;
  const consent = by !== undefined && on !== undefined ? { by, on } : undefined;
  return {
    outcome: options["nothing"] === true ? "nothing" : "told",
    organisation,
    ...(text !== undefined && { text }),
    ...(whereabouts !== undefined && { whereabouts }),
    ...(consent !== undefined && { consent }),
  };
}

const camelCase = (name: string) => name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
