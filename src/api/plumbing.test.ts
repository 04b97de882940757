import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { freshRegister, testNow } from "../../test/register-fixture.ts";
import { connectClient } from "../store/connection.ts";
import { createApp } from "./app.ts";
import { loopbackHosts } from "./guard.ts";
import { jobSchema } from "./job-answers.ts";
import { startJobs } from "./job-runner.ts";
import { pageOfAll } from "./paging.ts";
import type { RefusalLine } from "./refusal-log.ts";
import { registerServices } from "./register-service.ts";
import { serveApp } from "./serve.ts";
import { uploadSchema } from "./upload-answers.ts";

const register = await freshRegister();
const runner = await startJobs(register);
const app = createApp(
  registerServices(register, () => testNow, runner),
  {
    allowedHosts: loopbackHosts,
    jobs: runner,
    session: { token: "the-token", cookie: "the-cookie", viewer: { as: "keeper" } },
    webFolder: register.folder.published,
    publishedFolder: register.folder.published,
  },
);
const served = await serveApp(app, { port: 0, host: "127.0.0.1" });
after(async () => {
  await served.close();
  await runner.close();
  await register.close();
});

type Sent = { readonly headers?: Record<string, string>; readonly body?: BodyInit; readonly method?: string };
const ask = (path: string, { headers = {}, ...init }: Sent = {}) =>
  fetch(`${served.url}${path}`, { ...init, headers: { authorization: "Bearer the-token", ...headers } });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const put = (name: string, body: BodyInit) =>
  ask("/api/uploads", {
    method: "PUT",
    body,
    headers: { "content-type": "application/octet-stream", "upload-name": encodeURIComponent(name) },
  });

test("each refusal is told with its code, route and role, and with nothing that was sent", async () => {
  const lines: RefusalLine[] = [];
  const told = createApp(
    registerServices(register, () => testNow),
    {
      allowedHosts: loopbackHosts,
      session: { token: "the-token", cookie: "the-cookie", viewer: { as: "keeper" } },
      webFolder: register.folder.published,
      publishedFolder: register.folder.published,
      refusals: { now: () => testNow, write: (line) => lines.push(line) },
    },
  );
  const headers = { host: "localhost", authorization: "Bearer the-token" };
  await told.request("http://localhost/api/entities/Maro%20Velan", { headers });
  await told.request("http://localhost/api/overview", { headers: { host: "localhost" } });
  await told.request("http://localhost/api/overview", { headers });
  const at = testNow.toISOString();
  assert.deepEqual(lines, [
    { at, status: 404, code: "not-found", method: "GET", route: "/api/entities/:id", by: "keeper" },
    { at, status: 401, code: "no-session", method: "GET", route: "/api/overview", by: "public" },
  ]);
});

test("an appeal that is only being written can be neither put up for signature nor answered, and is not unknown", async () => {
  assert.equal((await post("/api/appeals", { title: "Only written", language: "en" })).status, 200);
  const response = { addressee: "The world", on: "2026-01-02", state: "acknowledged" };
  for (const [appeal, status] of [
    ["only-written", 409],
    ["nowhere", 404],
  ] as const) {
    assert.equal((await post(`/api/appeals/${appeal}/invite`, {})).status, status);
    assert.equal((await post(`/api/appeals/${appeal}/responses`, response)).status, status);
  }
});

/** The events of a job, to its end. */
async function eventsOf(id: string, headers: Record<string, string> = {}) {
  const text = await (await ask(`/api/jobs/${id}/events`, { headers })).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => jobSchema.parse(JSON.parse(data)));
}

