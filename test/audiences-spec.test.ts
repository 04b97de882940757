/** Every viewer on every way out, as the table of docs/spec/audiences.md has it: words that must not be there are sought in the bytes. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type App, createApp } from "../src/api/app.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { type JobRunner, startJobs } from "../src/api/job-runner.ts";
import { registerServices } from "../src/api/register-service.ts";
import { formatAudit } from "../src/appeal/audit.ts";
import type { OptionValues } from "../src/cli/command.ts";
import { findCommand } from "../src/cli/commands.ts";
import { formatError } from "../src/cli/exit-code.ts";
import { noProgress } from "../src/cli/progress.ts";
import { type Audience, audiences } from "../src/model/audience.ts";
import { organisationId, type RecordId, recordId, sourceId } from "../src/model/ids.ts";
import { type Role, roles, type Viewer } from "../src/model/person.ts";
import { importSource } from "../src/pipeline.ts";
import { passingIdentity } from "../src/shell/locked-archive.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { drawAudit } from "../src/steps/audit/draw-audit.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { acceptInvitation, invitePerson } from "../src/steps/people/manage-people.ts";
import { viewerFor } from "../src/steps/people/viewer.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { judgePair } from "../src/steps/review/judge-pair.ts";
import { signInTools } from "../src/steps/sign-in/tools.ts";
import { makeKeyFile } from "../src/steps/signing-key-file.ts";
import { viewOf } from "../src/steps/view.ts";
import { freshRegister, testNow as now, temporaryFolder } from "./register-fixture.ts";

const organisations = ["valley", "coast", "hill"] as const;
const words =
  "brindak olvesh tamurro kessipa wendrol ifgarum zholtec parmiqua suvindh ekrothal yannbeli dovustri".split(
    " ",
  );

/** Everybody is called so, so that one search asks for them all. */
const GIVEN = "Ilyas";

/** One list for each organisation and audience; what is said in it is said in no other. */
type List = {
  readonly organisation: (typeof organisations)[number];
  readonly audience: Audience;
  readonly said: string; // in names and keys, which go as far as the audience
  readonly held: string; // in what only the holder sees, whatever its source allows in general
  readonly called: string; // in the source's name
};
const lists = organisations.flatMap((organisation, i) =>
  audiences.map((audience, j): List => {
    const said = words[4 * i + j] ?? "";
    const held = said.split("").toReversed().join("");
    return { organisation, audience, said, held, called: `${said.slice(3)}${said.slice(0, 3)}` };
  }),
);
const idOf = ({ organisation, audience, said }: List, row: 1 | 2): RecordId =>
  recordId(`${organisation}-${audience}/${said}-${row}`);
const listOf = (organisation: string, audience: Audience): List => {
  const found = lists.find((list) => list.organisation === organisation && list.audience === audience);
  assert.ok(found);
  return found;
};

const appealText = `---
title: An appeal
language: en
date: 2026-01-02
version: 1
addressees:
  - The world
signatories:
  - name: Ani
    role: Chair
    organisation: Valley
---

Of us {{figure: killed, unit: person}} people were killed.
`;

