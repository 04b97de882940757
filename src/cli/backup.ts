/** `recount backup` and `recount restore`: an encrypted copy that was tested, and a register made of it. */
import type { Opener } from "../shell/locked-archive.ts";
import { readText } from "../shell/read-folder.ts";
import { backupRegister, restoreRegister } from "../steps/backup-register.ts";
import { identitiesIn } from "../steps/custodians.ts";
import { requireSecondPerson } from "../steps/people/viewer.ts";
import { askPassphrase, passphraseOption } from "./ask-secret.ts";
import type { Command } from "./command.ts";
import { listOption, textOption } from "./options.ts";
import { databaseOf, withRegister } from "./with-register.ts";

export const backupCommand: Command = {
  name: "backup",
  operands: "<file>",
  summary: "writes an encrypted copy of everything but the log's key, and tests it by restoring it",
  example: "recount backup /media/stick/register-2026-03-01.age",
  options: [
    passphraseOption,
    { flags: "--to <recipients>", text: "age recipients (age1...,age1...) instead of a passphrase" },
  ],
  run: (context, [file = ""], options) =>
    withRegister(context, async (register, viewer) => {
      await requireSecondPerson(register.store, viewer);
      const recipients = listOption(options, "to");
      const lock =
        recipients.length > 0
          ? { recipients }
          : {
              passphrase: await askPassphrase({
                what: "passphrase of the backup",
                file: textOption(options, "passphraseFile"),
                isNew: true,
              }),
            };
      const report = await backupRegister(register, { file, lock }, { progress: context.progress.report });
      const text = `${report.file}: a backup at ${report.size} entries, restored once and found sound\nThe log's key is not in it: what is restored goes on under a new key and says whom it follows.`;
      return { exit: 0, json: report, text };
    }),
};

export const restoreCommand: Command = {
  name: "restore",
  operands: "<file> <dir>",
  summary: "makes a register of a backup, in a new folder and under a new key",
  example: "recount restore /media/stick/register-2026-03-01.age ./recount-data",
  options: [
    passphraseOption,
    { flags: "--identity <file>", text: "a file of age identities, one a line, instead of a passphrase" },
  ],
  async run(context, [file = "", dir = ""], options) {
    const identity = textOption(options, "identity");
    const opener: Opener =
      identity === undefined
        ? {
            passphrase: await askPassphrase({
              what: "passphrase of the backup",
              file: textOption(options, "passphraseFile"),
              isNew: false,
            }),
          }
        : { identities: identitiesIn(await readText(identity)) };
    const report = await restoreRegister(
      file,
      { dir, opener, ...databaseOf(context) },
      { progress: context.progress.report },
    );
    const { diagnosis, folder, size, follows, origin } = report;
    const text = [
      `${folder}: ${size} entries, ${diagnosis.verdict}`,
      `Its log is ${origin}, under a new key, and follows ${follows}: tell those who confirm keys.`,
    ].join("\n");
    return { exit: diagnosis.verdict === "sound" ? 0 : 1, json: report, text };
  },
};
