/** Each address of the OpenAPI document, asked by each role, and with what belongs to another organisation. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type App, apiDocument, createApp } from "../src/api/app.ts";
import { tagOf } from "../src/api/entity-tags.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { registerServices } from "../src/api/register-service.ts";
import { formatAudit } from "../src/appeal/audit.ts";
import { formatLetter, signLetter } from "../src/appeal/letter.ts";
import { formToken } from "../src/appeal/token.ts";
import { concatBytes, fromUtf8, toBase64, utf8 } from "../src/base/bytes.ts";
import { newSigningKey } from "../src/ledger/verifier-key.ts";
import { ANSWER_BYTES } from "../src/model/enquiry.ts";
import { digest, organisationId, recordId } from "../src/model/ids.ts";
import { type Role, roles, type Viewer } from "../src/model/person.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { collectLetter } from "../src/steps/collect-letter.ts";
import { saveFigure } from "../src/steps/count/saved-figures.ts";
import { newAppeal, proposeAppeal } from "../src/steps/draft-appeal.ts";
import { ownEnquiries } from "../src/steps/enquiries/own-enquiries.ts";
import { SEAL_BYTES } from "../src/steps/enquiries/public-enquiries.ts";
import { recordKey } from "../src/steps/figure-tokens.ts";
import { acceptInvitation, invitePerson } from "../src/steps/people/manage-people.ts";
import { testNow as now } from "./register-fixture.ts";
import { lowerValley, seededRegister, upperValley } from "./seeded-register.ts";

type Asked = {
  readonly path?: { readonly [name: string]: string };
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** What is asked at an address. `own` is done for those of `may`; others and the public are refused. */
type Row = {
  readonly may: readonly Role[];
  readonly own?: Asked;
  /** What is another organisation's, and what is nowhere: asked alike by all who may, answered in the same bytes. */
  readonly others?: Asked;
  readonly missing?: Asked;
};

const all = roles;
const judges = ["owner", "reviewer"] as const;
const changers = ["owner", "editor"] as const;
const auditing = ["owner", "auditor"] as const;
const passphrase = "heron over slow water";
const seed = { text: "4 11", source: "a lottery", published: "2026-01-01T20:00:00Z" };
const sealedAnswer = toBase64(
  concatBytes(utf8("age-encryption.org/v1\n-> X25519 "), new Uint8Array(ANSWER_BYTES + SEAL_BYTES - 32)),
);
const nowhere = "00000000-0000-4000-8000-000000000000";
const why = { answer: "same", why: "one file", by: "Ani" } as const;

/** Open to everybody: they look at no record. */
const open = new Set([
  "GET /healthz",
  "GET /api/me",
  "GET /api/publications",
  "GET /api/publications/{path}/files",
  "POST /api/public/search",
  "POST /api/session",
  "POST /api/session/passkey/begin",
  "POST /api/session/passkey",
  "POST /api/session/end",
  "POST /api/joining",
  "POST /api/joining/password",
  "POST /api/joining/passkey/begin",
  "POST /api/joining/passkey",
]);

/** Of one's own account: whoever asks by a token has none. What people do with theirs is in sign-in.test.ts. */
const ownAccount = new Set([
  "GET /api/account",
  "POST /api/account/passkeys",
  "POST /api/account/passkeys/begin",
  "POST /api/account/passkeys/{id}/remove",
  "POST /api/account/password",
  "POST /api/account/password/begin",
  "POST /api/account/recovery-codes",
  "POST /api/account/sessions/end-others",
  "POST /api/account/sessions/{id}/end",
]);

/** The upper valley's people ask; `ids` are of the lower valley. Its families stand under `organisation`. */
type Ids = {
  readonly job: string;
  readonly upload: string;
  readonly judgement: string;
  readonly enquiry: string;
  readonly version: string;
  readonly figure: string;
  readonly evidence: string; // digest of a file
  readonly tag: string; // of the appeal's text
  readonly letter: string; // against one of its statements
  readonly dispute: string; // its entry
  readonly audit: string; // of two tokens: one that a record of the lower valley gives, one that none gives
  readonly tokens: readonly [string, string];
};
const json = { "content-type": "application/json" };
const appeal = { appeal: "to-all" };
const appealText =
  "---\ntitle: To all\nlanguage: en\ndate: 1995\nversion: 1\naddressees:\n  - The world\n---\n\nOf us {{figure: killed}} were killed.\n";
