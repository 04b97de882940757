/** `recount appeal invite`, `sign` and `collect`: co-signatures, from the coalition to the organisations and back. */
import { formatEndorsed } from "../appeal/endorsement.ts";
import { formatSignatureFile, signTexts } from "../appeal/signature-file.ts";
import { principalOf } from "../appeal/standing.ts";
import { formatToSign, parseToSign, type TextToSign, type ToSign } from "../appeal/to-sign-file.ts";
import { utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { sshFingerprint } from "../ledger/ssh-key.ts";
import { slug } from "../model/ids.ts";
import { writeFileDurably } from "../shell/files.ts";
import { readText } from "../shell/read-folder.ts";
import { collectLetter } from "../steps/collect-letter.ts";
import { proposeAppeal } from "../steps/draft-appeal.ts";
import { verifyText } from "../verify/verify-text.ts";
import type { Command } from "./command.ts";
import { confirm } from "./confirm.ts";
import { organisationOption, passphraseOption, readKey } from "./key.ts";
import { offlinePage } from "./offline-pages.ts";
import { requiredText, textOption, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { appealOption, dayOf, whichAppeal } from "./which-appeal.ts";
import { withRegister } from "./with-register.ts";

export const appealInviteCommand: Command = {
  name: "appeal invite",
  operands: "",
  summary:
    "puts a version up for signature in all its languages, and writes the file that is sent to those who sign",
  example: "recount appeal invite --appeal where-are-they --out to-sign.json",
  options: [
    appealOption,
    { flags: "--out <file>", text: "the file to be sent (default: <appeal>.to-sign.json)" },
    {
      flags: "--page <file>",
      text: "also writes the page on which whoever uses no terminal reads and signs the file, offline",
    },
    { flags: "--recount", text: "count the figures anew: what was signed before is then another text" },
  ],
  run: (context, _operands, options) =>
    withRegister(
      context,
      async (register) => {
        const appeal = await whichAppeal(register, options);
        const answer = await proposeAppeal(register, appeal, { anew: options["recount"] === true });
        if ("issues" in answer) {
          const lines = answer.issues.map(({ path, message }) => `${path}: ${message}`);
          return { exit: 1, json: { issues: answer.issues }, text: lines.join("\n") };
        }
        const toSign = answer.value;
        const out = textOption(options, "out") ?? `${toSign.endorsed.appeal}.to-sign.json`;
        await writeFileDurably(out, utf8(formatToSign(toSign)));
        const page = textOption(options, "page");
        if (page !== undefined) await writeFileDurably(page, await offlinePage("sign.html"));
        const invited = signatoriesOf(toSign).map(({ organisation, name, role = "" }) => ({
          organisation: organisation ?? name,
          name,
          role,
        }));
        return {
          exit: 0,
          json: { ...toSign.endorsed, out, ...(page !== undefined && { page }), invited },
          text: [
            `${toSign.endorsed.appeal}, version ${toSign.endorsed.version}, in ${languagesOf(toSign)}: in ${out}`,
            "to be signed, each on a machine of its own, with: recount appeal sign FILE --key KEY --organisation NAME",
            ...(page === undefined ? [] : [`or on the page ${page}, opened from a disk`]),
            ...invited.map(({ organisation, name, role }) => `  ${organisation}: ${name}, ${role}`),
          ].join("\n"),
        };
      },
      "publish",
    ),
};

export const appealSignCommand: Command = {
  name: "appeal sign",
  operands: "<file>",
  summary: "shows a text and its figures as they were sent, and signs them offline; needs no register",
  example: 'recount appeal sign to-sign.json --key our-key --organisation "Return to Sarmel"',
  options: [
    { flags: "--key <file>", text: "the organisation's signing key", required: true },
    organisationOption,
    {
      flags: "--out <file>",
      text: "the signatures, to be sent back (default: <organisation>.signature.json)",
    },
    { flags: "--yes", text: "sign without being asked" },
    passphraseOption,
  ],
  async run(context, [path = ""], options) {
    const sent = parseToSign(await readText(path));
    if ("issues" in sent)
      throw new RecountError(
        "input-to-sign",
        sent.issues.map((issue) => `${path}, ${issue.path}: ${issue.message}`).join("\n"),
      );
    for (const { text, statements } of sent.value.texts) refuseOtherText(text, statements);
    const organisation = slug(requiredText(options, "organisation"));
    const signatory = signatoriesOf(sent.value).find((each) => principalOf(each) === organisation);
    if (signatory === undefined) {
      const named = signatoriesOf(sent.value).map((each) => each.organisation ?? each.name);
      throw usageError("--organisation", `one of ${named.join(", ")}`, organisation);
    }
    for (const text of sent.value.texts) context.say(wordsToSign(text));
    const { name, role } = signatory;
    if (options["yes"] !== true)
      await confirm(`Sign all of this for ${signatory.organisation ?? name}, as ${name}, ${role ?? ""}?`);
    const key = await readKey(requiredText(options, "key"), options);
    const file = signTexts(sent.value, organisation, key);
    const out = textOption(options, "out") ?? `${organisation}.signature.json`;
    await writeFileDurably(out, utf8(formatSignatureFile(file)));
    const fingerprint = sshFingerprint(key.publicKey);
    return {
      exit: 0,
      json: { ...sent.value.endorsed, organisation, fingerprint, out },
      text: `${formatEndorsed(sent.value.endorsed)}signed for ${organisation} by ${fingerprint}, in ${out}: send it back`,
    };
  },
};

export const appealCollectCommand: Command = {
  name: "appeal collect",
  operands: "<file...>",
  summary: "takes in signatures and letters that were sent: withdrawals, disputes, changes of keys",
  example: "recount appeal collect return-to-sarmel.signature.json --fingerprint SHA256:...",
  options: [
    {
      flags: "--fingerprint <text>",
      text: "of an organisation's first key, as its people confirmed it by telephone or on paper",
    },
  ],
  run: (context, files, options) =>
    withRegister(
      context,
      async (register) => {
        const confirmed = textOption(options, "fingerprint");
        const collected = [];
        for (const path of files)
          collected.push({
            file: path,
            ...(await collectLetter(register, await readText(path), {
              on: dayOf(context.now()),
              ...(confirmed !== undefined && { confirmed }),
            })),
          });
        const refused = collected.filter((each) => each.refused !== undefined);
        const lines = collected.map(
          ({ file, kind, about, refused: reason, lapsed = 0 }) =>
            `${file}: ${kind} of ${about} ${reason === undefined ? "taken in" : `refused: ${reason}`}${
              lapsed > 0 ? `; signatures by that key that hold no more: ${lapsed}, to be asked for again` : ""
            }`,
        );
        return { exit: refused.length > 0 ? 1 : 0, json: { collected }, text: lines.join("\n") };
      },
      "publish",
    ),
};

/** Whoever sends a text whose figures are not those of its Markdown wants one thing read and another signed. */
function refuseOtherText(text: TextToSign["text"], statements: TextToSign["statements"]): void {
  const [first] = verifyText(text, statements).refusals;
  if (first !== undefined) throw new RecountError("refused", `${first.path}: ${first.reason}`);
}

/** The text as it reads, each figure with its number. */
function wordsToSign({ appeal, text, statements }: TextToSign): string {
  const counts = new Map(statements.figures.map((figure) => [figure.id, figure]));
  const body = text.markdown.replace(/\{\{(\w+)\}\}/g, (_, id: string) => {
    const figure = counts.get(id);
    return `${figure?.range?.low ?? figure?.documented ?? "?"} [${id}]`;
  });
  const figures = formatTable(
    ["figure", "what", "at least", "documented", "estimate"],
    statements.figures.map(({ id, directive, documented, range, estimate }) => [
      id,
      directive,
      String(range?.low ?? documented),
      String(documented),
      "conclusion" in estimate ? estimate.conclusion.verdict : estimate.status,
    ]),
  );
  const head = `${appeal} (${text.language}), version ${text.version}, ${text.date}: ${text.title}`;
  return [head, `To: ${text.addressees.join("; ")}`, "", body, figures].join("\n");
}

const signatoriesOf = ({ texts }: ToSign) => texts[0]?.text.signatories ?? [];
const languagesOf = ({ texts }: ToSign) => texts.map(({ text }) => text.language).join(", ");
