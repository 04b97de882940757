/** What small places, few people and tokens do to a published figure. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parseStatements } from "../src/appeal/read-statements.ts";
import type { StatementFigure } from "../src/appeal/statements.ts";
import type { Audience } from "../src/model/audience.ts";
import { organisationId, sourceId } from "../src/model/ids.ts";
import type { RecordKind } from "../src/model/record.ts";
import { importSource } from "../src/pipeline.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { verifyFolder } from "../src/verify/verify-folder.ts";
import { killedAppeal } from "./killed-list.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const opened: { register?: OpenRegister } = {};
const folder = temporaryFolder();
const places = `id,parent,level,name:en,population
K,,country,Kelmara,
D,K,district,Upper Valley,90000
S,D,settlement,Upper Spring,18
M,D,settlement,Old Mill,2400
`;
const people = (family: string, count: number, place: string) =>
  Array.from(
    { length: count },
    (_, i) => `${family}${i},Given${family}${i},19${50 + i}-01-10,1992-05-04,${place}`,
  );
const list = (rows: readonly string[]) =>
  ["Family name,Given name,Date of birth,Date of death,Place of death", ...rows].join("\n");

async function take(name: string, text: string, consent: Audience, records?: RecordKind): Promise<void> {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, text);
  await importSource(register(), {
    path,
    source: {
      id: sourceId(name),
      name,
      consent,
      ...(consent === "public" && { consentFor: { names: consent } }),
    },
    organisation: { id: organisationId("lantern"), name: "Lantern" },
    ...(records !== undefined && { records }),
  });
}

before(async () => {
  opened.register = await freshRegister();
  await take("places", places, "public", "place");
  await take("dead", list(people("Velan", 12, "Upper Spring")), "organisation");
  await take("family", list(people("Orbel", 6, "Old Mill")), "public");
  await linkRegister(register(), { seed: 1, onePerList: false, progress: () => undefined });
  const text = `${killedAppeal().trimEnd()} In Upper Spring {{figure: killed, place: Upper Spring}}, and in Old Mill
{{figure: killed, place: Old Mill}} of one family. Openly: {{figure: killed, period: 1992}}.\n`;
  assert.ok(
    "value" in (await newAppeal(register(), "valley", text.replace("unit: person", "proof: tokens"))),
  );
  await publishAppeal(register(), "valley", { folder: join(folder, "published"), progress: () => undefined });
});

after(async () => {
  await opened.register?.close();
});

function register(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

async function published() {
  const files = await readFolder(join(folder, "published"));
  const statements = parseStatements(files.get("data/statements.json") ?? new Uint8Array(), "");
  assert.ok("value" in statements);
  const figure = (id: string): StatementFigure => {
    const found = statements.value.figures.find((each) => each.id === id);
    assert.ok(found);
    return found;
  };
  return {
    files,
    figure,
    page: new TextDecoder().decode(files.get("index.html")),
    result: verifyFolder(files),
  };
}

test("a figure by tokens opens no record, and its count is that of its tokens", async () => {
  const { files, figure, page, result } = await published();
  assert.deepEqual(result.refusals, []);
  assert.deepEqual(figure("F1").proof, { level: "tokens", path: "tokens/F1.json" });
  assert.equal(figure("F1").documented, 18);
  assert.ok(!files.has("proofs/F1.json") && files.has("proofs/F4.json"));
  assert.deepEqual(
    result.figures.map(({ id, level }) => [id, level]),
    [
      ["F1", "consistent only"],
      ["F2", "attested"],
      ["F3", "consistent only"],
      ["F4", "recounted"],
    ],
  );
  assert.ok(result.checked.includes("F1: it shows 18 tokens, no two alike"));
  assert.match(page, /By tokens: one for each one counted/);
  const without = verifyFolder(new Map([...files].filter(([path]) => path !== "tokens/F1.json")));
  assert.equal(without.verdict, "refused");
});

test("a village of which nearly all are counted gets a rounded figure, and no tokens that would tell it", async () => {
  const { files, figure, page } = await published();
  const { documented, proof, lists, years, histories, range } = figure("F2");
  assert.deepEqual([documented, proof.level, histories], ["about 10", "attested", "suppressed"]);
  assert.ok([...lists, ...years].every(({ count }) => typeof count === "string"));
  assert.ok([range?.low ?? "", range?.high ?? ""].every((end) => typeof end === "string"));
  assert.ok(!files.has("tokens/F2.json"));
  assert.match(page, /nearly everybody of a place is counted/);
});

test("years are withheld where nearly all of a village would be of one, unless the query says it or all may be named", async () => {
  const { figure, result } = await published();
  assert.deepEqual(figure("F2").years, []);
  assert.deepEqual(figure("F1").years, [{ value: "1992", count: 18 }]); // of all Kelmara, no village beside
  assert.deepEqual(figure("F4").years, [{ value: "1992", count: 18 }]);
  assert.equal(figure("F3").years.length, 1);
  assert.ok(result.notChecked.includes("F2: parts by year are not published, as of a village's one year"));
});

test("six of one family are said as six, by tokens, when all of them may be named", async () => {
  const { figure, page, result } = await published();
  const { documented, consented, proof } = figure("F3");
  assert.deepEqual([documented, consented, proof.level], [6, 6, "tokens"]);
  assert.ok(result.notChecked.includes("F3: that the families of all 6 agreed to their being named"));
  assert.match(page, /The families of all of them agreed/);
  assert.match(page, /At least 6 people/);
});
