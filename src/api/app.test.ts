import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { samePerson, seededRegister } from "../../test/seeded-register.ts";
import { RecountError } from "../base/errors.ts";
import { overviewSchema, searchAnswerSchema } from "./answers.ts";
import { type App, createApp } from "./app.ts";
import { loopbackHosts } from "./guard.ts";
import { registerServices } from "./register-service.ts";
import { judgementsSchema } from "./review-answers.ts";
import { serveApp } from "./serve.ts";

const folder = await mkdtemp(join(tmpdir(), "recount-app-"));
const register = await seededRegister();
const services = registerServices(register, () => new Date("2026-01-02T03:04:05.000Z"));
const options = {
  allowedHosts: loopbackHosts,
  session: { token: "the-token", cookie: "the-cookie", viewer: { as: "keeper" } },
  webFolder: join(folder, "web"),
  publishedFolder: join(folder, "published"),
} as const;
const app = createApp(services, options);
const failing = (error: Error): App =>
  createApp((viewer) => ({ ...services(viewer), search: () => Promise.reject(error) }), options);
type Asked = Omit<RequestInit, "headers"> & { readonly headers?: Record<string, string>; readonly of?: App };
const stranger = (path: string, { of = app, ...init }: Asked = {}) =>
  of.request(`http://localhost${path}`, { ...init, headers: { host: "localhost", ...init.headers } });
const ask = (path: string, init: Asked = {}) =>
  stranger(path, { ...init, headers: { authorization: "Bearer the-token", ...init.headers } });
const search = (body: string, headers: Record<string, string> = {}, of = app) =>
  ask("/api/search", {
    method: "POST",
    body,
    of,
    headers: { "content-type": "application/json", ...headers },
  });

before(async () => {
  await mkdir(join(folder, "web", "assets"), { recursive: true });
  await mkdir(join(folder, "published", "appeal", "proofs"), { recursive: true });
  await writeFile(join(folder, "web", "index.en.html"), "<title>screen</title>");
  await writeFile(join(folder, "web", "assets", "a-1.js"), "1");
  await writeFile(join(folder, "web", "assets", "a-1.js.br"), brotliCompressSync("1"));
  await writeFile(join(folder, "web", "index.ru.html"), "<title>экран</title>");
  for (const name of ["home", "sign-in", "public-search"])
    await writeFile(join(folder, "web", `${name}.en.html`), `<title>${name}</title>`);
  await writeFile(join(folder, "published", "appeal", "index.html"), "<title>page</title>");
  await writeFile(join(folder, "published", "appeal", "proofs", "F1.json"), "{}");
  await writeFile(join(folder, "secret.txt"), "secret");
  await symlink(join(folder, "secret.txt"), join(folder, "published", "appeal", "out.txt"));
});
after(async () => {
  await register.close();
  await rm(folder, { recursive: true });
});

test("answers the overview as JSON that is never stored", async () => {
  const response = await ask("/api/overview");
  assert.equal(response.status, 200);
  const { register: named, size, harms } = overviewSchema.parse(await response.json());
  assert.equal(named.name, "Register of the two valleys");
  assert.ok(size >= 22);
  assert.deepEqual(harms[0], { unit: "person", harm: "killed", documented: 3 });
  assert.equal(response.headers.get("cache-control"), "no-store");
});

