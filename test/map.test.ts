/** The map: hazards as surveyed for everybody, people and others' sites by cell, burial places their holder's alone. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { organisationId } from "../src/model/ids.ts";
import type { Viewer } from "../src/model/person.ts";
import { gridDegrees, snapToGrid } from "../src/places/map-grid.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { readMap } from "../src/steps/map/read-map.ts";
import { viewOf } from "../src/steps/view.ts";
import { mappedRegister } from "./mapped-register.ts";

const of = (organisation: string): Viewer => ({
  as: "person",
  name: "Ani",
  organisation: organisationId(organisation),
  role: "reader",
});

const opened: { register?: OpenRegister } = {};
before(async () => {
  opened.register = await mappedRegister();
});
after(() => opened.register?.close());

function mapOf(viewer: Viewer) {
  assert.ok(opened.register);
  return readMap(opened.register, viewOf(opened.register, viewer));
}

test("a mined area has the same outline for its holder and for every other organisation", async () => {
  const [own, others] = [await mapOf(of("upper")), await mapOf(of("lower"))];
  const corners = own.hazards.map(({ geometry }) =>
    geometry.type === "Polygon" ? geometry.coordinates[0]?.[0]?.join(" ") : undefined,
  );
  assert.deepEqual(new Set(corners), new Set(["-18.2001 -30.9001", "-18.5 -30.8", "-18.7 -30.6"]));
  assert.deepEqual(
    others.hazards.map(({ geometry }) => geometry),
    own.hazards.map(({ geometry }) => geometry),
  );
});

test("no position of people or of others' sites is finer than its cell, and few people are no number", async () => {
  const map = await mapOf(of("lower"));
  const positions = [
    ...map.places.map(({ at }) => at),
    ...map.sites.map(({ at }) => at),
    ...map.flows.flatMap(({ from, to }) => [from, to]),
  ];
  assert.ok(map.places.length > 0 && map.sites.length > 0);
  for (const at of positions) assert.deepEqual(at, snapToGrid(at, gridDegrees.coalition));
  assert.doesNotMatch(JSON.stringify(map), /-18\.934|-30\.411|-18\.201\b|-30\.901\b/);
  assert.ok(
    map.places.every(({ people }) => people.every(({ documented }) => documented === "fewer than 10")),
  );
});

test("a burial place is its holder's alone, and the holder sees sites where they are", async () => {
  const [own, others] = [await mapOf(of("upper")), await mapOf(of("lower"))];
  assert.deepEqual(
    own.sites.map(({ names }) => names[0] ?? "").toSorted((a, b) => a.localeCompare(b)),
    ["Old bridge", "The five elms"],
  );
  assert.deepEqual(own.sites.find(({ names }) => names[0] === "Old bridge")?.at, [-18.201, -30.901]);
  assert.deepEqual(
    others.sites.map(({ names }) => names[0]),
    ["Old bridge"],
  );
});

test("displacement is a flow from the place of origin, exact for the keeper alone", async () => {
  const { flows, gridDegrees: degrees } = await mapOf({ as: "keeper" });
  assert.equal(degrees, 0);
  assert.deepEqual(
    flows.map(({ from, to, documented }) => [from, to, documented]),
    [[[-18.934, -30.411], [-18.2, -30.9], 2]],
  );
});
