/** `recount audit`: an outside audit by random sample. */
import {
  type Audit,
  type AuditResult,
  auditFindings,
  concludeAudit,
  formatAudit,
  noteFinding,
} from "../appeal/audit.ts";
import { signAudit } from "../appeal/audit-files.ts";
import { utf8 } from "../base/bytes.ts";
import { formatSshSignature } from "../ledger/ssh-signature.ts";
import { slug } from "../model/ids.ts";
import { writeFileDurably } from "../shell/files.ts";
import { readFolder, readText } from "../shell/read-folder.ts";
import { drawAudit, readAudit, refuseFutureSeed, USUAL_SHARE } from "../steps/audit/draw-audit.ts";
import { type OpenedToken, openTokens } from "../steps/audit/open-token.ts";
import { takeAudit } from "../steps/audit/take-audit.ts";
import { viewOf } from "../steps/view.ts";
import type { Command } from "./command.ts";
import { passphraseOption, readKey } from "./key.ts";
import { choiceOption, numberOption, requiredText, textOption, usageError } from "./options.ts";
import { withRegister } from "./with-register.ts";

export const auditDrawCommand: Command = {
  name: "audit draw",
  operands: "<folder>",
  summary: "draws a sample of a published figure's tokens by words that nobody could know before",
  example:
    'recount audit draw published/appeal --figure F1 --seed "4 11 19 23 31 40" --seed-source "the national lottery, Saturday" --seed-published 2026-03-07T20:00:00Z',
  options: [
    { flags: "--figure <id>", text: "the figure, as the page names it", required: true },
    { flags: "--seed <text>", text: "the words or numbers, as they were published", required: true },
    { flags: "--seed-source <text>", text: "where strangers find them", required: true },
    {
      flags: "--seed-published <time>",
      text: "when they were first to be seen, in ISO 8601",
      required: true,
    },
    {
      flags: "--size <n>",
      text: `how many to draw (default: as many as bound the bad ones at ${100 * USUAL_SHARE} % when none is found)`,
    },
    { flags: "--out <file>", text: "where the audit goes (default audit-FIGURE.json)" },
  ],
  async run(context, [folder = ""], options) {
    const figure = requiredText(options, "figure");
    const drawn = numberOption(options, "size", { min: 1, max: 10_000_000 });
    const seed = {
      text: requiredText(options, "seed"),
      source: requiredText(options, "seedSource"),
      published: requiredText(options, "seedPublished"),
    };
    refuseFutureSeed(seed, context.now());
    const audit = drawAudit(await readFolder(folder), {
      figure,
      seed,
      size: drawn === undefined ? { share: USUAL_SHARE } : { drawn },
    });
    const file = textOption(options, "out") ?? `audit-${figure}.json`;
    await writeFileDurably(file, formatAudit(audit), 0o600);
    const text = `${file}: ${audit.sample.length} of ${audit.total} tokens of ${figure}\nWhoever has the folder and the seed draws the same ones.`;
    return { exit: 0, json: { file, drawn: audit.sample.length, total: audit.total }, text };
  },
};

export const auditOpenCommand: Command = {
  name: "audit open",
  operands: "<audit>",
  summary: "shows the auditors, at this screen, whom the next token stands for and who is nearest",
  example: "recount audit open audit-F1.json",
  options: [{ flags: "--token <token>", text: "this one, instead of the next without a finding" }],
  run: (context, [file = ""], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        if (context.json)
          throw usageError("--json", "a person at the screen: what is opened is not exported", "--json");
        const audit = await auditIn(file);
        const token = textOption(options, "token") ?? nextToken(audit);
        if (token === undefined) return { exit: 0, json: null, text: "every token has its finding" };
        if (!audit.sample.includes(token)) throw usageError("--token", "a token that was drawn", token);
        const [opened] = await openTokens(register, viewOf(register, viewer), { audit, wanted: [token] });
        return { exit: 0, json: null, text: opened === undefined ? "" : formatOpened(opened) };
      },
      "audit",
    ),
};

export const auditRecordCommand: Command = {
  name: "audit record",
  operands: "<audit>",
  summary: "writes down what the auditors found of a token",
  example:
    'recount audit record audit-F1.json --token Kj3... --finding duplicate --why "also counted as Qm9..."',
  options: [
    { flags: "--token <token>", text: "the token", required: true },
    {
      flags: "--finding <finding>",
      text: `${auditFindings.join(", ")} (unresolved: the family did not wish to be asked)`,
      required: true,
    },
    { flags: "--why <text>", text: "a reason without names: it is published" },
  ],
  async run(_context, [file = ""], options) {
    const audit = await auditIn(file);
    const token = requiredText(options, "token");
    if (!audit.sample.includes(token)) throw usageError("--token", "a token that was drawn", token);
    const finding = choiceOption(options, "finding", auditFindings) ?? "unsupported";
    const why = textOption(options, "why");
    const next = noteFinding(audit, { token, finding, ...(why !== undefined && { why }) });
    await writeFileDurably(file, formatAudit(next), 0o600);
    const result = concludeAudit(next);
    return {
      exit: 0,
      json: { file, left: next.sample.length - next.findings.length, result },
      text: formatResult(next, result),
    };
  },
};

