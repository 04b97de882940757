/** One of several server processes over one register: appends entries, and does jobs until none is left. */
import { startJobs } from "../../src/api/job-runner.ts";
import { organisationId } from "../../src/model/ids.ts";
import { openRegister } from "../../src/shell/register-folder.ts";

const [dataDir = "", databaseUrl = "", name = "", count = "0"] = process.argv.slice(2);
const register = await openRegister(dataDir, { databaseUrl });
const runner = await startJobs(register);
const indexes: number[] = [];
for (let i = 0; i < Number(count); i++) {
  const organisation = { id: organisationId(`${name}-${i}`), name: `${name} ${i}` };
  const { start } = await register.store.append(
    [{ entry: "organisation", organisation }],
    register.newKeys(1),
  );
  indexes.push(start);
}
// Told line by line: the parent says when to stop, once every job has ended.
process.stdout.write(`${JSON.stringify(indexes)}\n`);
for await (const _ of process.stdin);
await runner.close();
await register.close();