const opened: { register?: OpenRegister; published?: string; jobs?: JobRunner } = {};
function theRegister(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

before(async () => {
  opened.register = await freshRegister();
  for (const list of lists) await importOne(list);
  const keeper = viewOf(theRegister(), { as: "keeper" });
  const judged = { answer: "same", by: "Ani", now } as const;
  for (const list of lists.filter(({ audience }) => audience !== "sealed"))
    await judgePair(theRegister(), keeper, {
      records: [idOf(list, 1), idOf(list, 2)],
      why: list.held,
      ...judged,
    });
  const [own, others] = [listOf("valley", "organisation"), listOf("hill", "coalition")];
  await judgePair(theRegister(), keeper, {
    records: [idOf(own, 1), idOf(others, 1)],
    why: "one man",
    ...judged,
  });
  await linkRegister(theRegister(), { seed: 1, onePerList: false, progress: () => undefined });
  const taken = await newAppeal(theRegister(), "appeal", appealText);
  assert.ok("value" in taken, JSON.stringify(taken));
  opened.published = join(temporaryFolder(), "appeal");
  await publishAppeal(theRegister(), "appeal", { folder: opened.published, progress: () => undefined });
  opened.jobs = await startJobs(theRegister());
});
after(async () => {
  await opened.jobs?.close();
  await opened.register?.close();
});

async function importOne(list: List): Promise<void> {
  const { organisation, audience, said, held, called } = list;
  const path = join(temporaryFolder(), `${organisation}-${audience}.csv`);
  const rows = [1, 2].map(
    (row) =>
      `${said}-${row},${said} ${GIVEN},${1930 + 4 * lists.indexOf(list)}-01-0${row},${held},killed,1992,${held}`,
  );
  writeFileSync(
    path,
    `${["id,full name,date of birth,residence,harm,date of harm,notes", ...rows].join("\n")}\n`,
  );
  const consentFor = { names: audience, identifiers: audience, row: audience, matches: audience };
  const source = {
    id: sourceId(`${organisation}-${audience}`),
    name: `List ${called}`,
    consent: audience,
    consentFor,
  };
  const holder = { id: organisationId(organisation), name: organisation };
  await importSource(theRegister(), { path, source, organisation: holder, records: "person" });
}

/** All that a command gives out, on standard output and error alike. */
async function command(
  line: readonly string[],
  options: OptionValues,
  person?: string,
  json = true,
): Promise<string> {
  const entry = findCommand(line);
  assert.ok(entry, line.join(" "));
  const { name, run } = await entry.load();
  const said: string[] = [];
  const register = theRegister();
  const context = {
    dataDir: register.folder.data,
    databaseUrl: register.connection,
    person,
    json,
    progress: noProgress,
    signal: new AbortController().signal,
    now: () => now,
    say: (text: string) => said.push(text),
  };
  try {
    const answer = await run(context, line.slice(name.split(" ").length), options);
    return [JSON.stringify(answer.json), answer.text, ...said].join("\n");
  } catch (error) {
    return [formatError(error), ...said].join("\n");
  }
}

type Asker = {
  readonly person: string | undefined;
  readonly app: App;
  readonly headers: Record<string, string>;
};
type WayOut = (asker: Asker) => Promise<string>;

const all = async (asked: readonly Promise<string>[]) => (await Promise.all(asked)).join("\n");
const ask = async ({ app, headers }: Asker, path: string, body?: unknown): Promise<string> => {
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const json = body === undefined ? {} : { "content-type": "application/json" };
  const response = await app.request(`http://localhost${path}`, {
    ...sent,
    headers: { host: "localhost", ...headers, ...json },
  });
  return response.text();
};
/** What somebody typed is no news to them. */
const without = (text: string, typed: readonly string[]) =>
  typed.reduce((left, word) => left.replaceAll(word, ""), text);
/** Pairs of which each viewer asks: of each audience one that is theirs and one of others, as far as there are. */
const pairs = [
  listOf("valley", "public"),
  listOf("valley", "organisation"),
  listOf("valley", "sealed"),
  listOf("hill", "coalition"),
  listOf("hill", "organisation"),
  listOf("hill", "sealed"),
].map((list) => [idOf(list, 1), idOf(list, 2)] as const);
const handles = Array.from({ length: 60 }, (_, index) => `hill-organisation/#${index}`);

/** Records of which each viewer asks to be shown the entity: theirs and others', of each audience as far as there are. */
const entities = pairs.map(([id]) => [id] as const);

const waysOut: { readonly [name: string]: WayOut } = {
  search: async ({ person }) => command(["search", GIVEN], { limit: "100" }, person),
  show: async ({ person }) => {
    const texts: string[] = [];
    for (const [id] of entities) texts.push(without(await command(["show", id], {}, person), [id]));
    return texts.join("\n");
  },
  dossier: async ({ person }) => {
    const texts: string[] = [];
    for (const [id] of entities) {
      const folder = join(temporaryFolder(), "dossier");
      texts.push(without(await command(["dossier", id, folder], {}, person), [id]));
      if (existsSync(folder))
        for (const bytes of (await readFolder(folder)).values())
          texts.push(without(Buffer.from(bytes).toString("utf8"), [id]));
    }
    return texts.join("\n");
  },
  custody: async ({ person }) => {
    const digest = "0".repeat(64);
    const said = { act: "copied", by: "Ani", when: "2026" };
    return all([command(["custody", digest], said, person), command(["custody"], {}, person)]);
  },
  explain: async ({ person }) => {
    const texts: string[] = [];
    for (const pair of pairs)
      texts.push(without(await command(["link", ...pair], { explain: true }, person), pair));
    return texts.join("\n");
  },
  review: async ({ person }) =>
    all([
      command(["review"], { list: true }, person),
      command(["review"], { next: true, limit: "50" }, person),
      command(["review"], { sampled: true, limit: "50" }, person),
    ]),
  shares: async ({ person }) => command(["review"], { shares: true }, person),
  count: async ({ person }) => command(["count"], { by: "place,list" }, person),
  sources: async ({ person }) => command(["source"], {}, person),
  place: async ({ person }) => command(["place"], {}, person),
  people: async ({ person }) =>
    all([command(["person", "list"], {}, person), command(["organisation", "list"], {}, person)]),
  audit: async ({ person }) => {
    const file = join(temporaryFolder(), "audit.json");
    assert.ok(opened.published);
    const seed = { text: "4 11", source: "a lottery", published: "2026-01-09T20:00:00Z" };
    const files = await readFolder(opened.published);
    const audit = drawAudit(files, { figure: "F1", seed, size: { drawn: 1000 } });
    writeFileSync(file, formatAudit(audit));
    const texts: string[] = [];
    for (const token of audit.sample)
      texts.push(await command(["audit", "open", file], { token }, person, false));
    return texts.join("\n");
  },
  doctor: async ({ person }) => command(["doctor"], {}, person),
  timestamp: async ({ person }) => command(["timestamp", "list"], {}, person),
  "timestamp change": async ({ person }) =>
    all([
      command(["timestamp", "add", "http://127.0.0.1:9/tsr"], {}, person),
      command(["timestamp", "remove", "http://127.0.0.1:9/tsr"], {}, person),
    ]),
  share: async ({ person }) => {
    const [folder, identity] = [temporaryFolder(), await passingIdentity()];
    const [key, file] = [join(folder, "key"), join(folder, "shared.age")];
    await makeKeyFile(key, "valley", "");
    const line = { to: identity.recipient, key };
    const texts = [
      await command(["share", file], { ...line, organisation: "valley" }, person),
      person === undefined ? "" : await command(["share", file], { ...line, organisation: "hill" }, person),
    ];
    return [...texts, existsSync(file) ? readFileSync(file, "latin1") : ""].join("\n");
  },
  receive: async ({ person }) => {
    const path = join(temporaryFolder(), "identity");
    writeFileSync(path, `${(await passingIdentity()).identity}\n`);
    return command(["receive", path], { identity: path }, person);
  },
  archive: async ({ person }) =>
    command(["archive", join(temporaryFolder(), "archive")], { to: "nobody's" }, person),
  errors: async ({ person }) => {
    const texts: string[] = [];
    const [mine, theirs] = [idOf(listOf("valley", "public"), 1), idOf(listOf("hill", "sealed"), 1)];
    const why = { why: "asked" };
    for (const handle of [...handles.slice(36, 38), theirs])
      texts.push(
        without(await command(["review", mine, handle], { same: true, ...why }, person), [mine, handle]),
        without(await command(["restrict", handle], { audience: "mad", ...why }, person), [handle]),
      );
    texts.push(
      await command(["source", "nowhere"], { harm: "killed" }, person),
      await command(["consent", "List nowhere"], { consentFor: "shoes=public", ...why }, person),
      await command(["count"], { place: "nowhere" }, person),
      await command(["count"], { settle: "nobody", fate: "alive", ...why }, person),
      await command(["import"], { undo: "no-version" }, person),
      await command(["review"], { undo: "999", ...why }, person),
      await command(["appeal", "publish"], { appeal: "none" }, person),
    );
    return texts.join("\n");
  },
  "api search": async (asker) => ask(asker, "/api/search", { text: GIVEN, limit: 100 }),
  "api public search": async (asker) => ask(asker, "/api/public/search", { text: GIVEN, limit: 20 }),
  "api overview": async (asker) => ask(asker, "/api/overview"),
  "api review": async (asker) => {
    const queues = ["first", "second", "sample", "contested"].map((queue) =>
      ask(asker, "/api/review/next", { limit: 50, by: "Ilyas", queue }),
    );
    const asked = pairs.flatMap(([left, right]) =>
      ["pair", "clusters"].map(async (of) =>
        without(await ask(asker, `/api/review/${of}`, { left, right, by: "Ani" }), [left, right]),
      ),
    );
    const lists = ["", "/judgements", "/shares"].map((path) => ask(asker, `/api/review${path}`));
    return all([...lists, ...queues, ...asked]);
  },
  "api me": async (asker) => ask(asker, "/api/me"),
  "api account": async (asker) => ask(asker, "/api/account"),
  "api people": async (asker) =>
    all([
      ask(asker, "/api/people"),
      ask(asker, "/api/people/role", { name: "nobody", role: "owner" }),
      ask(asker, "/api/people/remove", { name: "nobody", why: "asked" }),
      ask(asker, "/api/people/account", { name: "nobody" }),
      ask(asker, "/api/people/sign-out", { name: "nobody" }),
      ask(asker, "/api/people/invite", { organisation: "nowhere", role: "owner" }),
    ]),
  "api access-log": async (asker) => ask(asker, "/api/access-log?limit=200"),
  "api sign-in": async (asker) =>
    all([
      ask(asker, "/api/session", { name: GIVEN, password: "heron over slow water", code: "123456" }),
      ask(asker, "/api/session/passkey/begin", {}),
      ask(asker, "/api/joining", { secret: "guessed" }),
    ]),
  "api jobs": async (asker) => ask(asker, "/api/jobs"),
  "api exports": async (asker) => {
    const texts: string[] = [];
    for (const [of, format] of [
      ["records", "jsonl"],
      ["records", "csv"],
      ["entities", "jsonl"],
      ["entities", "csv"],
    ]) {
      const job = await ask(asker, "/api/jobs", { kind: "export", of, format });
      const id = /"id":"([^"]+)"/.exec(job)?.[1] ?? "00000000-0000-4000-8000-000000000000";
      texts.push(job, await ask(asker, `/api/jobs/${id}/events`), await ask(asker, `/api/jobs/${id}/file`));
    }
    return texts.join("\n");
  },
  "api uploads": async (asker) => ask(asker, "/api/uploads"),
  "api entities": async (asker) => {
    const texts: string[] = [];
    for (const [id] of entities) {
      const path = `/api/entities/${encodeURIComponent(id)}`;
      texts.push(without(await ask(asker, path), [id]), without(await ask(asker, `${path}/evidence`), [id]));
    }
    for (const kind of ["group", "site", "hazard", "event", "place"])
      texts.push(await ask(asker, `/api/entities?kind=${kind}&limit=100`));
    return texts.join("\n");
  },
  "api imports": async (asker) => {
    const upload = "11111111-1111-4111-8111-111111111111";
    const [own, others] = [listOf("valley", "organisation"), listOf("hill", "organisation")];
    const texts = [own, others].map(async ({ organisation, called }) =>
      without(await ask(asker, "/api/imports/preview", { upload, source: called, organisation }), [called]),
    );
    return all(texts);
  },
  "api custody": async (asker) => ask(asker, "/api/custody"),
  "api drafts": async (asker) => ask(asker, "/api/drafts"),
  "api appeals": async (asker) =>
    all([
      ask(asker, "/api/appeals"),
      ask(asker, "/api/appeals/appeal"),
      ask(asker, "/api/appeals/figures", { figures: ["figure: killed", "figure: killed, period: 1992"] }),
      ask(asker, "/api/appeals/check", { text: "no head" }),
    ]),
  "api appeal texts": async (asker) =>
    all([
      ask(asker, "/api/appeals/appeal/text"),
      ask(asker, "/api/appeals/appeal/revisions"),
      ask(asker, "/api/appeals/appeal/preview/index.html"),
    ]),
  "api counts": async (asker) => {
    const asked = { harm: "killed", by: ["place", "list"] };
    return all([
      ask(asker, "/api/counts", asked),
      ask(asker, "/api/counts/file", { ...asked, format: "csv" }),
      ask(asker, "/api/counts/saved"),
    ]);
  },
  "api receipts": async (asker) => {
    const asked = ["valley", "hill"].map(async (organisation) => {
      const record = idOf(listOf(organisation, "organisation"), 1);
      const body = { record, passphrase: "heron over slow water", holderWasWarned: true };
      return without(await ask(asker, "/api/receipts", body), [record]);
    });
    return all(asked);
  },
  "api audits": async (asker) => {
    const seed = { text: "4 11", source: "a lottery", published: "2026-01-09T20:00:00Z" };
    assert.ok(opened.published);
    const drawn = drawAudit(await readFolder(opened.published), {
      figure: "F1",
      seed,
      size: { drawn: 1000 },
    });
    const audit = Buffer.from(formatAudit(drawn)).toString("utf8");
    const texts = [
      await ask(asker, "/api/audits/draw", { publication: "none", figure: "F1", seed }),
      await ask(asker, "/api/audits"),
    ];
    for (const token of drawn.sample) texts.push(await ask(asker, "/api/audits/open", { audit, token }));
    return texts.join("\n");
  },
  "api errors": async (asker) => {
    const body = { left: idOf(listOf("valley", "public"), 1), answer: "mad", by: "Ani", why: "asked" };
    const texts = handles
      .slice(0, 4)
      .map((right) => ask(asker, "/api/review/judgements", { ...body, right }));
    const undone = ask(asker, "/api/review/judgements/9/undo", { by: "Ani" });
    return all([...texts, undone, ask(asker, "/api/none"), ask(asker, "/api/search", { text: "" })]);
  },
  enquiries: async ({ person }) => command(["enquiry", "list"], {}, person),
  "api organisations": async (asker) => ask(asker, "/api/organisations"),
  "api consents": async (asker) => ask(asker, "/api/consents"),
  "api health": async (asker) => ask(asker, "/api/health"),
  "api returns": async (asker) =>
    all([ask(asker, "/api/returns", {}), ask(asker, "/api/returns/households", { place: "iso:AD" })]),
  "api map": async (asker) => ask(asker, "/api/map"),
  "api enquiries": async (asker) => {
    const none = "0".repeat(16);
    return all([ask(asker, "/api/enquiries"), ask(asker, `/api/enquiries/${none}`)]);
  },
  "enquiry page": async (asker) => {
    const locator = "A".repeat(43);
    return all([ask(asker, "/enquiry/en"), ask(asker, "/enquiry/withdraw", { locator })]);
  },
  "published folder": async () => {
    assert.ok(opened.published);
    const files = await readFolder(opened.published);
    return [...files].map(([path, bytes]) => `${path}\n${Buffer.from(bytes).toString("latin1")}`).join("\n");
  },
};

