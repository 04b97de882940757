/** The register that the service is measured on: made once, by what people would do, and kept where it is told to. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { resourceUsage } from "node:process";
import { organisationId, sourceId } from "../../src/model/ids.ts";
import type { RecordKind } from "../../src/model/record.ts";
import { importSource } from "../../src/pipeline.ts";
import { initRegister, type OpenRegister, openRegister } from "../../src/shell/register-folder.ts";
import { linkRegister } from "../../src/steps/link-register.ts";
import { makeLists } from "./write-lists.ts";

const organisation = { id: organisationId("bench"), name: "Bench" };

/** The data folder of a register of so many records below `folder`, made unless it is there. */
export async function madeRegister(folder: string, records: number): Promise<string> {
  const data = join(folder, `register-${records}`);
  const done = join(data, "cache", "made");
  if (existsSync(done)) return data;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // the database's user walks through it
  const register = existsSync(data)
    ? await openRegister(data) // a build that was stopped goes on
    : await initRegister(data, { now: new Date() });
  try {
    await fillRegister(register, folder, records);
  } finally {
    await register.close();
  }
  mkdirSync(join(data, "cache"), { recursive: true });
  writeFileSync(done, "");
  return data;
}

/** Brings so many records into a register and links them; the lists are written to `folder`. */
export async function fillRegister(register: OpenRegister, folder: string, records: number): Promise<void> {
  const lists = await timed("write the lists", () => makeLists(folder, records));
  const take = (name: string, path: string, kind: RecordKind) =>
    importSource(register, {
      path,
      source: { id: sourceId(name), name, consent: "coalition" },
      organisation,
      records: kind,
    });
  await timed("import the places", () => take("places", lists.places, "place"));
  for (const { name, path } of lists.people) await timed(`import ${name}`, () => take(name, path, "person"));
  await timed("link", () => linkRegister(register, { seed: 1, onePerList: true, progress: () => undefined }));
}

/** Prints how long a step took, and the greatest memory of this process so far. */
async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`| ${step} | ${seconds} s | ${Math.round(resourceUsage().maxRSS / 1024)} MB |`);
  return result;
}
