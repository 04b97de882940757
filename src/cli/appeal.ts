/** `recount appeal new`, `check` and `publish`. */
import { basename, join, resolve } from "node:path";
import { checkDraft } from "../appeal/reading/check-draft.ts";
import { slug } from "../model/ids.ts";
import { readText } from "../shell/read-folder.ts";
import { newAppeal } from "../steps/draft-appeal.ts";
import { publishAppeal } from "../steps/publish-appeal.ts";
import type { Command } from "./command.ts";
import { offlinePage } from "./offline-pages.ts";
import { textOption } from "./options.ts";
import { formatTable } from "./table.ts";
import { appealOption, whichAppeal } from "./which-appeal.ts";
import { withRegister } from "./with-register.ts";

export const appealNewCommand: Command = {
  name: "appeal new",
  operands: "<text.md>",
  summary: "takes the text of an appeal in; every number in it must be bound to a figure",
  example: "recount appeal new appeal.md",
  options: [appealOption],
  run: (context, [path = ""], options) =>
    withRegister(
      context,
      async (register) => {
        const text = await readText(path);
        const name = slug(textOption(options, "appeal") ?? basename(path, ".md"));
        const answer = await newAppeal(register, name, text);
        if ("issues" in answer) {
          const lines = answer.issues.map((issue) => `${path}, ${issue.path}: ${issue.message}`);
          return { exit: 1, json: { appeal: name, issues: answer.issues }, text: lines.join("\n") };
        }
        const { version, figures } = answer.value;
        return {
          exit: 0,
          json: { appeal: name, version, figures },
          text: `appeal ${name}, version ${version}: ${figures} figures bound`,
        };
      },
      "publish",
    ),
};

export const appealPublishCommand: Command = {
  name: "appeal publish",
  operands: "[dir]",
  summary: "counts the figures anew, writes the published folder and its proofs",
  example: "recount appeal publish ./published/appeal",
  options: [
    appealOption,
    {
      flags: "--despite <why>",
      text: "publishes numbers that together with others tell on fewer than 10 people, and keeps the reason",
    },
  ],
  run: (context, [dir], options) =>
    withRegister(
      context,
      async (register) => {
        const name = await whichAppeal(register, options);
        const folder = resolve(dir ?? join(register.folder.published, name));
        const despite = textOption(options, "despite");
        const published = await publishAppeal(register, name, {
          folder,
          progress: context.progress.report,
          verifier: await offlinePage("verify.html"),
          ...(despite !== undefined && { despite }),
        });
        const table = formatTable(
          ["figure", "documented"],
          published.documented.map(({ id, documented }) => [id, documented]),
        );
        const { standing, of } = published.signatures;
        const lines = [
          table,
          `${standing} of ${of} signatures stand`,
          ...(published.timestamps > 0 ? [`the checkpoint carries ${published.timestamps} timestamps`] : []),
          ...published.unstamped.map(
            ({ authority, reason }) => `no timestamp by ${authority}: ${reason}; publish again to ask again`,
          ),
          `published in ${folder}, and as ${folder}.zip`,
          `check it with: recount verify ${folder}`,
        ];
        return { exit: 0, json: published, text: lines.join("\n") };
      },
      "publish",
    ),
};

export const appealCheckCommand: Command = {
  name: "appeal check",
  operands: "<text.md>",
  summary: "says what stops a draft from being signed, and what its writers may want to hear",
  example: "recount appeal check appeal.md",
  options: [],
  async run(_context, [path = ""]) {
    const { issues, advice } = checkDraft(await readText(path));
    const lines = [
      ...issues.map(({ rule, line, message }) => `${path}, line ${line}: ${rule}: ${message}`),
      ...advice.map(({ line, text, message }) => `${path}, line ${line}: advice: "${text}": ${message}`),
    ];
    const verdict =
      issues.length === 0 ? "nothing stops this draft from being signed" : `${issues.length} to mend`;
    return {
      exit: issues.length === 0 ? 0 : 1,
      json: { issues, advice },
      text: [...lines, `${verdict}; ${advice.length} pieces of advice, which stop nothing`].join("\n"),
    };
  },
};
