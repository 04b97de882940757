/** A number that tells on a few people beside one that was published is not published without a reason. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const opened: { register?: OpenRegister } = {};
const progress = () => undefined;
const folder = temporaryFolder();
const given = "Temur Velan Andar Korin Halem Orbel Sarov Mirat Kever Dastan Ilvar Zorbel Pavle Nura".split(
  " ",
);
const rows = given.map(
  (name, i) => `${name}${given[13 - i] ?? ""},${name},19${40 + i}-0${1 + (i % 9)}-1${i % 9},1992-05-04`,
);
const appeal = (version: number) => `---
title: The dead of the valley
language: en
date: 2022-03-2${version}
version: ${version}
addressees:
  - The Parliament of Kelmara
signatories:
  - name: Salome Torvandze
    role: Chair
    organisation: Lantern
---

Our lists name {{figure: killed, unit: person}} people who were killed.
`;

before(async () => {
  opened.register = await freshRegister();
  await take(rows.slice(0, 12));
});

after(async () => {
  await opened.register?.close();
});

function register(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

async function take(people: readonly string[]): Promise<void> {
  const path = join(folder, "dead.csv");
  writeFileSync(path, ["Family name,Given name,Date of birth,Date of death", ...people].join("\n"));
  await importSource(register(), {
    path,
    source: { id: sourceId("dead"), name: "dead", consent: "organisation" },
    organisation: { id: organisationId("lantern"), name: "Lantern" },
  });
  await linkRegister(register(), { seed: 1, onePerList: false, progress });
}

async function publish(version: number, despite?: string) {
  assert.ok("value" in (await newAppeal(register(), "valley", appeal(version))));
  return publishAppeal(register(), "valley", {
    folder: join(folder, "published"),
    progress,
    ...(despite !== undefined && { despite }),
  });
}

test("a number is published once, and again as it is", async () => {
  assert.equal((await publish(1)).documented[0]?.documented, 12);
  const size = await register().store.size();
  await publish(1);
  assert.equal(await register().store.size(), size);
});

test("one that is two more is refused, and says what somebody would work out", async () => {
  await take(rows);
  await assert.rejects(publish(2), {
    code: "refused",
    message: /counts 14 and .* 12: whoever subtracts them has 2$/,
  });
});

test("with a reason it is published, and the reason is kept", async () => {
  assert.equal((await publish(2, "both families asked for it")).documented[0]?.documented, 14);
  const releases = await register().store.entriesOf("release");
  assert.deepEqual(
    releases.map(({ entry }) => entry.despite),
    [undefined, "both families asked for it"],
  );
});
