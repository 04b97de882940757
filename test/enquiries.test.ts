/** Families' enquiries: sealed in the browser's own code, opened by the organisation's key, and the same to whoever looks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type App, createApp } from "../src/api/app.ts";
import { loopbackHosts } from "../src/api/guard.ts";
import { registerServices } from "../src/api/register-service.ts";
import { toBase64, toHex } from "../src/base/bytes.ts";
import {
  type EnquiryAnswer,
  formatAnswer,
  formatEnquiry,
  parseAnswer,
  parseEnquiry,
} from "../src/model/enquiry.ts";
import { CODE_BYTES, formatEnquiryCode, parseEnquiryCode } from "../src/model/enquiry-code.ts";
import type { Viewer } from "../src/model/person.ts";
import { openBytes, passingIdentity } from "../src/shell/locked-archive.ts";
import { setEnquiryKey } from "../src/steps/enquiries/enquiry-keys.ts";
import {
  answerEnquiry,
  closeEnquiry,
  ownEnquiries,
  ownEnquiry,
} from "../src/steps/enquiries/own-enquiries.ts";
import {
  answerIdentity,
  answerRecipient,
  locatorOf,
  openSealed,
  sealTo,
} from "../src/web/public/enquiry-seal.ts";
import { testNow as now, sharedRegister, temporaryFolder } from "./register-fixture.ts";
import { lowerValley, seededRegister, upperValley } from "./seeded-register.ts";

const code = (seed: number) => formatEnquiryCode(new Uint8Array(CODE_BYTES).fill(seed));
const keeper: Viewer = { as: "keeper" };
const of = (organisation: typeof upperValley, role: "owner" | "reader" = "owner"): Viewer => ({
  as: "person",
  name: `Somebody of ${organisation.id}`,
  organisation: organisation.id,
  role,
});
const key = await passingIdentity();

const opened: { app?: App } = {};
const theRegister = sharedRegister(seededRegister, async (register) => {
  const organisation = upperValley.id;
  await setEnquiryKey(register, { organisation, recipient: key.recipient, viewer: of(upperValley), now });
  opened.app = createApp(
    registerServices(register, () => now),
    {
      allowedHosts: loopbackHosts,
      session: { token: "t", cookie: "c", viewer: keeper },
      webFolder: temporaryFolder(),
      publishedFolder: register.folder.published,
    },
  );
});

function value<T>(parsed: { readonly value: T } | { readonly issues: unknown }): T {
  assert.ok("value" in parsed, JSON.stringify(parsed));
  return parsed.value;
}

async function call(path: string, body?: object): Promise<Response> {
  assert.ok(opened.app);
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const headers = { host: "localhost", "content-type": "application/json" };
  return opened.app.request(`http://localhost/enquiry/${path}`, { headers, ...sent });
}

/** Sends what the page sends for an enquiry about `name`. */
async function sendFor(asked: string, name: string): Promise<Response> {
  const message = value(formatEnquiry({ kind: "searching", language: "en", name }));
  const sealed = toBase64(await sealTo(key.recipient, message));
  return call("send", {
    locator: locatorOf(asked),
    reply: await answerRecipient(asked),
    language: "en",
    sealed: [{ organisation: upperValley.id, sealed }],
  });
}

async function answerTo(
  asked: string,
): Promise<{ readonly length: number; readonly answers: EnquiryAnswer[] }> {
  const text = await (await call("answers", { locator: locatorOf(asked) })).text();
  const { answers }: { answers: string[] } = JSON.parse(text);
  const bytes = await Promise.all(
    answers.map((each) => openSealed(answerIdentity(asked), Buffer.from(each, "base64"))),
  );
  return {
    length: text.length,
    answers: bytes.flatMap((each) => (each === undefined ? [] : [value(parseAnswer(each))])),
  };
}