test("the overview has its sources a page at a time, each once and in one order", async () => {
  const at = async (query: string) => overviewSchema.parse(await (await ask(`/api/overview${query}`)).json());
  const { sources: all, ...glance } = await at("");
  assert.ok(all.items.length > 2 && all.next === undefined);
  const found: string[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const { sources, ...rest } = await at(`?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
    assert.deepEqual(rest, glance);
    assert.equal(sources.items.length, 1);
    found.push(...sources.items.map(({ id }) => id));
    cursor = sources.next;
  }
  assert.deepEqual(
    found,
    all.items.map(({ id }) => id),
  );
  assert.equal((await ask("/api/overview?cursor=none")).status, 404);
});

test("searches with a trimmed text and a limit of its own when none is given", async () => {
  const response = await search('{"text":"  Садо "}');
  assert.equal(response.status, 200);
  const { people } = searchAnswerSchema.parse(await response.json());
  assert.deepEqual(
    people.map(({ entity }) => entity),
    ["upper/118"],
  );
});

test("goes on where the page before ended, until the last person, and takes no cursor but its own", async () => {
  const page = async (cursor?: string) => {
    const response = await search(JSON.stringify({ text: "Osek Maro", limit: 1, cursor }));
    return searchAnswerSchema.parse(await response.json());
  };
  const whole = searchAnswerSchema.parse(await (await search('{"text":"Osek Maro"}')).json());
  const entities: string[] = [];
  for (let cursor: string | undefined, turn = 0; turn === 0 || cursor !== undefined; turn++) {
    const { people, next, total } = await page(cursor);
    assert.equal(total, whole.total);
    entities.push(...people.map(({ entity }) => entity));
    cursor = next;
  }
  assert.ok(entities.length > 1);
  assert.deepEqual(
    entities,
    whole.people.map(({ entity }) => entity),
  );
  for (const cursor of ["a=b", "eA"]) {
    const response = await search(JSON.stringify({ text: "Maro", cursor }));
    assert.deepEqual([response.status, (await response.json()).code], [404, "input-cursor"]);
  }
});

describe("refuses a search", () => {
  const cases = [
    { desc: "with no name", body: '{"text":"  "}', status: 400, code: "input-invalid" },
    { desc: "with another field", body: '{"text":"a","sql":"1"}', status: 400, code: "input-invalid" },
    { desc: "for too many", body: '{"text":"a","limit":1000}', status: 400, code: "input-invalid" },
    { desc: "that is not JSON", body: "{", status: 400, code: "input-not-json" },
    { desc: "of a megabyte", body: `{"text":"${"a".repeat(1_000_000)}"}`, status: 413, code: "too-long" },
    {
      desc: "while the database is down",
      body: '{"text":"a"}',
      status: 503,
      code: "database-unreachable",
      of: failing(new RecountError("database-unreachable", "secret password")),
    },
    {
      desc: "that meets a bug",
      body: '{"text":"a"}',
      status: 500,
      code: "bug",
      of: failing(new Error("secret path /home/officer")),
    },
  ];
  for (const { desc, body, status, code, of } of cases)
    test(`${desc}, as a problem that gives nothing away`, async () => {
      const response = await search(body, {}, of);
      const text = await response.text();
      assert.equal(response.status, status);
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      assert.equal(JSON.parse(text).code, code);
      assert.doesNotMatch(text, /secret|at .*\.ts/);
    });
});

describe("review", () => {
  const [left, right] = ["upper/120", "lower/9"];
  const judgement = { left, right, answer: "different", by: " Ani ", why: "other fathers" };
  const cases = [
    { desc: "takes a judgement in", path: "judgements", body: judgement, status: 200 },
    {
      desc: "refuses one without a reason",
      path: "judgements",
      body: { ...judgement, why: " " },
      status: 400,
    },
    {
      desc: "refuses an answer that is none",
      path: "judgements",
      body: { ...judgement, answer: "maybe" },
      status: 400,
    },
    {
      desc: "says when a record is not there",
      path: "judgements",
      body: { ...judgement, left: "gone/1" },
      status: 404,
    },
    { desc: "takes one back", path: "judgements/19/undo", body: { by: "Ani" }, status: 200 },
    { desc: "takes none back twice", path: "judgements/19/undo", body: { by: "Ani" }, status: 409 },
    {
      desc: "takes back nothing without a number",
      path: "judgements/x/undo",
      body: { by: "Ani" },
      status: 400,
    },
    { desc: "gives the next pairs", path: "next", body: { limit: 2, by: "Ani" }, status: 200 },
    { desc: "refuses to give too many", path: "next", body: { limit: 500 }, status: 400 },
    { desc: "knows no other queue", path: "next", body: { queue: "third" }, status: 400 },
    { desc: "says when a pair is not there", path: "pair", body: { left: "a/1", right: "b/1" }, status: 404 },
    { desc: "gives both entities", path: "clusters", body: { left, right: "upper/121" }, status: 200 },
    { desc: "gives none before the second word", path: "clusters", body: { left, right }, status: 409 },
    { desc: "draws a sample", path: "sample", body: { count: 20 }, status: 200 },
    { desc: "refuses a sample of none", path: "sample", body: { count: 0 }, status: 400 },
    {
      desc: "refuses an answer to a match without a reason",
      path: "shares",
      body: { share: "a/1", to: "coast", answer: "accepted", why: "" },
      status: 400,
    },
  ];
  for (const { desc, path, body, status } of cases)
    test(desc, async () => {
      const headers = { "content-type": "application/json" };
      const response = await ask(`/api/review/${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers,
      });
      assert.equal(response.status, status);
      assert.doesNotMatch(await response.text(), /secret/);
    });
  test("reports judgements, the newest first", async () => {
    const { items: judgements } = judgementsSchema.parse(await (await ask("/api/review/judgements")).json());
    assert.deepEqual(
      judgements.map((judged) => [judged.right, judged.standing]),
      [
        ["upper/120", "holds"],
        [samePerson[0], "holds"],
        [samePerson[0], "withdrawn"],
      ],
    );
  });
});

