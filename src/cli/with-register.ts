/** Opening the register for one command, and closing it whatever happens. */
import { type OpenRegister, openRegister } from "../shell/register-folder.ts";
import type { CommandContext } from "./command.ts";

/** Runs `work` on the register of the context's data folder; the database stops with its last client. */
export async function withRegister<T>(
  context: CommandContext,
  work: (register: OpenRegister) => Promise<T>,
): Promise<T> {
  const register = await openRegister(context.dataDir, databaseOf(context));
  try {
    return await work(register);
  } finally {
    await register.close();
  }
}

export const databaseOf = ({ databaseUrl }: CommandContext): { readonly databaseUrl?: string } =>
  databaseUrl === undefined ? {} : { databaseUrl };
