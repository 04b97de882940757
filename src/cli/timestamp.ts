/** `recount timestamp`: the authorities that are asked for a timestamp of each published checkpoint. */
import type { RegisterFolder } from "../shell/register-folder.ts";
import { readAuthorities, writeAuthorities } from "../shell/timestamp-authorities.ts";
import { addChain } from "../steps/timestamp-chain.ts";
import type { Command, CommandAnswer, CommandContext } from "./command.ts";
import { withRegister } from "./with-register.ts";

const change = (context: CommandContext, next: (kept: readonly string[]) => readonly string[]) =>
  withRegister(context, async ({ folder }) => {
    await writeAuthorities(folder, next(await readAuthorities(folder)));
    return answer(folder);
  });

async function answer(folder: RegisterFolder): Promise<CommandAnswer> {
  const authorities = await readAuthorities(folder);
  const text = authorities.length === 0 ? "no authority is asked" : authorities.join("\n");
  return { exit: 0, json: { authorities }, text };
}

export const timestampAddCommand: Command = {
  name: "timestamp add",
  operands: "<url>",
  summary: "asks this authority (RFC 3161) for a timestamp of every checkpoint that is published from now on",
  example: "recount timestamp add https://time.example/tsr",
  options: [
    {
      flags: "--chain <file>",
      text: "certificates (PEM) between the authority's and its root, published with the timestamps so that the root is enough",
    },
  ],
  run: (context, [url = ""], options) =>
    withRegister(context, async ({ folder }) => {
      const { chain } = options;
      await writeAuthorities(folder, [...(await readAuthorities(folder)), url]);
      if (typeof chain === "string") await addChain(folder, chain);
      return answer(folder);
    }),
};

export const timestampListCommand: Command = {
  name: "timestamp list",
  operands: "",
  summary: "shows the authorities that are asked",
  example: "recount timestamp list",
  options: [],
  run: (context) => withRegister(context, ({ folder }) => answer(folder), "look"),
};

export const timestampRemoveCommand: Command = {
  name: "timestamp remove",
  operands: "<url>",
  summary: "asks this authority no more; the timestamps that it gave stay",
  example: "recount timestamp remove https://time.example/tsr",
  options: [],
  run: (context, [url = ""]) => change(context, (kept) => kept.filter((each) => each !== url)),
};