const columns = ["public", "coalition", "own", "others'", "sealed"] as const;
type Column = (typeof columns)[number];
const viewers = ["keeper", ...roles, "public"] as const;
type Named = (typeof viewers)[number];
type Row = { readonly way: string; readonly viewers: readonly Named[]; readonly cells: readonly string[] };

const rows: readonly Row[] = readFileSync("docs/spec/audiences.md", "utf8")
  .split("\n")
  .filter((line) => /^\| (?!way out|-)/.test(line))
  .map((line) => {
    const [way = "", who = "", ...cells] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { way, viewers: who.split(", ") as Named[], cells };
  });

/** Words of a column in the eyes of a viewer: their own organisation is the valley; the keeper's is every one. */
function wordsOf(column: Column, viewer: Named, way: string): readonly string[] {
  const isOwn = ({ organisation }: List) => viewer === "keeper" || organisation === "valley";
  const names = (list: List) => (way === "published folder" ? [list.said] : [list.said, list.called]);
  if (column === "own" || column === "others'") {
    const side = lists.filter((list) => isOwn(list) === (column === "own"));
    return side.flatMap((list) => [
      ...(list.audience === "organisation" ? names(list) : []),
      ...(list.audience === "sealed" ? [] : [list.held]),
    ]);
  }
  const isNamed = (list: List) => column !== "sealed" || viewer === "keeper" || !isOwn(list); // one knows one's own lists
  return lists
    .filter(({ audience }) => audience === column)
    .flatMap((list) => [
      ...(isNamed(list) ? names(list) : [list.said]),
      ...(column === "sealed" ? [list.held] : []),
    ]);
}