const rows = (ids: Ids) =>
  ({
    "GET /api/overview": { may: all },
    "POST /api/search": { may: all, own: { body: { text: "Maro Velan" } } },
    "GET /api/review": { may: all },
    "GET /api/review/judgements": { may: all, own: { query: "?standing=contested" } },
    "POST /api/review/next": { may: judges, own: { body: {} } },
    "POST /api/review/pair": {
      may: judges,
      own: { body: { left: "upper/120", right: "upper/121" } },
      others: { body: { left: "upper/120", right: "lower/9" } },
      missing: { body: { left: "upper/120", right: "lower/999" } },
    },
    "POST /api/review/clusters": {
      may: judges,
      own: { body: { left: "upper/120", right: "upper/121" } },
      others: { body: { left: "upper/120", right: "lower/9" } },
      missing: { body: { left: "upper/120", right: "lower/999" } },
    },
    "POST /api/review/sample": { may: judges, own: { body: { count: 20 } } },
    "GET /api/review/shares": { may: judges },
    "POST /api/review/shares": {
      may: judges,
      others: { body: { share: "lower/9", to: "lower-valley", answer: "accepted", why: "asked" } },
      missing: { body: { share: "lower/999", to: "lower-valley", answer: "accepted", why: "asked" } },
    },
    "POST /api/review/judgements": {
      may: judges,
      own: { body: { left: "upper/120", right: "upper/121", ...why } },
      others: { body: { left: "upper/120", right: "lower/9", ...why } },
      missing: { body: { left: "upper/120", right: "lower/999", ...why } },
    },
    "POST /api/review/judgements/{id}/undo": {
      may: judges,
      others: { path: { id: ids.judgement }, body: { by: "Ani" } },
      missing: { path: { id: "99999" }, body: { by: "Ani" } },
    },
    "GET /api/entities": { may: all, own: { query: "?kind=hazard" } },
    "GET /api/entities/{id}": {
      may: all,
      own: { path: { id: "upper%2F120" } },
      others: { path: { id: "lower%2F9" } },
      missing: { path: { id: "lower%2F999" } },
    },
    "GET /api/entities/{id}/evidence": {
      may: changers,
      own: { path: { id: "upper%2F120" } },
      others: { path: { id: "lower%2F9" } },
      missing: { path: { id: "lower%2F999" } },
    },
    "POST /api/records": {
      may: changers,
      others: { body: { kind: "person", said: {}, corrects: "lower/9", why: "asked" } },
      missing: { body: { kind: "person", said: {}, corrects: "lower/999", why: "asked" } },
    },
    "POST /api/versions/{id}/undo": {
      may: changers,
      others: { path: { id: ids.version } },
      missing: { path: { id: nowhere } },
    },
    "GET /api/custody": { may: changers },
    "POST /api/custody": {
      may: changers,
      others: { body: { digest: ids.evidence, act: "copied", by: "Ani", when: "2026-01" } },
      missing: { body: { digest: "0".repeat(64), act: "copied", by: "Ani", when: "2026-01" } },
    },
    "POST /api/restrictions": {
      may: changers,
      own: { body: { record: "upper/121", audience: "coalition", why: "asked" } },
      others: { body: { record: "lower/9", audience: "sealed", why: "asked" } },
      missing: { body: { record: "lower/999", audience: "sealed", why: "asked" } },
    },
    "GET /api/drafts": { may: changers },
    "PUT /api/drafts/{id}": {
      may: changers,
      own: { path: { id: nowhere }, body: { kind: "person", values: {} } },
    },
    "DELETE /api/drafts/{id}": { may: changers, own: { path: { id: nowhere } } },
    "POST /api/imports/preview": {
      may: changers,
      others: { body: { upload: ids.upload, source: "A list" } },
      missing: { body: { upload: nowhere, source: "A list" } },
    },
    "POST /api/imports/mapping": {
      may: changers,
      own: { body: { source: "A list", mapping: { tables: [] } } },
    },
    "GET /api/jobs": { may: all },
    "POST /api/jobs": { may: changers, own: { body: { kind: "link" } } },
    "GET /api/jobs/{id}": { may: all, others: { path: { id: ids.job } }, missing: { path: { id: nowhere } } },
    "POST /api/jobs/{id}/cancel": {
      may: all,
      others: { path: { id: ids.job } },
      missing: { path: { id: nowhere } },
    },
    "GET /api/jobs/{id}/events": {
      may: all,
      others: { path: { id: ids.job } },
      missing: { path: { id: nowhere } },
    },
    "GET /api/jobs/{id}/file": {
      may: all,
      others: { path: { id: ids.job } },
      missing: { path: { id: nowhere } },
    },
    "GET /api/uploads": { may: changers },
    "PUT /api/uploads": {
      may: changers,
      own: { headers: { "content-type": "application/octet-stream", "upload-name": "a.csv" }, body: "a" },
    },
    "POST /api/uploads/{id}/drop": {
      may: changers,
      others: { path: { id: ids.upload } },
      missing: { path: { id: nowhere } },
    },
    "GET /api/map": { may: all },
    "POST /api/returns": { may: all, own: { body: {} }, missing: { body: { place: "none" } } },
    "POST /api/returns/households": {
      may: all,
      own: { body: { place: "iso:AD" } },
      missing: { body: { place: "none" } },
    },
    "POST /api/counts": { may: all, own: { body: { harm: "killed" } } },
    "POST /api/counts/file": { may: all, own: { body: { harm: "killed", format: "csv" } } },
    "GET /api/counts/saved": { may: all },
    "POST /api/counts/saved": {
      may: changers,
      own: { body: { name: "Killed", asked: { harm: "killed" } } },
    },
    "POST /api/counts/saved/{id}/remove": {
      may: changers,
      others: { path: { id: ids.figure } },
      missing: { path: { id: "99999" } },
    },
    "GET /api/appeals": { may: all },
    "POST /api/appeals": { may: changers, own: { body: { title: "To all", language: "en" } } },
    "POST /api/appeals/check": { may: all, own: { body: { text: "no head" } } },
    "POST /api/appeals/figures": { may: all, own: { body: { figures: ["figure: killed"] } } },
    "GET /api/appeals/{appeal}": { may: all, own: { path: appeal } },
    "GET /api/appeals/{appeal}/text": { may: changers, own: { path: appeal } },
    "PUT /api/appeals/{appeal}/text": {
      may: changers,
      own: { path: appeal, body: { text: appealText }, headers: { ...json, "if-match": ids.tag } },
    },
    "DELETE /api/appeals/{appeal}/text": { may: changers, own: { path: appeal } },
    "GET /api/appeals/{appeal}/revisions": { may: changers, own: { path: appeal } },
    "GET /api/appeals/{appeal}/revisions/{id}": {
      may: changers,
      own: { path: { ...appeal, id: "version-1" } },
    },
    "GET /api/appeals/{appeal}/preview/{file}": {
      may: changers,
      own: { path: { ...appeal, file: "index.html" } },
    },
    "GET /api/appeals/{appeal}/preview/fonts/{file}": {
      may: changers,
      own: { path: { ...appeal, file: "noto-serif-latin-core-400.woff2" } },
    },
    "POST /api/appeals/{appeal}/take": {
      may: ["owner"],
      own: { path: appeal, headers: { ...json, "if-match": ids.tag } },
    },
    "POST /api/appeals/{appeal}/invite": { may: ["owner"], own: { path: appeal } },
    "POST /api/appeals/{appeal}/responses": {
      may: ["owner"],
      own: { path: appeal, body: { addressee: "The world", state: "sent", on: "1995" } },
    },
    "POST /api/appeal-letters": { may: ["owner"], own: { body: { text: ids.letter } } },
    "POST /api/appeal-letters/{id}/answer": {
      may: ["owner"],
      own: { path: { id: ids.dispute }, body: { text: "We have written to them." } },
    },
    "POST /api/receipts": {
      may: ["owner"],
      others: { body: { record: "lower/9", passphrase, holderWasWarned: true } },
      missing: { body: { record: "lower/999", passphrase, holderWasWarned: true } },
    },
    "GET /api/audits": { may: all },
    "POST /api/audits": {
      may: ["owner"],
      others: { body: { audit: "{}", signatures: [{ auditor: "observers", text: "none" }] } },
      missing: { body: { audit: "{", signatures: [{ auditor: "observers", text: "none" }] } },
    },
    "POST /api/audits/draw": {
      may: auditing,
      others: { body: { publication: "to-all", figure: "F1", seed } },
      missing: { body: { publication: "none", figure: "F1", seed } },
    },
    "POST /api/audits/open": {
      may: auditing,
      others: { body: { audit: ids.audit, token: ids.tokens[0] } },
      missing: { body: { audit: ids.audit, token: ids.tokens[1] } },
    },
    "POST /api/audits/findings": {
      may: auditing,
      own: { body: { audit: ids.audit, token: ids.tokens[0], finding: "supported" } },
    },
    "GET /api/enquiries": { may: changers },
    "GET /api/enquiries/{id}": {
      may: changers,
      others: { path: { id: ids.enquiry } },
      missing: { path: { id: "0".repeat(16) } },
    },
    "POST /api/enquiries/{id}/answer": {
      may: changers,
      others: { path: { id: ids.enquiry }, body: { sealed: sealedAnswer } },
      missing: { path: { id: "0".repeat(16) }, body: { sealed: sealedAnswer } },
    },
    "POST /api/enquiries/{id}/close": {
      may: changers,
      others: { path: { id: ids.enquiry } },
      missing: { path: { id: "0".repeat(16) } },
    },
    "GET /api/people": { may: all },
    "POST /api/people/invite": { may: ["owner"], own: { body: { role: "reader" } } },
    "POST /api/people/account": {
      may: ["owner"],
      own: { body: { name: "the reader" } },
      others: { body: { name: "Levon" } },
      missing: { body: { name: "nobody" } },
    },
    "POST /api/people/role": {
      may: ["owner"],
      others: { body: { name: "Levon", role: "reader" } },
      missing: { body: { name: "nobody", role: "reader" } },
    },
    "POST /api/people/remove": {
      may: ["owner"],
      others: { body: { name: "Levon", why: "asked" } },
      missing: { body: { name: "nobody", why: "asked" } },
    },
    "POST /api/people/sign-out": {
      may: ["owner"],
      own: { body: { name: "the reader" } },
      others: { body: { name: "Levon" } },
      missing: { body: { name: "nobody" } },
    },
    "GET /api/organisations": { may: all },
    "POST /api/organisations": { may: ["owner"], own: { body: { name: "Hill Committee" } } },
    "GET /api/consents": { may: changers },
    "POST /api/consents/preview": {
      may: changers,
      own: { body: { source: "upper", general: "organisation" } },
      others: { body: { source: "lower", general: "organisation" } },
      missing: { body: { source: "none", general: "organisation" } },
    },
    "POST /api/consents": {
      may: changers,
      others: { body: { source: "lower", general: "organisation", why: "asked" } },
      missing: { body: { source: "none", general: "organisation", why: "asked" } },
    },
    "GET /api/health": { may: ["owner"] },
    "GET /api/access-log": { may: ["owner", "auditor"] },
    "POST /api/enquiries/key": { may: ["owner"], own: { body: { organisation: "upper-valley" } } },
  }) satisfies { readonly [address: string]: Row };

