/** What must not be known to exist is not told: by the same query and the same bytes; nor does linking tell who is known elsewhere. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createApp } from "../src/api/app.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { registerServices } from "../src/api/register-service.ts";
import { formatError } from "../src/cli/exit-code.ts";
import type { Audience, Consent } from "../src/model/audience.ts";
import { organisationId, recordId, sourceId } from "../src/model/ids.ts";
import type { Viewer } from "../src/model/person.ts";
import { importSource } from "../src/pipeline.ts";
import { explainRecords } from "../src/steps/link/explain-records.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { acceptInvitation, invitePerson } from "../src/steps/people/manage-people.ts";
import { viewerFor } from "../src/steps/people/viewer.ts";
import { judgePair } from "../src/steps/review/judge-pair.ts";
import { openSearch } from "../src/steps/search-register.ts";
import { answerShare, listShares } from "../src/steps/sharing/answer-share.ts";
import { viewOf } from "../src/steps/view.ts";
import { closeDatabase, openDatabase } from "../src/store/connection.ts";
import { recordViews } from "../src/store/read-views.ts";
import { freshRegister, testNow as now, sharedRegister, temporaryFolder } from "./register-fixture.ts";

const people: { [name: string]: Viewer } = {};
const viewer = (name: string): Viewer => people[name] ?? { as: "public" };
const lines = (row: string) => ["id,full name,date of birth,harm,date of harm", row];

/** The families let their names be read; whoever looks for the suspects lets others know that they do. */
const asked: { readonly [list: string]: Consent["fields"] } = {
  families: { names: "coalition" },
  suspects: { matches: "coalition" },
};

async function importOne(
  organisation: string,
  list: string,
  { row, consent }: { row: string; consent: Audience },
) {
  const path = join(temporaryFolder(), `${list}.csv`);
  writeFileSync(path, `${lines(row).join("\n")}\n`);
  const consentFor = asked[list] ?? {};
  const source = { id: sourceId(list), name: list, consent, consentFor };
  const holder = { id: organisationId(organisation), name: organisation };
  await importSource(theRegister(), { path, source, organisation: holder, records: "person" });
}

const link = () => linkRegister(theRegister(), { seed: 1, onePerList: false, progress: () => undefined });

const theRegister = sharedRegister(freshRegister, async () => {
  await importOne("holder", "families", {
    row: "f1,Maro Velan,1950-02-03,killed,1992",
    consent: "coalition",
  });
  await importOne("holder", "witnesses", { row: "w1,Nura Halem,1961-04-05,killed,1992", consent: "sealed" });
  await importOne("seeker", "suspects", {
    row: "s1,Maro Velan,1950-02-03,killed,1992",
    consent: "coalition",
  });
  await importOne("seeker", "others", {
    row: "o1,Davit Orbel,1944-04-05,killed,1992",
    consent: "organisation",
  });
  const keeper = viewOf(theRegister(), { as: "keeper" });
  const records = [recordId("families/f1"), recordId("suspects/s1")] as const;
  await judgePair(theRegister(), keeper, { records, answer: "same", by: "Ani", why: "one man", now });
  await link();
  const secrets: { [name: string]: string } = {};
  for (const organisation of ["holder", "seeker"])
    secrets[organisation] = (
      await invitePerson(theRegister(), { organisation, role: "owner", viewer: { as: "keeper" }, now })
    ).secret;
  for (const [name, secret] of Object.entries(secrets)) {
    await acceptInvitation(theRegister(), { secret, name, now });
    people[name] = await viewerFor(theRegister().store, name);
  }
});

const found = async (name: string, text: string) =>
  (await openSearch(theRegister(), viewOf(theRegister(), viewer(name))).find(text, 10)).people.map(
    ({ entity, sources }) => `${entity}: ${sources.map(({ source }) => source.id).join(" ")}`,
  );

/** What is said of a record that was asked for, without its own id. */
async function said(id: string): Promise<string> {
  const view = viewOf(theRegister(), viewer("seeker"));
  const pair = [recordId("others/o1"), recordId(id)] as const;
  const judged = { records: pair, answer: "same", by: "x", why: "y", now } as const;
  const tries = [
    () => explainRecords(theRegister(), view, pair),
    () => judgePair(theRegister(), view, judged),
    () => view.records.byIds([recordId(id)]),
  ];
  const texts: string[] = [];
  for (const attempt of tries)
    texts.push(await attempt().then((answer) => JSON.stringify(answer), formatError));
  const app = createApp(
    registerServices(theRegister(), () => now),
    {
      allowedHosts: loopbackHosts,
      session: { token: "t", cookie: "c", viewer: viewer("seeker") },
      webFolder: temporaryFolder(),
      publishedFolder: temporaryFolder(),
    },
  );
  const response = await app.request("http://localhost/api/review/judgements", {
    method: "POST",
    headers: { host: "localhost", authorization: "Bearer t", "content-type": "application/json" },
    body: JSON.stringify({ left: pair[0], right: pair[1], answer: "same", by: "x", why: "y" }),
  });
  const headers = [...response.headers].map((pair) => pair.join(": "));
  texts.push(String(response.status), ...headers, await response.text());
  return texts.join("\n").replaceAll(id, "ID");
}