async function walk(viewer: Named, asker: Asker): Promise<void> {
  for (const [way, take] of Object.entries(waysOut)) {
    const row = rows.find((each) => each.way === way && each.viewers.includes(viewer));
    if (row === undefined) {
      assert.ok(
        way === "published folder" && viewer !== "public",
        `${way} for ${viewer} is not in the table`,
      );
      continue;
    }
    const bytes = (await take(asker)).toLowerCase();
    for (const [i, column] of columns.entries()) {
      const seen = wordsOf(column, viewer, way).filter((word) => bytes.includes(word));
      const where = `${way}, ${viewer}, ${column}: ${seen.join(" ")} in ${bytes.slice(0, 3000)}`;
      if (row.cells[i] !== "shown") assert.deepEqual(seen, [], where);
      else if (column !== "others'" || viewer !== "keeper") assert.ok(seen.length > 0, where);
    }
    if (row.cells.every((cell) => cell === "refused"))
      assert.match(
        bytes,
        /say which of them you are|wanted somebody who may|"code":"refused"|"status":401/,
        `${way}, ${viewer}`,
      );
  }
}

async function askerOf(viewer: Viewer, person?: string): Promise<Asker> {
  const app = createApp(
    registerServices(theRegister(), () => now),
    {
      allowedHosts: loopbackHosts,
      session: { token: "t", cookie: "c", viewer },
      signIn: await signInTools(theRegister(), { now: () => now }),
      webFolder: temporaryFolder(),
      publishedFolder: theRegister().folder.published,
    },
  );
  return { person, app, headers: viewer.as === "public" ? {} : { authorization: "Bearer t" } };
}

