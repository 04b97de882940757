/** `recount init`: makes a register. */
import { initRegister } from "../shell/register-folder.ts";
import type { Command } from "./command.ts";
import { textOption } from "./options.ts";
import { databaseOf } from "./with-register.ts";

export const initCommand: Command = {
  name: "init",
  operands: "[dir]",
  summary: "makes a register: database, ledger, evidence folder, keys",
  example: 'recount init valley --name "Register of the Valley"',
  options: [{ flags: "--name <name>", text: "what the register is called (default: the folder's name)" }],
  async run(context, [dir], options) {
    const name = textOption(options, "name");
    const folder = dir ?? context.dataDir;
    const register = await initRegister(folder, {
      ...databaseOf(context),
      ...(name === undefined ? {} : { name }),
      now: context.now(),
    });
    try {
      const { data, keys } = register.folder;
      const text = `a register is in ${data}\nits signing key is in ${keys}: keep a copy of it apart, nobody can make it again`;
      return {
        exit: 0,
        json: { folder: data, name: register.info.name, origin: register.info.origin },
        text,
      };
    } finally {
      await register.close();
    }
  },
};