test("a sealed record, a hidden one by its own id, and none at all are answered in the same bytes", async () => {
  const answer = await said("nowhere/n1");
  assert.match(answer, /wanted the id of a current record/);
  for (const id of ["witnesses/w1", "families/f1", "witnesses/#3", "families/#9999"])
    assert.equal(await said(id), answer, id);
});

test("and by the same statements, with the same rows given back", async () => {
  const database = await openDatabase(theRegister().connection);
  try {
    const ran: string[] = [];
    database.readers.on("connect", (client) => {
      const query = client.query.bind(client);
      const spied = (...given: readonly unknown[]) => {
        const [asked] = given;
        ran.push(
          typeof asked === "string" ? asked : JSON.stringify((asked as { text?: string }).text ?? asked),
        );
        return Reflect.apply(query, client, given);
      };
      Object.assign(client, { query: spied });
    });
    const statements = async (id: string) => {
      ran.length = 0;
      assert.deepEqual(await recordViews(database, viewer("seeker")).byIds([recordId(id)]), []);
      return [...ran];
    };
    const none = await statements("nowhere/n1");
    assert.ok(
      none.some((statement) => statement.includes("record_views")),
      none.join("\n"),
    );
    for (const id of ["witnesses/w1", "families/f1"]) assert.deepEqual(await statements(id), none, id);
  } finally {
    await closeDatabase(database);
  }
});

test("a match stays hidden from whoever brought the name in until its holder accepts, then shows what audiences allow", async () => {
  const handle = (await found("seeker", "Maro Velan"))
    .find((line) => line.startsWith("families/"))
    ?.split(":")[0];
  assert.match(handle ?? "", /^families\/#\d+$/);
  assert.deepEqual((await found("seeker", "Maro Velan")).toSorted(), [
    `${handle}: families`,
    "suspects/s1: suspects",
  ]);
  assert.deepEqual(await listShares(theRegister(), viewer("seeker")), [], "to be asked would be to be told");
  assert.deepEqual(await found("holder", "Maro Velan"), ["families/f1: families"]);
  const [pending, ...more] = await listShares(theRegister(), viewer("holder"));
  assert.deepEqual([pending?.share, pending?.to, more.length], ["families/f1", "seeker", 0]);
  const answer = { share: "families/f1", to: "seeker", why: "they are kin", now } as const;
  await answerShare(theRegister(), { ...answer, answer: "accepted", viewer: viewer("holder") });
  assert.deepEqual(await found("seeker", "Maro Velan"), [`${handle}: families suspects`]);
  assert.equal((await listShares(theRegister(), viewer("seeker")))[0]?.share, "suspects/s1");
  assert.deepEqual(await listShares(theRegister(), viewer("holder")), []);
  await assert.rejects(
    answerShare(theRegister(), { ...answer, answer: "refused", viewer: viewer("seeker") }),
    { code: "not-found" },
  );
});

test("a name that is sealed is found by nobody, and told from no name at all by nothing", async () => {
  for (const name of ["holder", "seeker"]) {
    const search = openSearch(theRegister(), viewOf(theRegister(), viewer(name)));
    const [hidden, none] = [await search.find("Nura Halem", 10), await search.find("Xq Zzwy", 10)];
    assert.deepEqual(hidden, none);
  }
});

test("what is looked at is written down, and beyond a day's measure a second person has to approve", async () => {
  const { store } = theRegister();
  const seeker = viewer("seeker");
  assert.ok(seeker.as === "person");
  const strict = viewOf(theRegister(), seeker, { looksADay: 1 });
  await assert.rejects(openSearch(theRegister(), strict).find("Davit Orbel", 10), { code: "limit" });
  const looks = await store.looks({ organisation: seeker.organisation, most: 50 });
  assert.ok(
    looks.some(({ person, way, id }) => person === "seeker" && way === "search" && id === "suspects/s1"),
  );
  assert.ok(!looks.some(({ id }) => id.startsWith("families")));
  await store.approveLooks({ person: seeker, by: "another", why: "they prepare a hearing" });
  assert.equal((await openSearch(theRegister(), strict).find("Davit Orbel", 10)).people.length, 1);
});
