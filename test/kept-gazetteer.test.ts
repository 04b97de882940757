/** The gazetteer that is kept beside a register: read when it is of the same places, made anew when anything is off. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { type OpenRegister, openRegister } from "../src/shell/register-folder.ts";
import { askPlace } from "../src/steps/ask-place.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const folder = temporaryFolder();
const opened: OpenRegister[] = [];
after(async () => {
  for (const register of opened) await register.close();
});

/** Closed, and opened by a process that remembers nothing of it. */
async function again(register: OpenRegister): Promise<OpenRegister> {
  await register.close();
  opened.splice(opened.indexOf(register), 1);
  const next = await openRegister(register.folder.data, { databaseUrl: register.connection });
  opened.push(next);
  return next;
}

async function importPlaces(register: OpenRegister, name: string, rows: readonly string[]): Promise<void> {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, ["id,parent,level,name:az", ...rows, ""].join("\n"));
  await importSource(register, {
    path,
    source: { id: sourceId(name), name, consent: "organisation" },
    organisation: { id: organisationId("o"), name: "O" },
    records: "place",
  });
}

const syllables = ["qa", "lu", "sar", "kem", "raş", "ter", "vul", "don", "mig", "ba"];
const nameOf = (at: number) =>
  Array.from(String(at).padStart(4, "0"), (digit) => syllables[Number(digit)]).join("");

test("a large gazetteer is kept, and read, mended or made anew as its places ask", async () => {
  const first = await freshRegister();
  opened.push(first);
  const villages = Array.from({ length: 1200 }, (_, at) => `D-${at},D,settlement,${nameOf(at)}`);
  await importPlaces(first, "places", ["V,,country,Vərnə", "D,V,district,Lusvarq", ...villages]);
  const asked = { text: nameOf(1187), within: ["Lusvarq"] };
  const made = await askPlace(first, asked, ["az"]);
  assert.equal(made.place?.id, "D-1187");
  const file = join(first.folder.cache, "gazetteer");
  const { mtimeMs } = statSync(file);

  const second = await again(first);
  assert.deepEqual(await askPlace(second, asked, ["az"]), made);
  assert.equal(statSync(file).mtimeMs, mtimeMs, "it was read and not made");

  await importPlaces(second, "more", ["D-x,D,settlement,Yeniqoyunlu"]);
  const third = await again(second);
  assert.equal((await askPlace(third, { text: "Yeniqoyunlu" }, ["az"])).place?.id, "D-x");

  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
  const fourth = await again(third);
  assert.deepEqual(await askPlace(fourth, asked, ["az"]), made);
  assert.notDeepEqual(readFileSync(file), bytes);
});

test("few places are put together each time, and nothing is kept of them", async () => {
  const register = await freshRegister();
  opened.push(register);
  await importPlaces(register, "few", ["V,,country,Vərnə"]);
  assert.equal((await askPlace(register, { text: "Vərnə" }, ["az"])).place?.id, "V");
  assert.equal(existsSync(join(register.folder.cache, "gazetteer")), false);
});