test("refuses a search that is sent as a form, which another site's page could send", async () => {
  const response = await search("text=a", { "content-type": "application/x-www-form-urlencoded" });
  assert.equal(response.status, 415);
});

describe("refuses what comes from elsewhere", () => {
  const cases = [
    { desc: "another origin", headers: { origin: "http://elsewhere.example" }, status: 403 },
    { desc: "a sandboxed page", headers: { origin: "null" }, status: 403 },
    { desc: "another site, as the browser says", headers: { "sec-fetch-site": "cross-site" }, status: 403 },
    { desc: "a name that was bound to this computer", headers: { host: "evil.example" }, status: 421 },
    { desc: "a name that only begins as ours", headers: { host: "localhost.evil.example" }, status: 421 },
    { desc: "no name", headers: { host: "" }, status: 421 },
  ];
  for (const { desc, headers, status } of cases)
    test(desc, async () => {
      assert.equal((await search('{"text":"a"}', headers)).status, status);
    });
  test("but takes our own pages", async () => {
    const headers = { origin: "http://localhost", "sec-fetch-site": "same-origin" };
    assert.equal((await search('{"text":"a"}', headers)).status, 200);
  });
});

test("sends every kind of answer with a policy that runs nothing inline and frames nothing", async () => {
  for (const path of ["/", "/api/overview", "/published/appeal/", "/api/none", "/assets/none.js"]) {
    const { headers } = await ask(path);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
    assert.equal(headers.get("access-control-allow-origin"), null, path);
  }
  const published = (await ask("/published/appeal/")).headers.get("content-security-policy") ?? "";
  assert.doesNotMatch(published, /script-src|connect-src/);
});

describe("serves files", () => {
  const cases = [
    { desc: "the application", path: "/", status: 200, type: "text/html; charset=utf-8" },
    { desc: "a screen's address", path: "/verify", status: 200, type: "text/html; charset=utf-8" },
    { desc: "a built file", path: "/assets/a-1.js", status: 200, type: "text/javascript; charset=utf-8" },
    { desc: "a page", path: "/published/appeal/", status: 200, type: "text/html; charset=utf-8" },
    { desc: "a proof", path: "/published/appeal/proofs/F1.json", status: 200, type: "application/json" },
    { desc: "a folder by its slash", path: "/published/appeal", status: 308, type: null },
    { desc: "no missing file", path: "/assets/b.js", status: 404, type: "application/problem+json" },
    {
      desc: "no file outside",
      path: "/published/..%2fsecret.txt",
      status: 404,
      type: "application/problem+json",
    },
    {
      desc: "no link outside",
      path: "/published/appeal/out.txt",
      status: 404,
      type: "application/problem+json",
    },
    { desc: "no broken path", path: "/published/%", status: 404, type: "application/problem+json" },
    { desc: "no unknown API", path: "/api/none", status: 404, type: "application/problem+json" },
  ];
  for (const { desc, path, status, type } of cases)
    test(desc, async () => {
      const response = await ask(path);
      assert.equal(response.status, status);
      assert.equal(response.headers.get("content-type"), type);
    });
});