test("the table has every viewer on every way out once, and five cells of known words", () => {
  const known = new Set(["shown", "hidden", "refused"]);
  for (const { way, cells } of rows) {
    assert.ok(waysOut[way] !== undefined, way);
    assert.equal(cells.length, columns.length, way);
    for (const cell of cells) assert.ok(known.has(cell), `${way}: ${cell}`);
  }
  for (const way of Object.keys(waysOut)) {
    const named = rows.filter((row) => row.way === way).flatMap((row) => row.viewers);
    assert.deepEqual(named.toSorted(), way === "published folder" ? ["public"] : [...viewers].sort(), way);
  }
});

test("the keeper of a register without people sees all but what is sealed", async () =>
  walk("keeper", await askerOf({ as: "keeper" })));

test("people see their own organisation's, what others opened, and nothing else", async () => {
  const keeper: Viewer = { as: "keeper" };
  const codes = new Map<string, string>();
  const invite = async (organisation: string, role: Role, viewer: Viewer) =>
    (await invitePerson(theRegister(), { organisation, role, viewer, now })).secret;
  for (const role of roles) codes.set(role, await invite("valley", role, keeper));
  for (const organisation of ["coast", "hill"])
    codes.set(organisation, await invite(organisation, "owner", keeper));
  for (const [name, secret] of codes) await acceptInvitation(theRegister(), { secret, name, now });
  for (const role of roles) await walk(role, await askerOf(await viewerFor(theRegister().store, role), role));
});

test("who says nothing, or has no token, is shown what is published", async () =>
  walk("public", await askerOf({ as: "public" })));