export const auditSignCommand: Command = {
  name: "audit sign",
  operands: "<audit>",
  summary: "signs an audit that is over, on the auditor's own computer; no register is needed",
  example: 'recount audit sign audit-F1.json --key our-key --name "Observers of Ilvaz"',
  options: [
    { flags: "--key <file>", text: "the auditor's signing key: recount key new", required: true },
    { flags: "--name <name>", text: "who signs, as their key is published elsewhere", required: true },
    { flags: "--out <file>", text: "where the signature goes (default AUDIT.NAME.sig)" },
    passphraseOption,
  ],
  async run(context, [file = ""], options) {
    const audit = await auditIn(file);
    refuseFutureSeed(audit.seed, context.now());
    const auditor = slug(requiredText(options, "name"));
    const key = await readKey(requiredText(options, "key"), options);
    const out = textOption(options, "out") ?? `${file}.${auditor}.sig`;
    await writeFileDurably(out, utf8(formatSshSignature(signAudit(formatAudit(audit), key))));
    const text = `${out}: ${auditor}'s signature over\n${formatResult(audit, concludeAudit(audit))}`;
    return { exit: 0, json: { out, auditor, result: concludeAudit(audit) }, text };
  },
};

export const auditTakeCommand: Command = {
  name: "audit take",
  operands: "<audit> <signature...>",
  summary: "takes a signed audit into the register, to be published with the appeal",
  example: "recount audit take audit-F1.json audit-F1.json.observers-of-ilvaz.sig",
  options: [],
  run: (context, [file = "", ...paths], _options) =>
    withRegister(
      context,
      async (register) => {
        const signatures = await Promise.all(
          paths.map(async (path) => ({ auditor: auditorOf(path), text: await readText(path) })),
        );
        const { audit } = await takeAudit(
          register,
          { audit: await readText(file), signatures },
          context.now(),
        );
        const result = concludeAudit(audit);
        const text = `taken in, to be published with the appeal's next publication\n${formatResult(audit, result)}`;
        return { exit: 0, json: { figure: audit.figure, result }, text };
      },
      "publish",
    ),
};

/** The name before `.sig`: AUDIT.NAME.sig. */
function auditorOf(path: string): string {
  const name = /\.([^.]+)\.sig$/.exec(path)?.[1];
  if (name === undefined) throw usageError("<signature>", "a file called AUDIT.NAME.sig", path);
  return name;
}

const auditIn = async (file: string): Promise<Audit> => readAudit(await readText(file), file);

function nextToken({ sample, findings }: Audit): string | undefined {
  const found = new Set(findings.map(({ token }) => token));
  return sample.find((token) => !found.has(token));
}

function formatOpened({ token, index, key, records, hidden, nearest }: OpenedToken): string {
  return [
    `token ${token}`,
    `entry ${index}, key ${key}`,
    "",
    "It stands for",
    ...records.flatMap(formatRecord),
    ...(hidden > 0 ? [`  and ${hidden} that are not for whoever looks`] : []),
    "",
    nearest.length === 0 ? "Nobody else is near." : "Nearest of the others",
    ...nearest.flatMap(({ weightBits, record }) => [
      `  ${weightBits.toFixed(1)} bits`,
      ...formatRecord(record),
    ]),
  ].join("\n");
}

function formatRecord({ id, sourceName, row, fields }: OpenedToken["records"][number]): readonly string[] {
  return [
    `  ${id}: ${sourceName}, row ${row}`,
    ...fields.map(
      ({ field, text, romanised }) =>
        `    ${field}: ${text}${romanised === undefined ? "" : ` (${romanised})`}`,
    ),
  ];
}

/** What the audit says so far, in the words in which it is published. */
function formatResult({ figure, sample, findings }: Audit, result: AuditResult): string {
  const left = sample.length - findings.length;
  const share = (count: number) => `${((100 * count) / Math.max(1, result.total)).toFixed(1)} %`;
  const { supported, duplicate, unsupported, unresolved, confidence, total } = result;
  return [
    `${figure}: ${supported} supported, ${duplicate} duplicates, ${unsupported - left} unsupported, ${unresolved} unresolved, ${left} not opened yet`,
    `with ${100 * confidence} % confidence at most ${share(result.mostBad)} of the ${total} are duplicates or unsupported`,
    ...(left > 0 ? ["(those not opened count as unsupported)"] : []),
    ...(unresolved > 0
      ? [`at most ${share(result.mostBadIfUnresolvedAre)}, were all unresolved ones so`]
      : []),
  ].join("\n");
}
