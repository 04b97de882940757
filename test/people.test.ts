/** People come in by invitation, each into one organisation, and owners decide about their own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { organisationId } from "../src/model/ids.ts";
import { mayDo, type Viewer } from "../src/model/person.ts";
import {
  acceptInvitation,
  addOrganisation,
  changeRole,
  invitePerson,
  removePerson,
} from "../src/steps/people/manage-people.ts";
import { sourceToImport } from "../src/steps/people/own-sources.ts";
import { readPeople, requireDeed, viewerFor } from "../src/steps/people/viewer.ts";
import { freshRegister, testNow as now, sharedRegister } from "./register-fixture.ts";

const theRegister = sharedRegister(freshRegister);

const viewer = (name?: string): Promise<Viewer> => viewerFor(theRegister().store, name);

async function join(
  organisation: string,
  role: "owner" | "reader",
  as: Viewer,
  name: string,
): Promise<string> {
  const { secret } = await invitePerson(theRegister(), { organisation, role, viewer: as, now });
  await acceptInvitation(theRegister(), { secret, name, now });
  return secret;
}

test("a register without people is its keeper's, who may do all", async () => {
  const keeper = await viewer("whoever");
  assert.deepEqual(keeper, { as: "keeper" });
  for (const deed of ["look", "change", "govern"] as const) requireDeed(keeper, deed);
  for (const name of ["Valley", "Coast", "Hill"]) await addOrganisation(theRegister(), name, keeper);
});

test("a code makes one person, once, and not after it expired", async () => {
  const secret = await join("Valley", "owner", await viewer(), "Ani");
  const again = { secret, name: "Levon", now };
  await assert.rejects(acceptInvitation(theRegister(), again), { code: "refused" });
  await assert.rejects(acceptInvitation(theRegister(), { ...again, secret: "guessed" }), { code: "refused" });
  const late = await invitePerson(theRegister(), {
    organisation: "Valley",
    role: "reader",
    viewer: await viewer("Ani"),
    now: new Date(now.getTime() - 15 * 86_400_000),
  });
  await assert.rejects(acceptInvitation(theRegister(), { ...again, secret: late.secret }), {
    code: "refused",
  });
  const kept = JSON.stringify((await theRegister().store.entries([3, 4, 5])).map((keyed) => keyed?.entry));
  assert.match(kept, /"invitation"/);
  assert.ok(!kept.includes(secret) && !kept.includes(late.secret));
});

test("from the first person on nobody is the keeper, and who is nobody hears the same as who says nothing", async () => {
  assert.equal((await viewer("Ani")).as, "person");
  const messages = await Promise.all(
    [undefined, "Nobody"].map((name) =>
      viewer(name).then(
        () => "",
        (error: Error) => error.message,
      ),
    ),
  );
  assert.equal(messages[0], messages[1]);
  assert.notEqual(messages[0], "");
});

test("an owner invites into their own organisation, and first owners only come from the first one's", async () => {
  await join("Coast", "owner", await viewer("Ani"), "Boris");
  const asBoris = await viewer("Boris");
  for (const organisation of ["Valley", "Hill"])
    await assert.rejects(invitePerson(theRegister(), { organisation, role: "owner", viewer: asBoris, now }), {
      code: "refused",
    });
  await assert.rejects(
    invitePerson(theRegister(), { organisation: "Coast", role: "owner", viewer: await viewer("Ani"), now }),
    { code: "refused" },
  );
  await join("Coast", "reader", asBoris, "Carla");
  assert.equal((await readPeople(theRegister().store)).people.length, 3);
});

test("roles are changed and people removed within their organisation, which keeps an owner", async () => {
  const [ani, boris] = [await viewer("Ani"), await viewer("Boris")];
  const change = { name: "Boris", viewer: boris, now };
  await assert.rejects(changeRole(theRegister(), { ...change, role: "reader" }), { code: "refused" });
  await assert.rejects(removePerson(theRegister(), { ...change, why: "left" }), { code: "refused" });
  await assert.rejects(removePerson(theRegister(), { name: "Carla", viewer: ani, now, why: "left" }), {
    code: "not-found",
  });
  await changeRole(theRegister(), { name: "Carla", role: "owner", viewer: boris, now });
  await removePerson(theRegister(), { ...change, why: "left" });
  await assert.rejects(viewer("Boris"), { code: "refused" });
});

test("a source may be called as another organisation's is, and nobody learns that it is", async () => {
  const keeper = { as: "keeper" } as const;
  const said = { fields: {} };
  const valley = organisationId("valley");
  const asked = { holder: valley, said, viewer: keeper };
  const first = await sourceToImport(theRegister(), "Families 1993", asked);
  const source = { ...first, organisation: organisationId("hill") };
  await theRegister().store.append([{ entry: "source", source }], theRegister().newKeys(1));
  const member: Viewer = { as: "person", name: "M", organisation: valley, role: "editor" };
  const [taken, free] = await Promise.all(
    ["Families 1993", "Families 1994"].map((name) =>
      sourceToImport(theRegister(), name, { ...asked, viewer: member }),
    ),
  );
  assert.deepEqual([taken?.id, free?.id], ["valley-families-1993", "valley-families-1994"]);
});

test("who may only look may not change, judge, publish or govern", () => {
  const reader: Viewer = { as: "person", name: "R", organisation: organisationId("valley"), role: "reader" };
  assert.ok(mayDo(reader, "look"));
  for (const deed of ["change", "judge", "publish", "govern", "audit"] as const)
    assert.throws(() => requireDeed(reader, deed), { code: "refused" });
});
