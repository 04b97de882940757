/** The organisations and the sources of the register, as their newest entries say. */
import { RecountError } from "../base/errors.ts";
import type { Organisation, Source } from "../model/source.ts";
import type { Tables } from "./connection.ts";
import { decodeEntry } from "./decode-entry.ts";

export async function listOrganisations(tables: Tables): Promise<readonly Organisation[]> {
  return (await readNewest(tables, "organisations")).map((entry) => {
    if (entry.entry === "organisation") return entry.organisation;
    throw new RecountError("broken-entry", "got another entry, wanted an organisation");
  });
}

export async function listSources(tables: Tables): Promise<readonly Source[]> {
  return (await readNewest(tables, "sources")).map((entry) => {
    if (entry.entry === "source") return entry.source;
    throw new RecountError("broken-entry", "got another entry, wanted a source");
  });
}

async function readNewest(tables: Tables, table: "organisations" | "sources") {
  const rows = await tables
    .selectFrom(table)
    .innerJoin("entries", "entries.index", `${table}.index`)
    .select(["entries.index", "payload"])
    .orderBy(`${table}.id`)
    .execute();
  return rows.map(({ index, payload }) => decodeEntry(index, payload));
}
