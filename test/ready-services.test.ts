/** What a viewer's answers are made from is read as soon as the viewer comes, once, and what cannot be read is told. */
import assert from "node:assert/strict";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Service, Services } from "../src/api/answers.ts";
import { countRequestSchema } from "../src/api/count-answers.ts";
import { readyServices } from "../src/api/ready-services.ts";
import { registerServices } from "../src/api/register-service.ts";
import { sourceId } from "../src/model/ids.ts";
import type { Viewer } from "../src/model/person.ts";
import { importSource } from "../src/pipeline.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { sharedRegister, temporaryFolder, testNow } from "./register-fixture.ts";
import { seededRegister, upperValley } from "./seeded-register.ts";

const keeper: Viewer = { as: "keeper" };
const anybody: Viewer = { as: "public" };

const theRegister = sharedRegister(seededRegister);

const kept = (name: string) => join(theRegister().folder.cache, name);
const forget = () => {
  for (const name of ["people.names", "counts"]) rmSync(kept(name), { force: true });
};

/** The register's services as a server has them that begins, with how often each viewer's was made ready. */
function countedServices(): { readonly services: Services; readonly times: Map<string, number> } {
  const register = { ...theRegister(), store: { ...theRegister().store } };
  const own = registerServices(register, () => testNow);
  const times = new Map<string, number>();
  const made = new Map<string, Service>();
  const services = (viewer: Viewer): Service => {
    const service = own(viewer);
    const counted: Service = made.get(viewer.as) ?? {
      ...service,
      ready() {
        times.set(viewer.as, (times.get(viewer.as) ?? 0) + 1);
        return service.ready();
      },
    };
    made.set(viewer.as, counted);
    return counted;
  };
  return { services, times };
}

test("names and counts are read for the first viewer before anybody asks", async () => {
  forget();
  const { services } = countedServices();
  const { settled } = readyServices(services, keeper);
  await settled();
  for (const name of ["people.names", "counts"]) assert.ok(existsSync(kept(name)), name);
});

test("for another viewer they are read when the viewer comes, and for each once", async () => {
  const { services, times } = countedServices();
  const ready = readyServices(services);
  await ready.settled();
  assert.deepEqual([...times], [], "nobody came");
  for (const viewer of [keeper, anybody, keeper, anybody, keeper]) ready.services(viewer);
  await ready.settled();
  assert.deepEqual(Object.fromEntries(times), { keeper: 1, public: 1 });
});

test("it is said when what was kept is read for the first viewer, and at once where nobody is first", async () => {
  forget();
  const ready = readyServices(countedServices().services, keeper);
  await ready.opened;
  for (const name of ["people.names", "counts"]) assert.ok(existsSync(kept(name)), name);
  await ready.settled();
  await readyServices(countedServices().services).opened;
});

test("what cannot be read ends no server: whoever asks is told, and answered once it can be", async () => {
  const path = join(temporaryFolder(), "more.csv");
  writeFileSync(path, "id,full name,date of disappearance,status\n1,Nerin Aldo,1993,missing\n");
  await importSource(theRegister(), {
    path,
    source: { id: sourceId("more"), name: "more", consent: "coalition" },
    organisation: upperValley,
    records: "person",
  });
  const { services } = countedServices();
  const ready = readyServices(services, keeper);
  await ready.settled();
  const service = ready.services(keeper);
  await assert.rejects(service.ready(), { code: "not-found", message: /not linked yet/ });
  const asked = countRequestSchema.parse({ harm: "missing" });
  await assert.rejects(service.counts.describe(asked), { code: "not-found" });
  await linkRegister(theRegister(), { seed: 1, onePerList: false, progress: () => undefined });
  await service.ready();
  assert.equal((await service.counts.describe(asked)).unit, "person");
});
