/** Households by place of origin: one however many records tell of it, each absence by its own name, theirs to show. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { organisationId } from "../src/model/ids.ts";
import type { Viewer } from "../src/model/person.ts";
import { readHouseholds } from "../src/steps/returns/read-households.ts";
import { readReturns } from "../src/steps/returns/read-returns.ts";
import { viewOf } from "../src/steps/view.ts";
import { sharedRegister } from "./register-fixture.ts";
import { registerOfReturns } from "./return-register.ts";

const of = (organisation: string): Viewer => ({
  as: "person",
  name: "Ani",
  organisation: organisationId(organisation),
  role: "reader",
});
const keeper: Viewer = { as: "keeper" };

const theRegister = sharedRegister(registerOfReturns);

const returnsOf = (viewer: Viewer, place?: string) =>
  readReturns(theRegister(), viewOf(theRegister(), viewer), place === undefined ? {} : { place });

test("a household is one however many of its members are recorded, and what it says is told once", async () => {
  const { total, families } = await returnsOf(keeper);
  assert.equal(total.households, 5);
  assert.deepEqual(total.home, { destroyed: 1, intact: 1, "not-recorded": 2, disagree: 1 });
  assert.deepEqual(total.wish, { yes: 2, no: 1, other: 1, "not-recorded": 1 });
  assert.deepEqual(total.obstacles, { mines: 1, documents: 1, "not-recorded": 4 });
  assert.equal(families, 12, "of a group that is counted in families, beside them");
});

test("rows are of the places one step below, each with all its names, and what lies nowhere known is a row too", async () => {
  const top = await returnsOf(keeper);
  assert.deepEqual(
    top.rows.map(({ place, households, hasBelow }) => [place, households, hasBelow]),
    [
      ["V", 4, true],
      [undefined, 1, false],
    ],
  );
  const valley = await returnsOf(keeper, "V");
  assert.deepEqual(
    valley.rows.map(({ names, households }) => [names.map(({ text }) => text), households]),
    [
      [["Sarn"], 2],
      [["Stone Minor", "Малый Камень"], 2],
    ],
  );
  assert.deepEqual(
    valley.within.map(({ place }) => place),
    ["V"],
  );
  await assert.rejects(returnsOf(keeper, "nowhere"), { code: "not-found" });
});

test("at the end of each year a household stands as the last step says that has a date", async () => {
  const { years } = await returnsOf(keeper, "V");
  const at = (year: number) => years.find((each) => each.year === year)?.statuses;
  assert.deepEqual(at(1992), { displaced: 3 });
  assert.deepEqual(at(2020), { displaced: 4 });
  assert.deepEqual(at(2021), { displaced: 2, visited: 1, returned: 1 });
});

test("a member is told rounded numbers of what they may know, and others' wishes are not among them", async () => {
  const { total } = await returnsOf(of("lower"));
  assert.equal(total.households, "fewer than 10");
  assert.equal(total.wish.restricted, "fewer than 10", "of the other organisation's group");
  assert.equal(total.wish.yes, undefined);
  const { items } = await readHouseholds(theRegister(), viewOf(theRegister(), of("lower")), { place: "V" });
  assert.deepEqual(
    items.map(({ wish }) => wish),
    ["restricted", "no"],
  );
});

test("to read a household's wish is a look, written down", async () => {
  await readHouseholds(theRegister(), viewOf(theRegister(), of("upper")), { place: "V" });
  const looks = await theRegister().store.looks({ organisation: organisationId("upper"), most: 100 });
  assert.ok(looks.length > 0 && looks.every(({ way }) => way === "returns"));
  assert.ok(looks.some(({ fields }) => fields?.includes("return")));
  assert.ok(!looks.some(({ fields }) => fields?.includes("cells")), "the row as received is not shown there");
});
