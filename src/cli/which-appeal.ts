/** Which appeal a command is about. */
import type { OpenRegister } from "../shell/register-folder.ts";
import type { OptionValues } from "./command.ts";
import { textOption, usageError } from "./options.ts";

export const appealOption = {
  flags: "--appeal <name>",
  text: "the appeal's short name (default: its file's name, or the only appeal)",
};

/** The appeal that was named, or the only one. Throws a usage error when there are several. */
export async function whichAppeal({ store }: OpenRegister, options: OptionValues): Promise<string> {
  const appeals = (await store.appeals()).map(({ appeal }) => appeal);
  const [only, ...others] = appeals;
  const name = textOption(options, "appeal") ?? (others.length === 0 ? only : undefined);
  if (name !== undefined && appeals.includes(name)) return name;
  const known = appeals.join(", ") || "none: run recount appeal new first";
  throw usageError("--appeal", `one of ${known}`, name ?? "nothing");
}

/** A day as letters have it. */
export const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);