test("an enquiry is opened by its organisation's key, answered, and read with the code alone", async () => {
  const asked = code(1);
  assert.equal((await sendFor(asked, "Maro Velan")).status, 200);
  const [waiting] = await ownEnquiries(theRegister(), of(upperValley));
  assert.ok(waiting);
  assert.equal(waiting.answered, undefined);
  const bytes = await openBytes({ identities: [key.identity] }, waiting.sealed);
  assert.deepEqual(value(parseEnquiry(bytes)), { kind: "searching", language: "en", name: "Maro Velan" });
  const told = { outcome: "told", organisation: upperValley.name, text: "Write to us." } as const;
  const sealed = await sealTo(waiting.reply, value(formatAnswer(told)));
  await answerEnquiry(theRegister(), { id: waiting.id, viewer: of(upperValley), sealed, now });
  assert.deepEqual((await answerTo(asked)).answers, [told]);
  assert.equal((await ownEnquiries(theRegister(), of(upperValley)))[0]?.answered, "2026-01-02");
});

test("neither page nor bytes tell whether somebody is recorded, whether it was answered, or whether it was ever sent", async () => {
  const [recorded, unrecorded] = [
    await sendFor(code(2), "Osek Virrel"),
    await sendFor(code(3), "Nobody Known"),
  ];
  assert.equal(await recorded.text(), await unrecorded.text());
  const [answered, waits, never] = [
    await answerTo(code(1)),
    await answerTo(code(2)),
    await answerTo(code(9)),
  ];
  assert.equal(answered.answers.length, 1);
  assert.deepEqual([waits.answers, never.answers], [[], []]);
  assert.deepEqual([waits.length, never.length], [answered.length, answered.length]);
  const pages = [await (await call("en")).text(), await (await call("en")).text()];
  assert.equal(pages[0], pages[1]);
});

test("the server holds no word of an enquiry and no trace of who sent it", async () => {
  await sendFor(code(4), "Tharendil Unmistakable");
  const stored = await theRegister().store.enquiries(undefined);
  const held = Buffer.concat(stored.map(({ sealed }) => Buffer.from(sealed))).toString("latin1");
  assert.doesNotMatch(held, /Tharendil/);
  const kept = new Set(stored.flatMap((each) => Object.keys(each)));
  for (const ofAnswered of ["answered", "answerDigest"]) kept.delete(ofAnswered);
  assert.deepEqual([...kept].sort(), ["id", "language", "organisation", "received", "reply", "sealed"]);
  assert.equal(stored[0]?.received, "2026-01-02");
});

test("another organisation and a reader are told of no enquiry", async () => {
  assert.deepEqual(await ownEnquiries(theRegister(), of(lowerValley)), []);
  const [one] = await ownEnquiries(theRegister(), of(upperValley));
  assert.ok(one);
  await assert.rejects(ownEnquiry(theRegister(), { id: one.id, viewer: of(lowerValley) }), {
    code: "not-found",
  });
  await assert.rejects(ownEnquiries(theRegister(), of(upperValley, "reader")), { code: "refused" });
});

test("whereabouts are not sealed without the sought person's consent, nor read where somebody sealed them so", async () => {
  const answer: EnquiryAnswer = { outcome: "told", organisation: "Upper", whereabouts: "in the white house" };
  const refused = formatAnswer(answer);
  assert.ok("issues" in refused && refused.issues[0]?.path === "consent");
  const forged = new TextEncoder().encode(JSON.stringify(answer));
  assert.ok("issues" in parseAnswer(forged));
  value(formatAnswer({ ...answer, consent: { by: "Ani", on: "2026-01-01" } }));
});

