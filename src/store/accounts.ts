/** Who may sign in: accounts, their passkeys and codes, and what is left of a ceremony; kept beside the ledger. */
import { type Database, inTransaction, sql, type Tables } from "./connection.ts";

/** An account without its passkeys and codes. */
export type Account = {
  readonly person: string;
  readonly entered: number; // index of the entry by which the person came
  readonly handle: Uint8Array; // what passkeys call the account
  readonly password: string | null;
  readonly totp: Uint8Array | null; // locked
};

export type Passkey = {
  readonly id: Uint8Array;
  readonly person: string;
  readonly site: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: string; // separated by commas
  readonly label: string;
  readonly created: Date;
  readonly used: Date | null;
};

/** A second chance for a person without an account, or without the means to open theirs. */
export type JoiningCode = { readonly person: string; readonly entered: number; readonly expires: Date };

/** How a person proves who they are by something they know: the password's digest and the locked secret of its codes. */
export type PasswordRow = {
  readonly password: string;
  readonly totp: Uint8Array;
  readonly step: number; // of the code that proved the secret, which opens nothing again
};

/** What each does stands with the function of that name. */
export type AccountStore = ReturnType<typeof accountStore>;

export function accountStore(database: Database) {
  const { tables } = database;
  return {
    hasAccounts: () => hasAccounts(tables),
    account: (person: string) => readAccount(tables, person),
    accountOfHandle: (handle: Uint8Array) => readAccount(tables, handle),
    /** Makes the account, in place of one that the name had before with all that belonged to it. */
    replaceAccount: (account: Account, created: Date) =>
      inTransaction(database, async (step) => {
        await step.tables.deleteFrom("accounts").where("person", "=", account.person).execute();
        await step.tables
          .insertInto("accounts")
          .values({ ...account, totp_step: 0, created })
          .execute();
      }),
    dropAccount: async (person: string) => {
      await tables.deleteFrom("accounts").where("person", "=", person).execute();
    },
    setPassword: async (person: string, { password, totp, step }: PasswordRow) => {
      await tables
        .updateTable("accounts")
        .set({ password, totp, totp_step: step })
        .where("person", "=", person)
        .execute();
    },
    takeStep: (person: string, step: number) => takeStep(tables, person, step),

    recoveryCodes: async (person: string): Promise<readonly Uint8Array[]> =>
      (await tables.selectFrom("recovery_codes").select("code").where("person", "=", person).execute()).map(
        ({ code }) => code,
      ),
    replaceRecoveryCodes: (person: string, codes: readonly Uint8Array[]) =>
      inTransaction(database, async (step) => {
        await step.tables.deleteFrom("recovery_codes").where("person", "=", person).execute();
        if (codes.length > 0)
          await step.tables
            .insertInto("recovery_codes")
            .values(codes.map((code) => ({ person, code })))
            .execute();
      }),
    /** Whether the code was there: it is no more. */
    takeRecoveryCode: async (person: string, code: Uint8Array): Promise<boolean> => {
      const taken = await tables
        .deleteFrom("recovery_codes")
        .where("person", "=", person)
        .where("code", "=", code)
        .executeTakeFirst();
      return taken.numDeletedRows > 0n;
    },

    passkeys: (person: string) => readPasskeys(tables, "person", person),
    passkey: async (id: Uint8Array) => (await readPasskeys(tables, "id", id))[0],
    addPasskey: async ({ publicKey, ...passkey }: Passkey) => {
      await tables
        .insertInto("passkeys")
        .values({ ...passkey, public_key: publicKey })
        .execute();
    },
    touchPasskey: (id: Uint8Array, counter: number, used: Date) =>
      touchPasskey(tables, { id, counter, used }),
    dropPasskey: async (person: string, id: Uint8Array): Promise<boolean> => {
      const dropped = await tables
        .deleteFrom("passkeys")
        .where("person", "=", person)
        .where("id", "=", id)
        .executeTakeFirst();
      return dropped.numDeletedRows > 0n;
    },

    addJoiningCode: async (code: Uint8Array, joining: JoiningCode) => {
      await tables.deleteFrom("joining_codes").where("person", "=", joining.person).execute();
      await tables
        .insertInto("joining_codes")
        .values({ code, ...joining })
        .execute();
    },
    joiningCode: (code: Uint8Array): Promise<JoiningCode | undefined> =>
      tables
        .selectFrom("joining_codes")
        .select(["person", "entered", "expires"])
        .where("code", "=", code)
        .executeTakeFirst(),
    takeJoiningCode: (code: Uint8Array): Promise<JoiningCode | undefined> =>
      tables
        .deleteFrom("joining_codes")
        .where("code", "=", code)
        .returning(["person", "entered", "expires"])
        .executeTakeFirst(),
  };
}

async function hasAccounts(tables: Tables): Promise<boolean> {
  return (await tables.selectFrom("accounts").select("person").limit(1).executeTakeFirst()) !== undefined;
}

async function readAccount(tables: Tables, by: string | Uint8Array): Promise<Account | undefined> {
  const query = tables.selectFrom("accounts").select(["person", "entered", "handle", "password", "totp"]);
  const found = typeof by === "string" ? query.where("person", "=", by) : query.where("handle", "=", by);
  return found.executeTakeFirst();
}

/** Whether the step is later than the last: a code opens once, for whoever comes first. */
async function takeStep(tables: Tables, person: string, step: number): Promise<boolean> {
  const taken = await tables
    .updateTable("accounts")
    .set({ totp_step: step })
    .where("person", "=", person)
    .where("totp_step", "<", step)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

async function readPasskeys(
  tables: Tables,
  column: "person" | "id",
  wanted: string | Uint8Array,
): Promise<readonly Passkey[]> {
  const rows = await tables
    .selectFrom("passkeys")
    .selectAll()
    .where(column, "=", wanted)
    .orderBy("created")
    .execute();
  return rows.map(({ public_key: publicKey, ...passkey }) => ({ ...passkey, publicKey }));
}

/** Whether the counter has grown since the last use: one that has not may be a copy's. Keys without a counter say 0. */
async function touchPasskey(
  tables: Tables,
  { id, counter, used }: { readonly id: Uint8Array; readonly counter: number; readonly used: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update passkeys set counter = ${counter}, used = ${used}
    where id = ${id} and (counter < ${counter} or counter = 0 and ${counter} = 0)
  `.execute(tables);
  return (numAffectedRows ?? 0n) > 0n;
}