const opened: { register?: OpenRegister; table: { readonly [address: string]: Row } } = { table: {} };
const apps = new Map<Role | "public", App>();

before(async () => {
  const register = await seededRegister();
  opened.register = register;
  const viewers: (readonly [Role | "public", Viewer])[] = [["public", { as: "public" }]];
  const organisation = organisationId(upperValley.id);
  for (const role of roles) {
    const [, inviting = { as: "keeper" }] = viewers[1] ?? []; // the first one is the owner, invited by the keeper
    const { secret } = await invitePerson(register, { organisation, role, viewer: inviting, now });
    const person = await acceptInvitation(register, { secret, name: `the ${role}`, now });
    viewers.push([role, { as: "person", ...person }]);
  }
  const viewer = viewers[1]?.[1] ?? { as: "public" };
  const invited = { organisation: lowerValley.id, role: "owner", viewer, now } as const;
  const { secret } = await invitePerson(register, invited);
  const levon = await acceptInvitation(register, { secret, name: "Levon", now });
  const services = registerServices(register, () => now);
  for (const [role, viewer] of viewers)
    apps.set(
      role,
      createApp(services, {
        allowedHosts: loopbackHosts,
        ...(viewer.as !== "public" && { session: { token: "the-token", cookie: "the-cookie", viewer } }),
        webFolder: register.folder.published,
        publishedFolder: register.folder.published,
      }),
    );
  const theirs = { person: "Levon", organisation: lowerValley.id };
  const job = await register.store.jobs.add({ kind: "link", input: {}, ...theirs });
  const upload = {
    id: "11111111-1111-4111-8111-111111111111",
    name: "a.csv",
    size: 1,
    key: new Uint8Array(32),
  };
  await register.store.uploads.add({ ...upload, digest: "0".repeat(64) as never, ...theirs });
  const sealedFor = [{ organisation: lowerValley.id, sealed: new Uint8Array(1) }];
  const sent = { id: new Uint8Array(32), reply: "age1", language: "en", received: "2026-01-02" };
  await register.store.keepEnquiry({ ...sent, sealedFor });
  const [{ id: enquiry } = { id: "" }] = await ownEnquiries(register, { as: "keeper" });
  const theirList = (await register.store.versions()).find(({ source }) => source === "lower");
  const [version, evidence] = [theirList?.id ?? "", theirList?.evidence ?? ""];
  const asked = { name: "Ours", asked: { harm: "killed", by: [] }, now } as const;
  const figure = String(await saveFigure(register, { ...asked, viewer: { as: "person", ...levon } }));
  opened.table = rows({
    job: job.id,
    upload: upload.id,
    judgement: "20",
    enquiry,
    version,
    evidence,
    figure,
    ...(await disputedAppeal(register)),
    ...(await auditOfOthers(register)),
  });
});
after(() => opened.register?.close());

