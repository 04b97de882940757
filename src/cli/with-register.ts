/** Opening the register for one command, and closing it whatever happens. */
import { userInfo } from "node:os";
import type { Deed, Viewer } from "../model/person.ts";
import { type OpenOptions, type OpenRegister, openRegister } from "../shell/register-folder.ts";
import { requireDeed, viewerFor } from "../steps/people/viewer.ts";
import type { CommandContext } from "./command.ts";

/**
 * Runs `work` on the register of the context's data folder, for whoever the command line says they are; the database
 * stops with its last client. Throws `refused` for who may not do `deed`: a command that names none is the owners'.
 */
export async function withRegister<T>(
  context: CommandContext,
  work: (register: OpenRegister, viewer: Viewer) => Promise<T>,
  deed: Deed | "anybody" = "govern",
): Promise<T> {
  const register = await openRegister(context.dataDir, openingOf(context));
  try {
    if (deed === "anybody") return await work(register, { as: "public" });
    const viewer = await viewerFor(register.store, context.person);
    requireDeed(viewer, deed);
    return await work(register, viewer);
  } finally {
    await register.close();
  }
}

/** The name that what is done is kept under: the person's; without people what was said, or the computer's user. */
export function actorName({ person }: CommandContext, viewer: Viewer): string {
  return viewer.as === "person" ? viewer.name : (person ?? userInfo().username);
}

export const databaseOf = ({ databaseUrl }: CommandContext): { readonly databaseUrl?: string } =>
  databaseUrl === undefined ? {} : { databaseUrl };

/** Where the register's database is, and who is told while an older register is brought forward. */
export const openingOf = (context: CommandContext): OpenOptions => ({
  ...databaseOf(context),
  progress: context.progress.report,
});
