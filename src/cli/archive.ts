/** `recount archive`: everything for the long term, as one bag. */
import { resolve } from "node:path";
import { archiveRegister } from "../steps/archive-register.ts";
import { requireSecondPerson } from "../steps/people/viewer.ts";
import { askPassphrase, passphraseOption } from "./ask-secret.ts";
import type { Command } from "./command.ts";
import { listOption, textOption } from "./options.ts";
import { withRegister } from "./with-register.ts";

export const archiveCommand: Command = {
  name: "archive",
  operands: "<dir>",
  summary: "writes everything for the long term into a new folder, a BagIt bag, encrypted unless asked",
  example: "recount archive /media/archive/valley-2026 --to age1...",
  options: [
    { flags: "--to <recipients>", text: "age recipients (age1...,age1...) instead of a passphrase" },
    passphraseOption,
    { flags: "--open", text: "in the clear: whoever has the folder reads every name in it" },
  ],
  run: (context, [dir = ""], options) =>
    withRegister(context, async (register, viewer) => {
      await requireSecondPerson(register.store, viewer);
      const recipients = listOption(options, "to");
      const file = textOption(options, "passphraseFile");
      const lock =
        options["open"] === true
          ? "open"
          : recipients.length > 0
            ? { recipients }
            : { passphrase: await askPassphrase({ what: "passphrase of the archive", file, isNew: true }) };
      const report = await archiveRegister(register, resolve(dir), {
        lock,
        progress: context.progress.report,
      });
      const how = lock === "open" ? "in the clear" : "encrypted, restored once and found sound";
      return {
        exit: 0,
        json: report,
        text: `${report.folder}: ${report.size} entries, ${how}, in ${report.files} files`,
      };
    }),
};