/** An appeal that is up for signature, with a dispute against it. */
async function disputedAppeal(register: OpenRegister): Promise<Pick<Ids, "tag" | "letter" | "dispute">> {
  const taken = await newAppeal(register, appeal.appeal, appealText);
  const proposed = await proposeAppeal(register, appeal.appeal, { anew: false });
  assert.ok("value" in taken && "value" in proposed);
  const { manifest = "" } = proposed.value.endorsed.texts[0] ?? {};
  const dispute = {
    format: "recount/dispute/1",
    ...appeal,
    version: 1,
    manifest,
    statement: 1,
    by: "A reader",
    on: "2026-01-02",
    text: "This is not so.",
    evidence: [],
  } as const;
  const letter = formatLetter(signLetter(dispute, [newSigningKey(new Uint8Array(32).fill(7))]));
  const collected = await collectLetter(register, letter, { on: "2026-01-02" });
  assert.equal(collected.refused, undefined);
  const [entered] = await register.store.entriesOf("letter");
  return { tag: tagOf("to-all version 1"), letter, dispute: String(entered?.index) };
}

/** An audit that somebody made up, of a token that a record of the lower valley would have. */
async function auditOfOthers(register: OpenRegister): Promise<Pick<Ids, "audit" | "tokens">> {
  const theirs = await register.store.record(recordId("lower/9"));
  assert.ok(theirs);
  const manifest = digest("0".repeat(64));
  const key = (await register.store.leafKeys([theirs.index])).get(theirs.index);
  const token = formToken(recordKey(theirs.index, key), "entity", { manifest, figure: "F1" });
  const tokens = [token, "A".repeat(43)] as const;
  const audit = formatAudit({ figure: "F1", manifest, total: 2, seed, sample: tokens, findings: [] });
  return { audit: fromUtf8(audit), tokens };
}