describe("asks for the address that the terminal printed", () => {
  const needed = ["/api/overview", "/api/review", "/api/none", "/api/openapi.json"];
  test("with the same bytes for everything, and never for what is published", async () => {
    const answers = await Promise.all(needed.map(async (path) => (await stranger(path)).text()));
    assert.deepEqual(new Set(answers).size, 1);
    for (const path of needed) assert.equal((await stranger(path)).status, 401, path);
    for (const path of ["/", "/healthz", "/published/appeal/", "/api/publications", "/api/me"])
      assert.equal((await stranger(path)).status, 200, path);
  });
  test("which gives a cookie that no script reads and no other site sends, and leads to itself without the token", async () => {
    const given = await stranger("/search?token=the-token&q=1");
    assert.equal(given.status, 303);
    assert.equal(given.headers.get("location"), "/search?q=1");
    const cookie = given.headers.get("set-cookie") ?? "";
    assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Strict$/);
    assert.doesNotMatch(cookie, /the-token/);
    const [pair = ""] = cookie.split(";");
    assert.equal((await stranger("/api/overview", { headers: { cookie: `other=1; ${pair}` } })).status, 200);
    assert.equal((await stranger("/api/overview", { headers: { cookie: `${pair}x` } })).status, 401);
  });
  test("and takes no other", async () => {
    for (const path of ["/?token=guess", "/?token="]) assert.equal((await stranger(path)).status, 401);
    assert.equal((await stranger("/api/overview?token=the-token")).status, 401);
    assert.equal(
      (await stranger("/api/overview", { headers: { authorization: "Bearer guess" } })).status,
      401,
    );
  });
});

test("lists every file of a published folder, and of no other", async () => {
  const response = await ask("/api/publications/appeal/files");
  assert.deepEqual(await response.json(), { items: ["index.html", "proofs/F1.json"] });
  for (const path of ["none", "..%2Fweb", "%2F"])
    assert.equal((await ask(`/api/publications/${path}/files`)).status, 404, path);
});

test("describes itself in OpenAPI, with no name of a person in an address", async () => {
  const document: Document = await (await ask("/api/openapi.json")).json();
  assert.equal(document.openapi, "3.1.0");
  const inAddresses = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ parameters = [] }) =>
      parameters.flatMap(({ name, in: place }) => (place === "header" ? [] : [name])),
    ),
  );
  const harmless = new Set(["id", "path", "limit", "cursor", "kind", "appeal", "file", "standing"]);
  assert.deepEqual(
    inAddresses.filter((name) => !harmless.has(name)),
    [],
  );
  assert.deepEqual(Object.keys(document.paths["/api/search"] ?? {}), ["post"]);
});

test("a search is marked as reading only, and no GET needs to be", async () => {
  const document: Document = await (await ask("/api/openapi.json")).json();
  const reading = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, of]) =>
      of["x-reads-only"] === true ? [`${method} ${path}`] : [],
    ),
  );
  assert.ok(reading.includes("post /api/search"));
  assert.ok(reading.every((each) => each.startsWith("post ")));
});

test("each POST says that it only reads, or stands here among those that do something", async () => {
  const document: Document = await (await ask("/api/openapi.json")).json();
  const acts = Object.entries(document.paths).flatMap(([path, { post }]) =>
    post === undefined || post["x-reads-only"] === true || !path.startsWith("/api/") ? [] : [path],
  );
  const known = `/api/session /api/session/end /api/session/passkey /api/session/passkey/begin
    /api/joining /api/joining/password /api/joining/passkey /api/joining/passkey/begin
    /api/account/sessions/end-others /api/account/sessions/{id}/end /api/account/recovery-codes
    /api/account/passkeys /api/account/passkeys/begin /api/account/passkeys/{id}/remove
    /api/account/password /api/account/password/begin
    /api/people/invite /api/people/account /api/people/role /api/people/remove /api/people/sign-out
    /api/review/sample /api/review/shares /api/review/judgements /api/review/judgements/{id}/undo
    /api/jobs /api/jobs/{id}/cancel /api/uploads/{id}/drop /api/imports/mapping
    /api/enquiries/key /api/enquiries/{id}/answer /api/enquiries/{id}/close
    /api/organisations /api/consents /api/custody /api/restrictions /api/records /api/versions/{id}/undo
    /api/counts /api/counts/file /api/counts/saved /api/counts/saved/{id}/remove
    /api/appeals /api/appeals/{appeal}/take /api/appeals/{appeal}/invite /api/appeals/{appeal}/responses
    /api/appeal-letters /api/appeal-letters/{id}/answer /api/audits`;
  assert.deepEqual(acts.toSorted(), known.split(/\s+/).toSorted());
});

