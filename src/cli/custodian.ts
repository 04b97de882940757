/** `recount custodian`: who can open what is sealed. */
import { writeFile } from "node:fs/promises";
import { digest } from "../model/ids.ts";
import type { KnownCustodian } from "../shell/custodians.ts";
import { readCustodians } from "../shell/custodians.ts";
import { writeFileDurably } from "../shell/files.ts";
import { passingIdentity } from "../shell/locked-archive.ts";
import { readText } from "../shell/read-folder.ts";
import {
  addCustodian,
  beginDrill,
  endDrill,
  identitiesIn,
  openSealed,
  removeCustodian,
} from "../steps/custodians.ts";
import type { Command, CommandAnswer } from "./command.ts";
import { requiredText, textOption, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";

export const custodianKeyCommand: Command = {
  name: "custodian key",
  operands: "<file>",
  summary: "makes a custodian's key, on the custodian's own computer; no register is needed",
  example: "recount custodian key my-key.txt",
  options: [],
  async run(_context, [file = ""]) {
    const { identity, recipient } = await passingIdentity();
    await writeFile(file, `# ${recipient}\n${identity}\n`, { mode: 0o600, flag: "wx" }).catch(() => {
      throw usageError("<file>", "a new file", file);
    });
    const text = `${file}: keep it where nobody else can, and a copy elsewhere. What others need of it:\n${recipient}`;
    return { exit: 0, json: { file, recipient }, text };
  },
};

export const custodianAddCommand: Command = {
  name: "custodian add",
  operands: "<name>",
  summary: "names somebody who can open what is sealed from now on; at least two are needed",
  example: 'recount custodian add "Nara Velan" --key age1qqq...',
  options: [{ flags: "--key <recipient>", text: "what custodian key printed (age1...)", required: true }],
  run: (context, [name = ""], options) =>
    withRegister(context, async (register) =>
      answer(await addCustodian(register, { name, recipient: requiredText(options, "key") })),
    ),
};

export const custodianListCommand: Command = {
  name: "custodian list",
  operands: "",
  summary: "shows the custodians, and when each last showed that they can open",
  example: "recount custodian list",
  options: [],
  run: (context) => withRegister(context, async ({ store }) => answer(await readCustodians(store))),
};

export const custodianRemoveCommand: Command = {
  name: "custodian remove",
  operands: "<name>",
  summary: "seals nothing more for a custodian; what was sealed for them stays so",
  example: 'recount custodian remove "Nara Velan" --why "has left the coalition"',
  options: [{ flags: "--why <text>", text: "the reason", required: true }],
  run: (context, [name = ""], options) =>
    withRegister(context, async (register) =>
      answer(await removeCustodian(register, { name, why: requiredText(options, "why") })),
    ),
};

export const custodianDrillCommand: Command = {
  name: "custodian drill",
  operands: "<name>",
  summary: "lets a custodian show that they can open: a challenge first, then what stands in it",
  example: 'recount custodian drill "Nara Velan" --out challenge.age',
  options: [
    { flags: "--out <file>", text: "writes a challenge; the custodian opens it with age -d -i my-key.txt" },
    { flags: "--answer <text>", text: "what stood in it" },
  ],
  run: (context, [name = ""], options) =>
    withRegister(context, async (register) => {
      const [file, given] = [textOption(options, "out"), textOption(options, "answer")];
      if (given !== undefined) {
        await endDrill(register, { name, answer: given, now: context.now() });
        return { exit: 0, json: { name, opened: true }, text: `${name} can open what is sealed for them` };
      }
      if (file === undefined) throw usageError("--out", "a file for the challenge, or --answer", "neither");
      await beginDrill(register, name, file);
      return { exit: 0, json: { name, file }, text: `${file}: a challenge for ${name}` };
    }),
};

export const custodianOpenCommand: Command = {
  name: "custodian open",
  operands: "<evidence>",
  summary: "gives a sealed file back as it was received, by a custodian's key",
  example: "recount custodian open 3f0c...e2 --identity my-key.txt --out list.csv",
  options: [
    { flags: "--identity <file>", text: "the custodian's key", required: true },
    { flags: "--out <file>", text: "where it goes, in the clear", required: true },
  ],
  run: (context, [evidence = ""], options) =>
    withRegister(context, async (register) => {
      if (!/^[0-9a-f]{64}$/.test(evidence))
        throw usageError("<evidence>", "a SHA-256 in hexadecimal", evidence);
      const key = await readText(requiredText(options, "identity"));
      const out = requiredText(options, "out");
      await writeFileDurably(out, await openSealed(register, digest(evidence), identitiesIn(key)), 0o600);
      return { exit: 0, json: { evidence, out }, text: `${out}: as it was received, in the clear` };
    }),
};

function answer(custodians: readonly KnownCustodian[]): CommandAnswer {
  const rows = custodians.map(({ name, recipient, drilledAt }) => [
    name,
    recipient,
    drilledAt ?? "never tried",
  ]);
  const few = custodians.length < 2 ? "\nat least two are needed before anything can be sealed" : "";
  return { exit: 0, json: custodians, text: formatTable(["custodian", "key", "opened last"], rows) + few };
}