const addresses = Object.entries(apiDocument().paths ?? {}).flatMap(([path, methods]) =>
  Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
);

async function ask(role: Role | "public", address: string, asked: Asked = {}): Promise<Response> {
  const [method = "", template = ""] = address.split(" ");
  const path = template.replace(/\{(\w+)\}/g, (_, name) => asked.path?.[name] ?? "none");
  const { body = {}, headers = { "content-type": "application/json" } } = asked;
  const response = await apps.get(role)?.request(`http://localhost${path}${asked.query ?? ""}`, {
    method,
    headers: { host: "localhost", authorization: "Bearer the-token", ...headers },
    ...(method !== "GET" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  assert.ok(response);
  return response;
}

const noIds: Ids = {
  job: "",
  upload: "",
  judgement: "",
  enquiry: "",
  version: "",
  figure: "",
  evidence: "",
  tag: "",
  letter: "",
  dispute: "",
  audit: "",
  tokens: ["", ""],
};

test("each address of the document stands in the table, and no other", () => {
  const known = [...open, ...ownAccount, ...Object.keys(rows(noIds))];
  assert.deepEqual(addresses.toSorted(), known.toSorted());
});

/** What is asked of the addresses that are open to all: of the ways in what somebody sends who guesses. */
const asked: { readonly [address: string]: unknown } = {
  "GET /healthz": undefined,
  "GET /api/publications": undefined,
  "GET /api/publications/{path}/files": undefined,
  "POST /api/public/search": { text: "Maro Velan" },
  "POST /api/session": { name: "Levon", password: "heron over slow water", code: "123456" },
  "POST /api/session/passkey/begin": {},
  "POST /api/session/passkey": {},
  "POST /api/session/end": {},
  "POST /api/joining": { secret: "guessed" },
  "POST /api/joining/password": {},
  "POST /api/joining/passkey/begin": {},
  "POST /api/joining/passkey": {},
};

test("each address that is open to all is asked by each role, but who-am-I, whose answer is another for each", () => {
  assert.deepEqual(
    Object.keys(asked).toSorted(),
    [...open].filter((each) => each !== "GET /api/me").toSorted(),
  );
});

for (const [address, body] of Object.entries(asked))
  test(`${address} answers each role as it answers anybody`, async () => {
    const anybody = await ask("public", address, { body });
    const [status, text] = [anybody.status, await anybody.text()];
    for (const role of roles) {
      const answer = await ask(role, address, { body });
      assert.deepEqual([answer.status, await answer.text()], [status, text], role);
    }
  });

for (const address of ownAccount)
  test(`${address} is there for no role that signed in to no account`, async () => {
    const answers = roles.map((role) => ask(role, address, { path: { id: nowhere } }));
    const texts = await Promise.all(
      (await Promise.all(answers)).map(async (each) => [each.status, await each.text()]),
    );
    for (const each of texts) assert.deepEqual(each, texts[0]);
    assert.ok(Number(texts[0]?.[0]) >= 400);
  });

for (const address of addresses.filter((each) => !open.has(each))) {
  test(`${address} is refused to the public in the words that refuse everything`, async () => {
    const [refused, nothing] = [
      await ask("public", address, opened.table[address]?.own),
      await ask("public", "GET /api/none"),
    ];
    assert.equal(refused.status, 401);
    assert.equal(await refused.text(), await nothing.text());
  });
  if (ownAccount.has(address)) continue;
  test(`${address} is done for whom it is for, and refused to every other role`, async () => {
    const row = opened.table[address];
    for (const role of roles) {
      const isFor = row?.may.includes(role) === true;
      if (isFor && row.own === undefined && row.others !== undefined) continue;
      const { status } = await ask(role, address, row?.own ?? row?.others);
      assert.ok(isFor ? status < 300 : status === 409 || status === 403, `${role} got ${status}`);
    }
  });
  test(`${address} tells nothing of what is another organisation's`, async () => {
    const row = opened.table[address];
    if (row?.others === undefined) return;
    for (const role of row.may) {
      const theirs = await ask(role, address, row.others);
      const none = await ask(role, address, row.missing);
      assert.equal(theirs.status, none.status, role);
      assert.equal(await theirs.text(), await none.text(), role);
      assert.ok(theirs.status >= 400, `${role} got ${theirs.status}`);
    }
  });
}
