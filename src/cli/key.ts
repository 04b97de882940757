/** `recount key new`, `show`, `change` and `revoke`: an organisation's signing key, on its own machine. */
import { formatLetter, type LetterBody, signLetter } from "../appeal/letter.ts";
import { utf8 } from "../base/bytes.ts";
import { formatSshKey, parseSshKey, sshFingerprint } from "../ledger/ssh-key.ts";
import type { SigningKey } from "../ledger/verifier-key.ts";
import { slug } from "../model/ids.ts";
import { writeFileDurably } from "../shell/files.ts";
import { makeKeyFile, readKeyFile } from "../steps/signing-key-file.ts";
import { askPassphrase } from "./ask-secret.ts";
import type { Command, OptionValues } from "./command.ts";
import { choiceOption, requiredText, textOption, usageError } from "./options.ts";
import { dayOf } from "./which-appeal.ts";

export const passphraseOption = {
  flags: "--passphrase-file <file>",
  text: "a file with the key's passphrase (or RECOUNT_PASSPHRASE, or it is asked for)",
};
export const organisationOption = {
  flags: "--organisation <name>",
  text: "the organisation, as the appeal names it",
  required: true,
};

/** The signing key of a file; its passphrase is asked for where it has one. */
export function readKey(path: string, options: OptionValues): Promise<SigningKey> {
  const file = textOption(options, "passphraseFile");
  return readKeyFile(path, () => askPassphrase({ what: `passphrase of ${path}`, file, isNew: false }));
}

const wordsOf = (publicKey: Uint8Array) => ({
  key: formatSshKey(publicKey),
  fingerprint: sshFingerprint(publicKey),
});

const say = ({ key, fingerprint }: ReturnType<typeof wordsOf>) =>
  `${key}\nfingerprint ${fingerprint}\nread the fingerprint to others by telephone, and publish it on your own site or on paper`;

export const keyNewCommand: Command = {
  name: "key new",
  operands: "<file>",
  summary: "makes a signing key for an organisation, sealed with a passphrase",
  example: 'recount key new our-key --comment "Return to Sarmel"',
  options: [
    { flags: "--comment <text>", text: "a name for the key, inside the file" },
    passphraseOption,
    { flags: "--no-passphrase", text: "leave the key open: whoever has the file can sign" },
  ],
  async run(_context, [path = ""], options) {
    const file = textOption(options, "passphraseFile");
    const passphrase =
      options["passphrase"] === false
        ? ""
        : await askPassphrase({ what: "a passphrase for the key", file, isNew: true });
    const key = await makeKeyFile(path, textOption(options, "comment") ?? "", passphrase);
    const words = wordsOf(key.publicKey);
    return {
      exit: 0,
      json: { file: path, ...words },
      text: `${path}: keep it, and a copy elsewhere\n${say(words)}`,
    };
  },
};

export const keyShowCommand: Command = {
  name: "key show",
  operands: "<file>",
  summary: "shows the public key and the fingerprint of a signing key",
  example: "recount key show our-key",
  options: [passphraseOption],
  async run(_context, [path = ""], options) {
    const words = wordsOf((await readKey(path, options)).publicKey);
    return { exit: 0, json: { file: path, ...words }, text: say(words) };
  },
};

export const keyChangeCommand: Command = {
  name: "key change",
  operands: "<old> <new>",
  summary: "writes a letter, signed with both keys, by which an organisation changes its key",
  example: 'recount key change our-key our-new-key --organisation "Return to Sarmel" --out change.json',
  options: [
    organisationOption,
    { flags: "--from <day>", text: "the day from which the new key holds (default: today)" },
    { flags: "--out <file>", text: "the letter, to be sent to the coalition", required: true },
    passphraseOption,
  ],
  async run(context, [oldPath = "", newPath = ""], options) {
    const keys = [await readKey(oldPath, options), await readKey(newPath, options)] as const;
    const [old, next] = keys.map(({ publicKey }) => formatSshKey(publicKey));
    const body: LetterBody = {
      format: "recount/key-change/1",
      organisation: slug(requiredText(options, "organisation")),
      old: old ?? "",
      new: next ?? "",
      from: dayOption(options, context.now()),
    };
    return writeLetter(body, keys, requiredText(options, "out"));
  },
};

export const keyRevokeCommand: Command = {
  name: "key revoke",
  operands: "<key>",
  summary: "writes a letter by which another organisation's key is given up as lost or in other hands",
  example:
    'recount key revoke "ssh-ed25519 AAAA..." --organisation "Return to Sarmel" --why lost --key our-key --out letter.json',
  options: [
    organisationOption,
    { flags: "--why <reason>", text: "lost or compromised", required: true },
    { flags: "--from <day>", text: "the day from which the key does not hold (default: today)" },
    { flags: "--key <file>", text: "the signing key of one's own organisation", required: true },
    { flags: "--out <file>", text: "the letter, to be sent to the coalition", required: true },
    passphraseOption,
  ],
  async run(context, [line = ""], options) {
    const revoked = parseSshKey(line);
    if ("issues" in revoked) throw usageError("<key>", "the line of an Ed25519 key", line);
    const body: LetterBody = {
      format: "recount/revocation/1",
      organisation: slug(requiredText(options, "organisation")),
      key: formatSshKey(revoked.value),
      why: choiceOption(options, "why", ["lost", "compromised"]) ?? "lost",
      from: dayOption(options, context.now()),
    };
    const own = await readKey(requiredText(options, "key"), options);
    return writeLetter(body, [own], requiredText(options, "out"));
  },
};

/** Signs a letter and writes it. */
export async function writeLetter(body: LetterBody, keys: readonly SigningKey[], out: string) {
  const letter = signLetter(body, keys);
  await writeFileDurably(out, utf8(formatLetter(letter)));
  return {
    exit: 0,
    json: { file: out, ...body },
    text: `signed, in ${out}: send it to the coalition, which takes it in with recount appeal collect`,
  } as const;
}

function dayOption(options: OptionValues, now: Date): string {
  const day = textOption(options, "from") ?? dayOf(now);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw usageError("--from", "a day as 1995-03-17", day);
  return day;
}
