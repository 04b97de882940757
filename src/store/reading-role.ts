/** The role that the ways out read with: it owns nothing, and row-level security decides what is there for it. */
import { RecountError } from "../base/errors.ts";
import type { Viewer } from "../model/person.ts";
import { type Asked, type Database, escapeLiteral, inReading, sql, type Transaction } from "./connection.ts";

/** One for all registers of a server, since roles are the server's; it cannot log in. */
export const READING_ROLE = "recount_reader";

/** Makes the role where it is missing. Throws `input-database` with what an administrator has to run. */
export async function ensureReadingRole({ tables }: Database): Promise<void> {
  const { rows } = await sql<{ exists: boolean; usable: boolean; safe: boolean; user: string }>`
    select true as exists, pg_has_role(current_user, oid, 'MEMBER') as usable,
      not (rolsuper or rolbypassrls or rolcanlogin) as safe, current_user::text as user
    from pg_roles where rolname = ${READING_ROLE}
  `.execute(tables);
  const [role] = rows;
  if (role?.usable === true && role.safe) return;
  if (role?.safe === false) throw refusal(`a role ${READING_ROLE} that passes over row-level security`, "");
  try {
    await sql.raw(makeRole).execute(tables);
  } catch (cause) {
    const user = await sql<{ user: string }>`select quote_ident(current_user) as user`.execute(tables);
    throw refusal(
      "a database user that may not make the role that readers use",
      `: as administrator run "create role ${READING_ROLE} nologin; grant ${READING_ROLE} to ${user.rows[0]?.user};" once`,
      cause,
    );
  }
}

// Two registers of one server may come here at once: the second finds the role made.
const makeRole = `do $$ begin
  begin create role ${READING_ROLE} nologin; exception when duplicate_object or unique_violation then null; end;
  execute format('grant ${READING_ROLE} to %I', current_user);
end $$`;

function refusal(got: string, todo: string, cause?: unknown): RecountError {
  return new RecountError("input-database", `got ${got}, wanted one without such rights${todo}`, { cause });
}

/** Runs `work` in a reading transaction in which the database holds only what the viewer may see. */
export function readAs<T>(
  database: Database,
  viewer: Viewer,
  work: (asked: Asked) => Promise<T>,
): Promise<T> {
  const organisation = viewer.as === "person" ? viewer.organisation : "";
  const settings = [
    `set_config('recount.viewer', ${escapeLiteral(viewer.as)}, true)`,
    `set_config('recount.organisation', ${escapeLiteral(organisation)}, true)`,
  ];
  return inReading(database, `set local role ${READING_ROLE}; select ${settings.join(", ")}`, work);
}

/** Lets this transaction write what readers will see: even the owner sees nothing of it otherwise. */
export async function enterWriter({ tables }: Transaction): Promise<void> {
  await sql`select set_config('recount.writer', 'on', true)`.execute(tables);
}