test("a file that is sent is imported as a job, whose events come to its end", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i},Maro Velan${i},1950,missing`);
  const list = `id,full name,date of birth,status\n${rows.join("\n")}\n`;
  const sent = await put("Список.csv", list);
  assert.equal(sent.status, 201);
  const upload = uploadSchema.parse(await sent.json());
  assert.deepEqual([upload.name, upload.size], ["Список.csv", Buffer.byteLength(list)]);
  const quarantine = join(register.folder.data, "quarantine");
  const [kept = ""] = readdirSync(quarantine);
  assert.equal(readFileSync(join(quarantine, kept)).includes("Velan"), false);
  const input = { kind: "import", upload: upload.id, source: "Valley", organisation: "Lantern" };
  const asked = await post("/api/jobs", input);
  assert.equal(asked.status, 202);
  const { id } = jobSchema.parse(await asked.json());
  const events = await eventsOf(id);
  const last = events.at(-1);
  assert.equal(last?.state, "done", JSON.stringify(last));
  assert.equal((last?.result as { records?: number } | undefined)?.records, 30);
  assert.deepEqual(await eventsOf(id, { "last-event-id": String(last?.change) }), [last]);
  assert.equal(await register.store.recordCount(), 30);
  assert.deepEqual(readdirSync(quarantine), []);
  assert.equal((await post("/api/jobs", input)).status, 202); // the file is gone: the job says so
  const [again] = (await (await ask("/api/jobs?limit=1")).json()).items;
  assert.deepEqual((await eventsOf(again.id)).at(-1)?.failure, { code: "not-found" });
});

test("a table of capture patterns is estimated as a job, and nothing of it goes on record", async () => {
  const size = await register.store.size();
  const { id: upload } = uploadSchema.parse(
    await (await put("lists.csv", "a,b,n\n1,0,40\n0,1,50\n1,1,25\n")).json(),
  );
  const input = { kind: "estimate-table", upload, replicates: 20, methods: ["chapman"] };
  const { id } = jobSchema.parse(await (await post("/api/jobs", input)).json());
  const last = (await eventsOf(id)).at(-1);
  const result = last?.result as { readonly observed?: number; readonly verdict?: string } | undefined;
  assert.deepEqual([last?.state, result?.observed, result?.verdict], ["done", 115, "estimate"]);
  assert.equal(await register.store.size(), size);
});

describe("refuses an upload", () => {
  const cases = [
    { desc: "without a byte", name: "a.csv", body: "", code: "input-empty-file" },
    { desc: "that would lie elsewhere", name: "../a.csv", body: "a", code: "input-upload-name" },
  ];
  for (const { desc, name, body, code } of cases)
    test(desc, async () => {
      const answer = await put(name, body);
      assert.deepEqual([answer.status, (await answer.json()).code], [422, code]);
    });
  test("called JSON", async () => {
    const headers = { "content-type": "application/json", "upload-name": "a" };
    assert.equal((await ask("/api/uploads", { method: "PUT", headers, body: "{}" })).status, 415);
  });
});

/** As a browser does: a connection that was lost is known only when somebody asks over it, who is told to ask again. */
async function postAgain(path: string, body: unknown): Promise<Response> {
  const connections = 10; // more than are kept
  for (let tries = 0; tries < connections; tries++) {
    const answer = await post(path, body);
    if (answer.status !== 503) return answer;
  }
  return post(path, body);
}

test("jobs are done again after the database was away, and health says how it stands", async () => {
  const killer = await connectClient(register.connection);
  await killer.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await killer.end();
  const asked = jobSchema.parse(await (await postAgain("/api/jobs", { kind: "link" })).json());
  assert.equal((await eventsOf(asked.id)).at(-1)?.state, "done");
  const health = await (await ask("/healthz")).json();
  assert.deepEqual(health, { status: "ready", jobs: "working" });
});

test("a job is done by one process, and taken up by another when that one dies", async () => {
  const { jobs } = register.store;
  await runner.close();
  const [first, second] = [await jobs.openClaims(), await jobs.openClaims()];
  const added = await jobs.add({ kind: "link", input: {} });
  assert.equal((await first.take())?.id, added.id);
  assert.equal(await second.take(), undefined);
  await first.close();
  const taken = await second.take();
  assert.deepEqual([taken?.id, taken?.tries], [added.id, 2]);
  await second.close();
  const next = await startJobs(register);
  assert.equal((await eventsOf(added.id)).at(-1)?.state, "done");
  await next.close();
});

test("a job that waits is cancelled, and one that has ended stays as it is", async () => {
  const asked = jobSchema.parse(await (await post("/api/jobs", { kind: "link" })).json());
  const cancel = async () => jobSchema.parse(await (await post(`/api/jobs/${asked.id}/cancel`, {})).json());
  const cancelled = await cancel();
  assert.equal(cancelled.state, "cancelled");
  assert.deepEqual(await cancel(), cancelled);
});

test("U+0000, which the database holds in no text of its own, is refused and no mistake of the server's", async () => {
  const begun = await post("/api/appeals", { title: "To all", language: "en", translates: "to-all\0" });
  const named = await post("/api/people/sign-out", { name: "Ani\0" });
  const { code } = (await begun.json()) as { code: string };
  assert.deepEqual([begun.status, code], [422, "input-letters"]);
  assert.equal(named.status, 404, "people are looked for in the ledger, where it may stand");
});

test("fifty jobs of one person may be open, and another's are none of them", async () => {
  const { jobs } = register.store;
  const asked = { kind: "doctor", input: {}, organisation: "valley" };
  const open: string[] = [];
  for (let i = 0; i < 50; i++) open.push((await jobs.add({ ...asked, person: "Ani" })).id);
  await assert.rejects(jobs.add({ ...asked, person: "Ani" }), { code: "limit" });
  open.push((await jobs.add({ ...asked, person: "Levon" })).id);
  for (const id of open) await jobs.cancel(id);
  await jobs.cancel((await jobs.add({ ...asked, person: "Ani" })).id);
});

test("an act with one key is done once and answered alike; the key does for no other", async () => {
  const key = { "idempotency-key": "k-1" };
  const [one, two] = [
    await post("/api/jobs", { kind: "link" }, key),
    await post("/api/jobs", { kind: "link" }, key),
  ];
  assert.deepEqual(await one.json(), await two.json());
  assert.deepEqual([one.status, two.status], [202, 202]);
  assert.equal(two.headers.get("idempotency-replayed"), "true");
  const other = await post("/api/jobs", { kind: "link", seed: 2 }, key);
  assert.deepEqual([other.status, (await other.json()).code], [409, "key-of-another-request"]);
  const refused = await post("/api/jobs", { kind: "none" }, { "idempotency-key": "k-2" });
  assert.equal(refused.status, 400);
  assert.equal((await post("/api/jobs", { kind: "link" }, { "idempotency-key": "k-2" })).status, 202);
});

test("of what is only read by POST no answer is kept", async () => {
  await post("/api/search", { text: "Maro" }, { "idempotency-key": "k-3" });
  const request = { asker: JSON.stringify({ as: "keeper" }), key: "k-3", digest: new Uint8Array(32) };
  assert.deepEqual(await register.store.answered.begin(request), { standing: "new" });
});

test("an answer that follows from the ledger has a tag, by which it is not made again until the ledger grows", async () => {
  const tag = (await ask("/api/overview")).headers.get("etag") ?? "";
  const again = await ask("/api/overview", { headers: { "if-none-match": tag } });
  assert.deepEqual([again.status, await again.text()], [304, ""]);
  const organisation = { id: "coast", name: "Coast" } as never;
  await register.store.append([{ entry: "organisation", organisation }], register.newKeys(1));
  assert.equal((await ask("/api/overview", { headers: { "if-none-match": tag } })).status, 200);
});

test("a body that never ends is refused where it is too long", async () => {
  const piece = new Uint8Array(4096).fill(97);
  const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(piece) });
  const sending = fetch(`${served.url}/api/search`, {
    method: "POST",
    headers: { authorization: "Bearer the-token", "content-type": "application/json" },
    body,
    duplex: "half",
  } as RequestInit);
  const status = await sending.then((answer) => answer.status).catch(() => 413); // or the line is cut while it is sent
  assert.equal(status, 413);
  assert.equal((await ask("/healthz")).status, 200);
});

test("a list comes in pages, each item once, and no cursor but ours is taken", () => {
  const items = Array.from({ length: 7 }, (_, i) => `item ${i}`);
  const seen: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages === 0 || cursor !== undefined; pages++) {
    const page = pageOfAll(items.toReversed(), { limit: "3", cursor }, (item) => item);
    seen.push(...page.items);
    cursor = page.next;
  }
  assert.deepEqual(seen, items);
  assert.throws(() => pageOfAll(items, { cursor: "a=b" }, (item) => item), { code: "input-cursor" });
});

describe("an edit that says from what it was made is refused once that is no more", () => {
  const json = async (path: string) => (await ask(path)).json();
  const edit = (
    method: string,
    path: string,
    { body, tag }: { readonly body: unknown; readonly tag: string },
  ) =>
    ask(path, {
      method,
      headers: { "content-type": "application/json", "if-match": tag },
      body: JSON.stringify(body),
    });
  /** The first edit from a state is made, the second is not; a third from the state of then is. */
  const tried = async (act: (tag: string) => Promise<Response>, tagNow: () => Promise<string>) => {
    const tag = await tagNow();
    const statuses = [(await act(tag)).status, (await act(tag)).status, (await act(await tagNow())).status];
    assert.deepEqual(statuses, [200, 412, 200]);
  };
  const words = ["first", "second", "third", "fourth"][Symbol.iterator]();
  const word = () => String(words.next().value);

  test("the consent of a source", async () => {
    const audiences = ["coalition", "public", "organisation"][Symbol.iterator]();
    await tried(
      (tag) =>
        edit("POST", "/api/consents", {
          tag,
          body: { source: "valley", general: audiences.next().value, why: "their families asked" },
        }),
      async () => (await json("/api/consents")).items[0].tag,
    );
  });
  test("what a record keeps closer than its source", async () => {
    const audiences = ["coalition", "organisation", "public"][Symbol.iterator]();
    const { entity } = (await (await post("/api/search", { text: "Maro Velan7" })).json()).people[0];
    const shown = async () => (await json(`/api/entities/${encodeURIComponent(entity)}`)).records[0];
    const { id: record } = await shown();
    await tried(
      (tag) =>
        edit("POST", "/api/restrictions", {
          tag,
          body: { record, audience: audiences.next().value, why: "asked" },
        }),
      async () => (await shown()).tag,
    );
  });
  test("a draft of a form", async () => {
    const path = "/api/drafts/22222222-2222-4222-8222-222222222222";
    const body = () => ({ kind: "person", values: { name: word() } });
    const begun = await ask(path, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body()),
    });
    assert.equal(begun.status, 200);
    await tried(
      (tag) => edit("PUT", path, { tag, body: body() }),
      async () => (await json("/api/drafts")).items[0].tag,
    );
  });
  test("the text of an appeal that is thrown away", async () => {
    const path = "/api/appeals/only-written/text";
    const { text, tag } = await json(path);
    assert.equal((await ask(path)).headers.get("etag"), `W/${tag}`); // weak, since it is compressed on its way
    assert.equal((await edit("PUT", path, { tag, body: { text: `${text}\nMore.\n` } })).status, 200);
    assert.equal((await edit("DELETE", path, { tag, body: {} })).status, 412);
  });
});

test("a list is the same page by page as whole, and a cursor of another list is not there", async () => {
  for (const title of ["One", "Two", "Three"]) await post("/api/appeals", { title, language: "en" });
  const whole = (await (await ask("/api/appeals")).json()).items;
  const pages: unknown[] = [];
  for (let query = "?limit=2"; query !== ""; ) {
    const { items, next } = await (await ask(`/api/appeals${query}`)).json();
    assert.ok(items.length <= 2);
    pages.push(...items);
    query = next === undefined ? "" : `?limit=2&cursor=${next}`;
  }
  assert.deepEqual(pages, whole);
  assert.equal((await ask("/api/appeals?cursor=*")).status, 404);
});
