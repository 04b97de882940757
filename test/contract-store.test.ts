/** One contract, on the embedded database and on a server of an older version. */
import { suite, test } from "node:test";
import { embeddedServer, outsideServer } from "./register-fixture.ts";
import { storeContract } from "./store-contract.ts";

suite("a store on the embedded database", () => storeContract(embeddedServer));

const outside = await outsideServer();
if (outside === undefined)
  test("a store on a PostgreSQL server", {
    skip: "NOT RUN: neither DATABASE_URL nor an installed PostgreSQL 15 or newer is here",
  });
else suite(`a store on ${outside.name}`, () => storeContract(async () => outside));
