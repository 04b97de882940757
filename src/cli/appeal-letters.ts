/** `recount appeal withdraw` and `dispute`: signed letters about a published version; `reply`, the coalition's answer. */

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseAppeal } from "../appeal/appeal-text.ts";
import type { FolderFiles } from "../appeal/bag.ts";
import { parseBeside } from "../appeal/beside-file.ts";
import { checkLetterBody, DISPUTE_LIMIT, type LetterBody } from "../appeal/letter.ts";
import { digestOf } from "../appeal/manifest.ts";
import { paths } from "../appeal/publish.ts";
import { besidePaths } from "../appeal/standing.ts";
import { blocksOf } from "../appeal/statements.ts";
import { fromUtf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { slug } from "../model/ids.ts";
import { readFolder, readText } from "../shell/read-folder.ts";
import { readCorrespondence } from "../steps/appeal-beside.ts";
import { answerDispute } from "../steps/appeals/enter-answers.ts";
import type { Command } from "./command.ts";
import { organisationOption, passphraseOption, readKey, writeLetter } from "./key.ts";
import { listOption, numberOption, requiredText, usageError } from "./options.ts";
import { dayOf } from "./which-appeal.ts";
import { withRegister } from "./with-register.ts";

export const appealWithdrawCommand: Command = {
  name: "appeal withdraw",
  operands: "<folder>",
  summary: "writes a letter by which one organisation takes its signature of a published version back",
  example:
    'recount appeal withdraw published/appeal --organisation "Return to Sarmel" --key our-key --why "We were not asked." --out withdrawal.json',
  options: [
    organisationOption,
    { flags: "--key <file>", text: "the organisation's signing key", required: true },
    { flags: "--why <text>", text: "the reason, published with the withdrawal", required: true },
    { flags: "--out <file>", text: "the letter, to be sent to the coalition", required: true },
    passphraseOption,
  ],
  async run(context, [folder = ""], options) {
    const { about } = await readAbout(folder);
    const body: LetterBody = {
      format: "recount/withdrawal/1",
      ...about,
      organisation: slug(requiredText(options, "organisation")),
      on: dayOf(context.now()),
      why: requiredText(options, "why"),
    };
    const key = await readKey(requiredText(options, "key"), options);
    return writeLetter(checked(body), [key], requiredText(options, "out"));
  },
};

export const appealDisputeCommand: Command = {
  name: "appeal dispute",
  operands: "<folder>",
  summary: "writes a letter against a statement of a published appeal; anyone may, with a key of their own",
  example:
    'recount appeal dispute published/appeal --statement 3 --text dispute.txt --by "Karim Belqar" --key my-key --out dispute.json',
  options: [
    { flags: "--statement <n>", text: "which statement, from 1; without it they are listed" },
    { flags: "--text <file>", text: `the text, at most ${DISPUTE_LIMIT} characters`, required: true },
    { flags: "--by <name>", text: "who disputes", required: true },
    { flags: "--evidence <files>", text: "files that are named with their digests, with commas between" },
    { flags: "--key <file>", text: "one's own signing key", required: true },
    { flags: "--out <file>", text: "the letter, to be sent to the coalition", required: true },
    passphraseOption,
  ],
  async run(context, [folder = ""], options) {
    const { about, statements } = await readAbout(folder);
    const statement = numberOption(options, "statement", { min: 1, max: statements.length });
    if (statement === undefined) {
      const list = statements.map((text, i) => `\n  ${i + 1}: ${text.slice(0, 70)}`);
      throw usageError("--statement", `one of${list.join("")}`, "nothing");
    }
    const evidence = listOption(options, "evidence").map(async (path) => ({
      name: basename(path),
      digest: digestOf(await readFile(path)),
    }));
    const body: LetterBody = {
      format: "recount/dispute/1",
      ...about,
      statement,
      by: requiredText(options, "by"),
      on: dayOf(context.now()),
      text: (await readText(requiredText(options, "text"))).trim(),
      evidence: await Promise.all(evidence),
    };
    const key = await readKey(requiredText(options, "key"), options);
    return writeLetter(checked(body), [key], requiredText(options, "out"));
  },
};

export const appealReplyCommand: Command = {
  name: "appeal reply",
  operands: "",
  summary: "answers a dispute that was taken in; without --dispute they are listed",
  example: "recount appeal reply --dispute 48213 --text answer.txt",
  options: [
    { flags: "--dispute <entry>", text: "the dispute's entry in the ledger" },
    { flags: "--text <file>", text: `the answer, at most ${DISPUTE_LIMIT} characters` },
  ],
  run: (context, _operands, options) =>
    withRegister(
      context,
      async (register) => {
        const { letters } = await readCorrespondence(register.store);
        const disputes = letters.flatMap(({ index, letter: { body }, answer }) =>
          body.format === "recount/dispute/1" ? [{ index, body, answered: answer !== undefined }] : [],
        );
        const entry = numberOption(options, "dispute", { min: 0, max: Number.MAX_SAFE_INTEGER });
        if (entry === undefined) {
          const lines = disputes.map(
            ({ index, body, answered }) =>
              `${index}: ${body.appeal}, statement ${body.statement}, by ${body.by}${answered ? ", answered" : ""}`,
          );
          const json = disputes.map(({ index, body, answered }) => ({ entry: index, ...body, answered }));
          return { exit: 0, json: { disputes: json }, text: lines.join("\n") || "no disputes" };
        }
        const text = (await readText(requiredText(options, "text"))).trim();
        const on = dayOf(context.now());
        await answerDispute(register, { dispute: entry, text, on });
        return { exit: 0, json: { dispute: entry, on }, text: `answered; publish again to show it` };
      },
      "publish",
    ),
};

async function readAbout(folder: string) {
  const files: FolderFiles = await readFolder(folder);
  const beside = parseBeside(files.get(besidePaths.beside) ?? new Uint8Array());
  const text = parseAppeal(fromUtf8(files.get(paths.appeal) ?? new Uint8Array()));
  if ("issues" in beside || "issues" in text)
    throw new RecountError("input-folder", `${folder} is no published appeal of this version's format`);
  const { appeal, version, manifest } = beside.value;
  const statements = blocksOf(text.value.markdown).map((block) => block.text);
  return { about: { appeal, version, manifest }, statements };
}

/** A letter that nobody would take in is not signed. */
function checked(body: LetterBody): LetterBody {
  const words = "text" in body ? body.text : "why" in body ? body.why : "";
  if (words.trim() === "" || words.length > DISPUTE_LIMIT)
    throw usageError(
      "text" in body ? "--text" : "--why",
      `1 to ${DISPUTE_LIMIT} characters`,
      `${words.trim() === "" ? 0 : words.length}`,
    );
  const read = checkLetterBody(body);
  if ("value" in read) return read.value;
  throw new RecountError("input-letter", read.issues.map(({ message }) => message).join("; "));
}
