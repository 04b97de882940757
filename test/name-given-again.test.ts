/** What somebody left is not there for whoever has their name next: forms, files, exports and jobs. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sweeper } from "../src/api/job-runner.ts";
import { registerServices } from "../src/api/register-service.ts";
import type { Viewer } from "../src/model/person.ts";
import { keepExport } from "../src/shell/exports.ts";
import { acceptInvitation, invitePerson, removePerson } from "../src/steps/people/manage-people.ts";
import { testNow as now, sharedRegister } from "./register-fixture.ts";
import { lowerValley, seededRegister, upperValley } from "./seeded-register.ts";

const keeper = { as: "keeper" } as const;
const form = "11111111-1111-4111-8111-111111111111";
const opened: { first?: Viewer } = {};
const theRegister = sharedRegister(seededRegister, async () => {
  opened.first = await joins("Siran", upperValley);
  await joins("Nare", lowerValley);
});

/** An owner of the organisation, invited by the keeper, or by the first of all owners. */
async function joins(name: string, { id: organisation }: typeof upperValley): Promise<Viewer> {
  const invited = { organisation, role: "owner", viewer: opened.first ?? keeper, now } as const;
  const { secret } = await invitePerson(theRegister(), invited).catch(() =>
    invitePerson(theRegister(), { ...invited, viewer: keeper }),
  );
  return { as: "person", ...(await acceptInvitation(theRegister(), { secret, name, now })) };
}

const services = (viewer: Viewer) => registerServices(theRegister(), () => now)(viewer);

async function* pieces<T>(...all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}

/** Leaves a form, a file, a job that waits and an export that is ready. */
async function leaves(viewer: Viewer) {
  const { entry, uploads, jobs } = services(viewer);
  await entry.save(form, { kind: "person", values: { name: "Tharén Orvik" } }, undefined);
  const upload = await uploads.take("families.csv", pieces(new TextEncoder().encode("name\nTharén\n")));
  const ready = await jobs.add({ kind: "export", of: "records", format: "csv" });
  const claims = await theRegister().store.jobs.openClaims();
  assert.equal((await claims.take())?.id, ready.id);
  await keepExport(theRegister(), { job: ready.id, name: "records.csv" }, pieces("record\n"));
  await theRegister().store.jobs.end(ready.id, "done", {});
  await claims.close();
  assert.ok((await jobs.file(ready.id)).size > 0);
  const waiting = await jobs.add({ kind: "export", of: "records", format: "csv" });
  return { upload, waiting, ready };
}

async function isNothingThere(
  viewer: Viewer,
  { upload, waiting, ready }: Awaited<ReturnType<typeof leaves>>,
) {
  const { entry, uploads, jobs } = services(viewer);
  assert.deepEqual((await entry.drafts({})).items, []);
  assert.deepEqual((await uploads.list({})).items, []);
  await assert.rejects(uploads.drop(upload.id), { code: "not-found" });
  await assert.rejects(jobs.file(ready.id), { code: "not-found" });
  const { state } = (await theRegister().store.jobs.find(waiting.id)) ?? {};
  assert.equal(state, "cancelled", "nobody has it done any more");
}

test("in another organisation, once they were removed, and their files go with the next sweep", async () => {
  const levon = await joins("Levon", lowerValley);
  const left = await leaves(levon);
  assert.equal((await services(levon).entry.drafts({})).items.length, 1);
  await removePerson(theRegister(), { name: "Levon", why: "left", viewer: keeper, now });
  const namesake = await joins("Levon", upperValley);
  await isNothingThere(namesake, left);
  assert.deepEqual((await services(namesake).jobs.list({})).items, [], "a job is its organisation's");
  const { data } = theRegister().folder;
  const files = [join(data, "quarantine", left.upload.id), join(data, "exports", left.ready.id)];
  assert.deepEqual(files.map(existsSync), [true, true]);
  await sweeper(theRegister(), () => 0)();
  assert.deepEqual(files.map(existsSync), [false, false]);
});

test("in the same one, though a version that forgot nothing removed them", async () => {
  const left = await leaves(await joins("Davit", upperValley));
  const declared = { by: "keeper", why: "left", at: now.toISOString() };
  const removal = { entry: "person-removal", person: "Davit", declared } as const;
  await theRegister().store.append([removal], theRegister().newKeys(1));
  await isNothingThere(await joins("Davit", upperValley), left);
});

test("files that waited too long are looked for again while the server runs", async () => {
  const { uploads } = theRegister().store;
  const clock = { ms: 0 };
  const sweep = sweeper(theRegister(), () => clock.ms);
  await sweep();
  const { upload } = await leaves(await joins("Sona", upperValley));
  await theRegister().store.forgetWork("Sona");
  clock.ms = 9 * 60_000;
  await sweep();
  assert.ok(await uploads.find(upload.id), "not each time that a job is looked for");
  clock.ms = 10 * 60_000;
  await sweep();
  assert.equal(await uploads.find(upload.id), undefined);
});