test("who sent an enquiry can take it back, and an organisation can close it; nothing is left", async () => {
  const before = (await theRegister().store.enquiries(undefined)).length;
  const known = await (await call("withdraw", { locator: locatorOf(code(2)) })).text();
  const unknown = await (await call("withdraw", { locator: locatorOf(code(8)) })).text();
  assert.equal(known, unknown);
  const [one] = await ownEnquiries(theRegister(), of(upperValley));
  assert.ok(one);
  await closeEnquiry(theRegister(), { id: one.id, viewer: of(upperValley) });
  assert.equal((await theRegister().store.enquiries(undefined)).length, before - 2);
});

test("what our page would not send is refused: other lengths, other organisations, bytes in the clear", async () => {
  const reply = await answerRecipient(code(5));
  const good = toBase64(
    await sealTo(key.recipient, value(formatEnquiry({ kind: "telling", language: "en", name: "A" }))),
  );
  const sent = (organisation: string, sealed: string) =>
    call("send", { locator: locatorOf(code(5)), reply, language: "en", sealed: [{ organisation, sealed }] });
  const clear = toBase64(new Uint8Array(Buffer.from(good, "base64").length).fill(0x41));
  const refused = [
    await sent("upper-valley", good.slice(4)),
    await sent("upper-valley", clear),
    await sent("lower-valley", good),
    await sent("nowhere", good),
  ];
  assert.deepEqual(
    refused.map(({ status }) => status),
    [400, 422, 422, 422],
  );
});

test("an address that sends more than an hour's share is refused, and the page keeps nothing of anybody", async () => {
  const many = await Promise.all(
    Array.from({ length: 25 }, () => call("withdraw", { locator: locatorOf(code(7)) })),
  );
  assert.ok(many.some(({ status }) => status === 429));
  const page = await call("ar");
  assert.equal(page.headers.get("set-cookie"), null);
  assert.match(page.headers.get("cache-control") ?? "", /no-store/);
  assert.equal(page.headers.get("x-robots-tag"), "noindex");
  assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'; script-src 'self'/);
  const html = await page.text();
  assert.match(html, /<html lang="ar" dir="rtl">/);
  assert.doesNotMatch(html, /autocomplete="on"|Maro|Velan/);
});

test("a code is read with digits of any script, and one wrong digit is seen", () => {
  const given = code(6);
  const arabic = given.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
  assert.equal(parseEnquiryCode(arabic), given);
  assert.equal(parseEnquiryCode(given.replaceAll(" ", "-")), given);
  const digits = given.replaceAll(" ", "");
  for (let i = 0; i < digits.length; i++) {
    const wrong = digits.slice(0, i) + ((Number(digits[i]) + 1) % 10) + digits.slice(i + 1);
    assert.equal(parseEnquiryCode(wrong), undefined, `digit ${i}`);
  }
});

test("only an owner of an organisation publishes its key, and only an age key is one", async () => {
  const organisation = lowerValley.id;
  const recipient = key.recipient;
  await assert.rejects(
    setEnquiryKey(theRegister(), { organisation, recipient, viewer: of(upperValley), now }),
    { code: "refused" },
  );
  const wrong = { organisation, recipient: "age1nothing", viewer: of(lowerValley), now };
  await assert.rejects(setEnquiryKey(theRegister(), wrong), { code: "input-recipient" });
});

test("an answer is put in place of the one that was seen, not of a colleague's that came meanwhile", async () => {
  await sendFor(code(5), "Somebody Sought");
  const { store } = theRegister();
  const seen = (await store.enquiries(undefined)).at(-1);
  assert.ok(seen);
  const { id, organisation } = seen;
  const answer = async (byte: number, inPlaceOf: typeof seen) =>
    store.keepAnswer({ id, organisation, answer: new Uint8Array([byte]), answered: "2026-01-03", inPlaceOf });
  const again = async () => {
    const own = (await store.enquiries(organisation)).find((each) => toHex(each.id) === toHex(id));
    assert.ok(own);
    return own;
  };
  assert.equal(await answer(1, seen), true);
  assert.equal(await answer(2, seen), false, "a colleague answered");
  assert.equal(await answer(3, await again()), true);
});