test("each act that is done once for a key says so, and refuses what is none; no other does", async () => {
  const document: Document = await (await ask("/api/openapi.json")).json();
  const keyed: string[] = [];
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      const isDescribed = parameters.some(({ name }) => name === "Idempotency-Key");
      if (isDescribed) keyed.push(`${method} ${path}`);
      const response = await app.request(`http://localhost${path.replace(/\{\w+\}/g, "x")}`, {
        method: method.toUpperCase(),
        headers: {
          host: "localhost",
          authorization: "Bearer the-token",
          "content-type": path === "/api/uploads" ? "application/octet-stream" : "application/json",
          "idempotency-key": "a key",
        },
        ...(method !== "get" && { body: "{}" }),
      });
      const isRefused = (await response.text()).includes("input-idempotency-key");
      assert.equal(isRefused, isDescribed, `${method} ${path}`);
    }
  for (const act of ["post /api/jobs", "post /api/records", "put /api/appeals/{appeal}/text"])
    assert.ok(keyed.includes(act), act);
});

type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly "x-reads-only"?: boolean;
};
type Document = {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
};

test("takes the next free port when the wanted one is in use, and says so", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  assert.ok(address !== null && typeof address !== "string");
  const served = await serveApp(app, { port: address.port, host: "127.0.0.1" });
  assert.ok(served.moved);
  assert.ok(served.port > address.port);
  assert.equal(await statusWithHost(served.port, `localhost:${served.port}`), 200);
  assert.equal(await statusWithHost(served.port, `localhost:${address.port}`), 421);
  await served.close();
  await assert.rejects(fetch(`http://127.0.0.1:${served.port}/healthz`));
  await new Promise((resolve) => other.close(resolve));
});

test("a connection on which nothing was asked, as browsers open them, does not keep it from ending", async () => {
  const served = await serveApp(app, { port: 0, host: "127.0.0.1" });
  const silent = connect(served.port, "127.0.0.1");
  await once(silent, "connect");
  assert.equal(await statusWithHost(served.port, `localhost:${served.port}`), 200); // it has seen the one before
  await Promise.all([once(silent, "close"), served.close()]);
});

function statusWithHost(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path: "/healthz", headers: { host }, agent: false });
    sent.on("response", (response) => resolve(response.resume().statusCode));
    sent.on("error", reject);
    sent.end();
  });
}

test("a screen's page comes in the reader's language, English where it is none of ours", async () => {
  for (const [language, title] of [
    ["ru-RU,en;q=0.5", "экран"],
    ["en", "screen"],
    ["de", "screen"],
  ] as const) {
    const response = await ask("/people", { headers: { "accept-language": language } });
    assert.equal(await response.text(), `<title>${title}</title>`);
  }
});

test("who reads Brotli gets the packed file, others the file itself", async () => {
  const packed = await ask("/assets/a-1.js", { headers: { "accept-encoding": "gzip, br" } });
  assert.equal(packed.headers.get("content-encoding"), "br");
  assert.equal(packed.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.equal(brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString(), "1");
  const plain = await ask("/assets/a-1.js", { headers: { "accept-encoding": "identity, br;q=0" } });
  assert.equal(await plain.text(), "1");
});

test("who has a file already is told only that it is so", async () => {
  const first = await ask("/published/appeal/");
  const tag = first.headers.get("etag") ?? "";
  const again = await ask("/published/appeal/", { headers: { "if-none-match": tag } });
  assert.deepEqual([again.status, await again.text()], [304, ""]);
  const other = await ask("/published/appeal/", { headers: { "if-none-match": 'W/"other"' } });
  assert.equal(other.status, 200);
});

test("a base map of one's own is read by parts, and by no more than is asked for", async () => {
  const tilesFile = join(folder, "ground.pmtiles");
  await writeFile(tilesFile, "PMTiles, and more");
  const own = createApp(services, { ...options, tilesFile });
  for (const { range, status, text, told } of [
    { range: "bytes=0-6", status: 206, text: "PMTiles", told: "bytes 0-6/17" },
    { range: "bytes=9-", status: 206, text: "and more", told: "bytes 9-16/17" },
    { range: "bytes=13-99", status: 206, text: "more", told: "bytes 13-16/17" },
    { range: "bytes=17-20", status: 416, text: "", told: "bytes */17" },
    { range: "", status: 416, text: "", told: "bytes */17" },
  ]) {
    const response = await stranger("/map/tiles.pmtiles", {
      of: own,
      headers: range === "" ? {} : { range },
    });
    assert.deepEqual(
      [response.status, await response.text(), response.headers.get("content-range")],
      [status, text, told],
    );
  }
});
