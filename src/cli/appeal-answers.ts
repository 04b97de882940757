/** `recount appeal sent` and `answer`: to whom an appeal went, and what came of it. */

import type { ResponseState } from "../model/entry.ts";
import { enterResponse } from "../steps/appeals/enter-answers.ts";
import type { Command, CommandContext, OptionValues } from "./command.ts";
import { choiceOption, requiredText, textOption } from "./options.ts";
import { appealOption, dayOf, whichAppeal } from "./which-appeal.ts";
import { withRegister } from "./with-register.ts";

const common = [
  appealOption,
  { flags: "--to <addressee>", text: "the addressee, as the text names it", required: true },
  { flags: "--on <date>", text: "1995, 1995-03 or 1995-03-17 (default: today)" },
  { flags: "--text <words>", text: "what is to be said of it, published with the appeal" },
];

export const appealSentCommand: Command = {
  name: "appeal sent",
  operands: "",
  summary: "records that the appeal was sent to one of its addressees",
  example: 'recount appeal sent --to "The Parliament of Kelmara" --on 2022-03-25',
  options: common,
  run: (context, _operands, options) => enterOne(context, options, "sent"),
};

export const appealAnswerCommand: Command = {
  name: "appeal answer",
  operands: "",
  summary: "records what an addressee did: acknowledged, answered, or done what was asked",
  example:
    'recount appeal answer --to "The Parliament of Kelmara" --state acknowledged --text "Letter of the Speaker"',
  options: [...common, { flags: "--state <state>", text: "acknowledged, answered or done", required: true }],
  run: (context, _operands, options) => {
    const state = choiceOption(options, "state", ["acknowledged", "answered", "done"]);
    return enterOne(context, options, state ?? "answered");
  },
};

const enterOne = (context: CommandContext, options: OptionValues, state: ResponseState) =>
  withRegister(
    context,
    async (register) => {
      const appeal = await whichAppeal(register, options);
      const addressee = requiredText(options, "to");
      const on = textOption(options, "on") ?? dayOf(context.now());
      const text = textOption(options, "text");
      const response = { appeal, addressee, state, on, ...(text !== undefined && { text }) };
      const version = await enterResponse(register, response);
      return {
        exit: 0,
        json: { ...response, version },
        text: `${addressee}: ${state}, ${on}; publish again to show it`,
      } as const;
    },
    "publish",
  );
