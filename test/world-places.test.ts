/** The places of the world that ship are those that the packages of the registry give, and can be used. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test } from "node:test";
import { worldPlaces } from "../data/world-places.ts";
import { checkPlaces } from "../src/places/check-places.ts";
import { makeGazetteer } from "../src/places/gazetteer.ts";
import { resolvePlace } from "../src/places/resolve-place.ts";
import { formatWorldTable, parseWorldTable } from "../src/places/tables/world-table.ts";
import { readWorldTable } from "../src/shell/world-places.ts";

const text = await readWorldTable();
const places = parseWorldTable(text);

test("the shipped table is generated from its sources", () => {
  assert.ok(text === formatWorldTable(worldPlaces()), "run node data/generate.ts");
});

test("the table is read back as it was written, and makes a gazetteer", () => {
  assert.ok(formatWorldTable(places) === text);
  assert.deepEqual(checkPlaces(places), []);
});

test("it stays under a megabyte", () => {
  assert.ok(statSync(new URL("../data/world-places.tsv.br", import.meta.url)).size <= 1_000_000);
});

test("a country is found by the names that people write beside its own", () => {
  const gazetteer = makeGazetteer(places, () => false);
  for (const [name, code] of [
    ["Turkey", "TR"],
    ["Bosnia and Herzegovina", "BA"],
    ["Bosnia", "BA"],
    ["UK", "GB"],
    ["USA", "US"],
    ["Czech Republic", "CZ"],
    ["Российская Федерация", "RU"],
  ] as const) {
    const answer = resolvePlace(gazetteer, { text: name });
    assert.ok(
      answer.state === "resolved" && answer.place === `iso:${code}`,
      `${name}: ${JSON.stringify(answer)}`,
    );
  }
});

test("a town is found in every script beside its country", () => {
  const gazetteer = makeGazetteer(places, () => false);
  const rows = [
    ["Baku", "Azerbaijan"],
    ["Баку", "Азербайджан"],
    ["Բաքու", "Ադրբեջան"],
    ["ბაქო", "აზერბაიჯანი"],
    ["باكو", "أذربيجان"],
    ["Μπακού", "Αζερμπαϊτζάν"],
    ["באקו", "אזרבייג׳ן"],
  ] as const;
  for (const [town, country] of rows) {
    const answer = resolvePlace(gazetteer, { text: town, within: [country] });
    assert.ok(answer.state === "resolved", `${town}: ${JSON.stringify(answer)}`);
    assert.equal(answer.place, "geonames:587084");
  }
});
